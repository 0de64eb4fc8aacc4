import type { Total } from '../../src/expense-table/row-totals.ts';
import type { TableAction } from '../../src/expense-table/table-messages.ts';
import type { TableTexts } from '../../src/expense-table/table-texts.ts';
import { element, filled } from '../dom.ts';
import type { AmountWords } from './amount-words.ts';

export interface Sums {
  readonly all: readonly Total[];
  /** Undefined where nothing is filtered. */
  readonly filtered: readonly Total[] | undefined;
  readonly selected: readonly Total[];
  readonly count: number;
  readonly shown: number;
  readonly chosen: number;
}

/** Below the rows: how many there are, what they come to, and what can be done with the selected ones. */
export class Summary {
  readonly root = element('footer', { class: 'summary' });
  readonly #texts: TableTexts;
  readonly #words: AmountWords;
  readonly #totals: HTMLElement;
  readonly #actions: HTMLElement;
  readonly #chosen = element('span', { class: 'chosen' });

  constructor(texts: TableTexts, words: AmountWords, events: { act(action: TableAction): void; clear(): void }) {
    this.#texts = texts;
    this.#words = words;
    this.#totals = element('table', { class: 'totals', 'aria-label': texts.totals });
    const button = (text: string, onClick: () => void) => {
      const made = element('button', { type: 'button' }, text);
      made.addEventListener('click', onClick);
      return made;
    };
    this.#actions = element(
      'div',
      { class: 'actions', role: 'group', 'aria-label': texts.totalSelected, hidden: true },
      this.#chosen,
      button(texts.runAction, () => events.act('runAction')),
      button(texts.copy, () => events.act('copy')),
      button(texts.exportSelection, () => events.act('export')),
      button(texts.reveal, () => events.act('reveal')),
      button(texts.clearSelection, () => events.clear()),
    );
    this.root.append(this.#totals, this.#actions);
  }

  show({ all, filtered, selected, count, shown, chosen }: Sums): void {
    const { totalAll, totalFiltered, totalSelected, selectedOne, selectedMany } = this.#texts;
    const lines = [this.#line(totalAll, count, all)];
    if (filtered) lines.push(this.#line(totalFiltered, shown, filtered));
    if (chosen > 0) lines.push(this.#line(totalSelected, chosen, selected));
    this.#totals.replaceChildren(element('tbody', {}, ...lines));
    this.#actions.hidden = chosen === 0;
    this.#chosen.textContent = chosen === 1 ? selectedOne : filled(selectedMany, this.#words.count(chosen));
  }

  #line(label: string, rows: number, totals: readonly Total[]): HTMLElement {
    const { rowsOne, rowsMany, noCurrency, notExact } = this.#texts;
    const sums = totals.map((total) => {
      const text = this.#words.total(total);
      return element(
        'span',
        { class: 'sum', title: total.exact ? undefined : notExact },
        total.currency === '' ? `${text} ${noCurrency}` : text,
      );
    });
    return element(
      'tr',
      {},
      element('th', { scope: 'row' }, label),
      element('td', { class: 'rows' }, rows === 1 ? rowsOne : filled(rowsMany, this.#words.count(rows))),
      element('td', {}, element('div', { class: 'sums' }, ...sums)),
    );
  }
}
