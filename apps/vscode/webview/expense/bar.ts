import type { FromExpensePage } from '../../src/expense-page/messages.ts';
import type { PageData, PageTexts } from '../../src/expense-page/page-data.ts';
import { element } from '../dom.ts';

export type Send = (message: FromExpensePage) => void;

/** A button that says one thing to the extension. */
export function button(key: string, label: string, press: () => void, look = ''): HTMLButtonElement {
  const made = element('button', { type: 'button', class: look || undefined, 'data-key': key }, label);
  made.addEventListener('click', press);
  return made;
}

/** The actions with which the usual workflows go on; workflows have others of their own, which look all alike. */
const forward = /^(accept|approve|validate|compliant|export|account|pay)$/i;

/** What can be done in the workflow now. What the workflow goes on with stands out. */
export function actions({ actions: possible, noActions }: PageData, texts: PageTexts, send: Send): Node[] {
  if (noActions) return [element('span', { class: 'hint' }, noActions)];
  if (possible.length === 0) return [];
  const next = possible.find(({ code }) => forward.test(code));
  return [
    element(
      'div',
      { role: 'group', 'aria-label': texts.actions, class: 'group' },
      ...possible.map(({ code, word }) =>
        button(`action ${code}`, word, () => send({ type: 'action', code }), code === next?.code ? 'primary' : ''),
      ),
    ),
  ];
}

/** What can be done with the page. */
export function tools({ hasLink }: PageData, texts: PageTexts, send: Send): Node[] {
  const all = [
    ['refresh', texts.refresh],
    ['editAsJson', texts.editAsJson],
    ['reveal', texts.reveal],
    ['copyId', texts.copyId],
    ...(hasLink ? ([['openInJenji', texts.openInJenji]] as const) : []),
  ] as const;
  return [
    element(
      'div',
      { role: 'group', 'aria-label': texts.tools, class: 'group' },
      ...all.map(([type, label]) => button(type, label, () => send({ type }), 'quiet')),
    ),
  ];
}

/** What could not be read. */
export function problems({ problems: all }: PageData, texts: PageTexts, send: Send): Node[] {
  if (all.length === 0) return [];
  const canRetry = all.some(({ retry }) => retry);
  return [
    element(
      'div',
      { class: 'problem', role: 'alert' },
      element('ul', {}, ...all.map(({ text }) => element('li', {}, text))),
      ...(canRetry ? [button('retry', texts.retry, () => send({ type: 'retry' }))] : []),
    ),
  ];
}
