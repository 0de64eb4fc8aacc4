import { element, icon, icons } from './dom.ts';

export interface Popover {
  readonly button: HTMLButtonElement;
  /** What stands on the button, and whether something in it is in force. */
  label(text: string, isOn: boolean): void;
}

/**
 * A button that opens a small dialog below it. Its content is made when it opens; Escape and a click elsewhere close it,
 * and the focus goes back to the button.
 */
export function popover(text: string, content: (dialog: HTMLElement) => void, path?: string): Popover {
  const word = element('span', {}, text);
  const button = element('button', {
    type: 'button',
    class: 'quiet drop',
    'aria-haspopup': 'dialog',
    'aria-expanded': 'false',
  });
  if (path) button.append(icon(path));
  button.append(word, icon(icons.down));
  let close: (() => void) | undefined;
  button.addEventListener('click', () => {
    if (close) close();
    else close = open(button, word.textContent ?? text, content, () => (close = undefined));
  });
  return {
    button,
    label(now, isOn) {
      word.textContent = now;
      button.classList.toggle('on', isOn);
    },
  };
}

function open(
  button: HTMLButtonElement,
  label: string,
  content: (dialog: HTMLElement) => void,
  closed: () => void,
): () => void {
  const dialog = element('div', { role: 'dialog', 'aria-label': label, class: 'popover', tabindex: -1 });
  content(dialog);
  const listening = new AbortController();
  const close = () => {
    if (listening.signal.aborted) return;
    listening.abort();
    const hadFocus = dialog.contains(document.activeElement) || document.activeElement === document.body;
    dialog.remove();
    button.setAttribute('aria-expanded', 'false');
    if (hadFocus) button.focus();
    closed();
  };
  const { signal } = listening;
  dialog.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    close();
  });
  // By Tab out of it, as by a click.
  dialog.addEventListener('focusout', ({ relatedTarget }) => {
    if (relatedTarget instanceof Node && !dialog.contains(relatedTarget) && relatedTarget !== button) close();
  });
  document.addEventListener(
    'pointerdown',
    ({ target }) => {
      if (target instanceof Node && !dialog.contains(target) && !button.contains(target)) close();
    },
    { capture: true, signal },
  );
  window.addEventListener('resize', close, { signal });
  button.setAttribute('aria-expanded', 'true');
  button.after(dialog);
  const below = button.getBoundingClientRect();
  dialog.style.top = `${below.bottom + 2}px`;
  dialog.style.left = `${Math.max(4, Math.min(below.left, window.innerWidth - dialog.offsetWidth - 8))}px`;
  dialog.style.maxHeight = `${Math.max(120, window.innerHeight - below.bottom - 12)}px`;
  (dialog.querySelector<HTMLElement>('input') ?? dialog).focus();
  return close;
}
