import type { Column } from '../../src/expense-table/column.ts';
import { everything, type Filter, isEverything } from '../../src/expense-table/row-filter.ts';
import type { RowStore } from '../../src/expense-table/row-store.ts';
import type { Progress, TableView } from '../../src/expense-table/table-messages.ts';
import { element, filled, icon, icons, setText } from '../dom.ts';
import { type Popover, popover } from '../popover.ts';
import { type Choice, choices } from './choices.ts';

export interface BarEvents {
  store(): RowStore;
  filter(filter: Filter): void;
  isShown(column: Column): boolean;
  show(column: Column, shown: boolean): void;
  /** A number of rows, in the language of the person. */
  count(rows: number): string;
  refresh(): void;
  retry(): void;
  cancel(): void;
  exportAll(): void;
  intoGrid(): void;
}

/** Above the rows: what is shown of which Jenji, how old it is, and what is looked for in it. */
export class Bar {
  readonly root = element('header', { class: 'bar' });
  readonly #view: TableView;
  readonly #events: BarEvents;
  readonly #search: HTMLInputElement;
  readonly #facets = new Map<string, { column: Column; popover: Popover }>();
  readonly #amount: Popover;
  readonly #clear: HTMLButtonElement;
  readonly #asOf = element('span', { class: 'as-of' });
  readonly #refresh: HTMLButtonElement;
  readonly #progress = element('progress', { class: 'progress', hidden: true });
  readonly #reading = element('span', { class: 'reading' });
  readonly #cancel: HTMLButtonElement;
  readonly #failure = element('div', { class: 'failure', role: 'alert', hidden: true });
  #filter: Filter = everything;

  constructor(view: TableView, events: BarEvents) {
    this.#view = view;
    this.#events = events;
    const { texts, columns } = view;
    this.#search = this.#makeSearch();
    for (const column of columns) {
      if (!column.facet) continue;
      this.#facets.set(column.id, { column, popover: popover(column.label, (dialog) => this.#facet(dialog, column)) });
    }
    this.#amount = popover(texts.amountRange, (dialog) => this.#range(dialog));
    this.#clear = iconButton(texts.clearFilters, icons.clear, () => {
      this.#search.value = '';
      this.#change(everything);
      this.#search.focus();
    });
    this.#clear.hidden = true;
    this.#refresh = iconButton(texts.refresh, icons.refresh, events.refresh);
    this.#cancel = element('button', { type: 'button', hidden: true }, texts.cancel);
    this.#cancel.addEventListener('click', events.cancel);
    this.#build();
  }

  showProgress({ loading, done, total, asOf, failure }: Progress): void {
    const { texts } = this.#view;
    this.#progress.hidden = !loading;
    this.#cancel.hidden = !loading;
    this.#refresh.disabled = loading;
    if (total > 1) {
      this.#progress.max = total;
      this.#progress.value = done;
    } else {
      this.#progress.removeAttribute('value');
    }
    const reading = total > 1 ? filled(texts.readingParts, done, total) : texts.reading;
    this.#progress.setAttribute('aria-label', reading);
    setText(this.#reading, loading ? reading : '');
    setText(this.#asOf, loading ? '' : (asOf ?? ''));
    this.#failure.hidden = !failure;
    this.#failure.replaceChildren();
    if (!failure) return;
    this.#failure.append(element('span', {}, failure.text));
    if (!failure.retry) return;
    const retry = element('button', { type: 'button' }, texts.retry);
    retry.addEventListener('click', this.#events.retry);
    this.#failure.append(retry);
  }

  #build(): void {
    const { title, where, place, texts, columns } = this.#view;
    const columnsButton = popover(texts.columns, (dialog) => this.#columns(dialog, columns), icons.columns);
    const exportButton = element('button', { type: 'button', class: 'quiet' }, icon(icons.export), texts.export);
    exportButton.addEventListener('click', this.#events.exportAll);
    this.root.append(
      element(
        'div',
        { class: 'line' },
        element('h1', {}, title),
        element('span', { class: `place ${place.id}` }, place.word),
        element('span', { class: 'where' }, where),
        element('span', { class: 'room' }),
        this.#reading,
        this.#cancel,
        this.#asOf,
        this.#refresh,
      ),
      element(
        'div',
        { class: 'line tools' },
        element('div', { class: 'search' }, icon(icons.search), this.#search),
        ...[...this.#facets.values()].map((facet) => facet.popover.button),
        this.#amount.button,
        this.#clear,
        element('span', { class: 'room' }),
        columnsButton.button,
        exportButton,
      ),
      this.#failure,
      this.#progress,
    );
  }

  #makeSearch(): HTMLInputElement {
    const { filter, filterHint } = this.#view.texts;
    const search = element('input', { type: 'search', placeholder: filterHint, 'aria-label': filter });
    search.addEventListener('input', () => this.#change({ ...this.#filter, text: search.value }));
    search.addEventListener('keydown', (event) => {
      if (event.key !== 'ArrowDown' && event.key !== 'Enter') return;
      event.preventDefault();
      this.#events.intoGrid();
    });
    return search;
  }

  #change(filter: Filter): void {
    this.#filter = filter;
    this.#clear.hidden = isEverything(filter);
    for (const { column, popover: facet } of this.#facets.values()) {
      const chosen = [...(filter.facets.get(column.id) ?? [])];
      const [only = ''] = chosen;
      const word = chosen.length > 1 ? String(chosen.length) : only || this.#view.texts.none;
      facet.label(chosen.length === 0 ? column.label : `${column.label}: ${word}`, chosen.length > 0);
    }
    const { minimum, maximum } = filter;
    const range = [minimum, maximum].map((bound) => (bound === undefined ? '' : String(bound))).join(' – ');
    const { amountRange } = this.#view.texts;
    const isRange = minimum !== undefined || maximum !== undefined;
    this.#amount.label(isRange ? `${amountRange}: ${range}` : amountRange, isRange);
    this.#events.filter(filter);
  }

  #facet(dialog: HTMLElement, column: Column): void {
    const chosen = () => this.#filter.facets.get(column.id) ?? new Set<string>();
    choices(
      dialog,
      this.#valuesOf(column),
      (value) => chosen().has(value),
      (value, isChosen) => {
        const next = new Set(chosen());
        if (isChosen) next.add(value);
        else next.delete(value);
        this.#change({ ...this.#filter, facets: new Map(this.#filter.facets).set(column.id, next) });
      },
      this.#view.texts,
    );
  }

  /** The values of a column with how many rows have each, those of most rows first. */
  #valuesOf(column: Column): Choice[] {
    const store = this.#events.store();
    const { texts, codes } = store.textColumn(column.id);
    const counts = new Uint32Array(texts.length);
    for (let row = 0; row < store.count; row++) {
      const code = codes[row] ?? 0;
      counts[code] = (counts[code] ?? 0) + 1;
    }
    return [...counts]
      .map((rows, code) => ({ rows, text: texts[code] ?? '' }))
      .filter(({ rows }) => rows > 0)
      .sort((one, other) => other.rows - one.rows)
      .map(({ rows, text }) => ({
        value: text,
        label: text || this.#view.texts.none,
        note: this.#events.count(rows),
      }));
  }

  #range(dialog: HTMLElement): void {
    const { from, to } = this.#view.texts;
    const bound = (label: string, value: number | undefined, take: (bound: number | undefined) => Filter) => {
      const input = element('input', { type: 'text', inputmode: 'decimal', value: value ?? '' });
      input.addEventListener('input', () => {
        const text = input.value.replace(/[\s\u00a0\u202f]/g, '').replace(',', '.');
        const isAmount = text === '' || Number.isFinite(Number(text));
        input.setAttribute('aria-invalid', String(!isAmount));
        if (isAmount) this.#change(take(text === '' ? undefined : Number(text)));
      });
      return element('label', { class: 'bound' }, element('span', {}, label), input);
    };
    dialog.append(
      bound(from, this.#filter.minimum, (minimum) => ({ ...this.#filter, minimum })),
      bound(to, this.#filter.maximum, (maximum) => ({ ...this.#filter, maximum })),
    );
  }

  #columns(dialog: HTMLElement, columns: readonly Column[]): void {
    const byId = new Map(columns.map((column) => [column.id, column]));
    choices(
      dialog,
      columns.map(({ id, label }) => ({ value: id, label })),
      (id) => {
        const column = byId.get(id);
        return column !== undefined && this.#events.isShown(column);
      },
      (id, shown) => {
        const column = byId.get(id);
        // Without any column there would be nothing to read.
        const isLast = columns.filter((each) => this.#events.isShown(each)).length === 1;
        if (column && (shown || !isLast)) this.#events.show(column, shown);
      },
      this.#view.texts,
    );
  }
}

function iconButton(label: string, path: string, onClick: () => void): HTMLButtonElement {
  const button = element('button', { type: 'button', class: 'quiet', 'aria-label': label, title: label }, icon(path));
  button.addEventListener('click', onClick);
  return button;
}
