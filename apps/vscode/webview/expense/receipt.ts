import type { PageTexts, ReceiptShown } from '../../src/expense-page/page-data.ts';
import { element } from '../dom.ts';
import { button, type Send } from './bar.ts';

/** The receipt, or what there is to say of it. */
export function receipt(shown: ReceiptShown, url: string | undefined, texts: PageTexts, send: Send): Node[] {
  const heading = element('h2', { id: 'heading-receipt' }, texts.receipt);
  const isThere = shown.status === 'picture' || shown.status === 'file';
  const section = element(
    'section',
    { 'aria-labelledby': heading.id },
    heading,
    element('p', { class: `facts ${shown.status}`, role: shown.status === 'failed' ? 'alert' : undefined }, shown.text),
    ...(shown.retry ? [button('retryReceipt', texts.retry, () => send({ type: 'retryReceipt' }))] : []),
    ...(isThere
      ? [
          element(
            'div',
            { class: 'group' },
            button('openReceipt', texts.openReceipt, () => send({ type: 'openReceipt' })),
            button('saveReceipt', texts.saveReceipt, () => send({ type: 'saveReceipt' })),
          ),
        ]
      : []),
    ...(url ? [picture(url, shown.alternative ?? '', texts)] : []),
  );
  return [section];
}

/** Fitted into the column; a click, or Enter, shows it in its own size. */
function picture(url: string, alternative: string, texts: PageTexts): HTMLElement {
  const image = element('img', { src: url, alt: alternative });
  const frame = element(
    'button',
    { type: 'button', class: 'picture', 'data-key': 'picture', title: texts.actualSize },
    image,
  );
  frame.addEventListener('click', () => {
    const isActual = frame.classList.toggle('actual');
    frame.title = isActual ? texts.fitSize : texts.actualSize;
  });
  return frame;
}
