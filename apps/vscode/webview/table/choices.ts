import { folded } from '@jenji-kit/client/text';
import { element, filled } from '../dom.ts';

export interface Choice {
  readonly value: string;
  readonly label: string;
  /** Beside it, such as how many rows have it. */
  readonly note?: string | undefined;
}

/** As many as are worth looking through by eye; the rest is found by typing. */
const longest = 200;

/** Boxes to tick, with a field to find one where there are many. */
export function choices(
  dialog: HTMLElement,
  options: readonly Choice[],
  isChosen: (value: string) => boolean,
  choose: (value: string, chosen: boolean) => void,
  texts: { readonly find: string; readonly more: string },
): void {
  const list = element('div', {
    class: 'choices',
    role: 'group',
    'aria-label': dialog.getAttribute('aria-label') ?? '',
  });
  const show = (needle: string) => {
    const found = options.filter(({ label }) => folded(label).includes(needle));
    list.replaceChildren(...found.slice(0, longest).map(box));
    if (found.length > longest) list.append(element('p', {}, filled(texts.more, found.length - longest)));
  };
  const box = ({ value, label, note }: Choice) => {
    const input = element('input', { type: 'checkbox' });
    input.checked = isChosen(value);
    input.addEventListener('change', () => choose(value, input.checked));
    return element(
      'label',
      {},
      input,
      element('span', { class: 'word' }, label),
      element('span', { class: 'note' }, note ?? ''),
    );
  };
  if (options.length > 12) {
    const find = element('input', { type: 'search', placeholder: texts.find, 'aria-label': texts.find });
    find.addEventListener('input', () => show(folded(find.value)));
    dialog.append(find);
  }
  show('');
  dialog.append(list);
}
