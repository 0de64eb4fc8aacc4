import '../base.css';
import './table.css';
import { breathing, Superseded } from '../../src/expense-table/breathing.ts';
import type { Column } from '../../src/expense-table/column.ts';
import { everything, type Filter, isEverything, RowFilter } from '../../src/expense-table/row-filter.ts';
import { RowOrder, type Sort } from '../../src/expense-table/row-order.ts';
import { RowSelection } from '../../src/expense-table/row-selection.ts';
import { RowStore } from '../../src/expense-table/row-store.ts';
import { type Total, totalsOf } from '../../src/expense-table/row-totals.ts';
import {
  goneRow,
  type Layout,
  type Progress,
  type TableAction,
  type TableFromPage,
  type TableToPage,
  type TableView,
} from '../../src/expense-table/table-messages.ts';
import { element, filled, setText } from '../dom.ts';
import { connectHost, type Host } from '../host.ts';
import { AmountWords } from './amount-words.ts';
import { Bar } from './bar.ts';
import { Grid, type GridRows } from './grid.ts';
import { Summary } from './summary.ts';

/** Rows that a page has got of one reading. */
interface Edition {
  readonly number: number;
  readonly store: RowStore;
  readonly order: RowOrder;
  readonly filter: RowFilter;
  selection: RowSelection;
}

/** The page of a table: what it shows, and what a person does with it. */
class TablePage {
  readonly #host: Host<TableFromPage>;
  readonly #view: TableView;
  readonly #words: AmountWords;
  readonly #grid: Grid;
  readonly #bar: Bar;
  readonly #summary: Summary;
  readonly #status = element('div', { role: 'status', 'aria-live': 'polite', class: 'visually-hidden' });
  readonly #empty = element('p', { class: 'empty' });
  readonly #tones = new Map<string, string>();
  #layout: Layout;
  #edition: Edition;
  /** What is being read while an older edition is shown. */
  #incoming: Edition | undefined;
  /** What was read while an older edition is shown, and is about to take its place. */
  #complete: Edition | undefined;
  /** Where rows of the edition that is shown are in the incoming one. */
  #movedTo: Uint32Array | undefined;
  /** The row that was active before the edition changed. */
  #activeRow: number | undefined;
  #sort: Sort | undefined = { column: 'date', descending: true };
  #filter: Filter = everything;
  #shown: Uint32Array = new Uint32Array(0);
  #loading = true;
  #computing = new AbortController();
  #isComputing = false;
  #cameSince = false;
  #adding = new AbortController();
  #totals: { all: readonly Total[]; filtered: readonly Total[] | undefined } = { all: [], filtered: undefined };

  constructor(host: Host<TableFromPage>, view: TableView) {
    this.#host = host;
    this.#view = view;
    this.#layout = view.layout;
    this.#words = new AmountWords(view.language, view.decimals);
    this.#edition = this.#newEdition(0);
    this.#grid = new Grid({
      sort: (column) => this.#toggleSort(column),
      open: (place) => this.#act('open', this.#shown.slice(place, place + 1)),
      select: (place, how, from) => this.#select(place, how, from),
      selectAll: () => {
        this.#changeSelection((selection) => selection.all(this.#shown));
        this.#say(filled(view.texts.selectedMany, this.#words.count(this.#shown.length)));
      },
      clearSelection: () => this.#changeSelection((selection) => selection.clear()),
      copy: () => this.#act('copy', this.#chosen()),
      resize: ({ id }, width) => this.#keepLayout({ ...this.#layout, widths: { ...this.#layout.widths, [id]: width } }),
    });
    this.#bar = new Bar(view, {
      store: () => this.#edition.store,
      filter: (filter) => this.#setFilter(filter),
      isShown: (column) => this.#isShown(column),
      show: (column, shown) => {
        this.#keepLayout({ ...this.#layout, shown: { ...this.#layout.shown, [column.id]: shown } });
        this.#showColumns();
      },
      count: (rows) => this.#words.count(rows),
      refresh: () => host.post({ type: 'refresh' }),
      retry: () => host.post({ type: 'retry' }),
      cancel: () => host.post({ type: 'cancel' }),
      exportAll: () => this.#act('exportAll', this.#shown),
      intoGrid: () => this.#grid.root.focus(),
    });
    this.#summary = new Summary(view.texts, this.#words, {
      act: (action) => this.#act(action, this.#chosen()),
      clear: () => {
        this.#changeSelection((selection) => selection.clear());
        this.#grid.root.focus();
      },
    });
    this.#build();
  }

  receive(message: TableToPage): void {
    switch (message.type) {
      case 'edition':
        this.#begin(message.edition);
        break;
      case 'rows': {
        const edition = this.#editionOf(message.edition);
        if (!edition) break;
        edition.store.append(message.chunk);
        for (const [state, tone] of message.tones) this.#tones.set(state, tone);
        if (edition === this.#edition) this.#rowsCame();
        break;
      }
      case 'moved':
        if (this.#incoming?.number === message.edition) this.#movedTo = message.rows;
        break;
      case 'progress':
        if (this.#editionOf(message.edition)) this.#progressed(message.progress);
        break;
      case 'asked':
        this.#act(message.action, message.action === 'exportAll' ? this.#shown : this.#chosen());
        break;
      case 'view':
        break;
    }
  }

  #build(): void {
    const { title, texts } = this.#view;
    document.title = title;
    const { root } = this.#grid;
    root.setAttribute('aria-label', title);
    root.setAttribute('aria-description', texts.gridHint);
    const context = { webviewSection: 'jenji.table.rows', preventDefaultContextMenuItems: true };
    root.dataset.vscodeContext = JSON.stringify(context);
    document.body.dataset.vscodeContext = JSON.stringify({ preventDefaultContextMenuItems: true });
    root.addEventListener('contextmenu', (event) => this.#placeMenu(event), { capture: true });
    document.body.className = 'table-page';
    document.body.append(this.#bar.root, element('main', {}, root, this.#empty), this.#summary.root, this.#status);
    this.#showColumns();
    this.#grid.setSort(this.#sort);
    root.focus();
  }

  /** A menu that a key asks for opens at the active row; the editor takes the place from the event. */
  #placeMenu(event: MouseEvent): void {
    if (!event.isTrusted || event.button === 2) return;
    const row = this.#grid.activeElement;
    if (!row) return;
    event.preventDefault();
    event.stopPropagation();
    const { left, bottom } = row.getBoundingClientRect();
    row.dispatchEvent(
      new MouseEvent('contextmenu', {
        bubbles: true,
        cancelable: true,
        composed: true,
        clientX: Math.max(0, left) + 24,
        clientY: bottom,
      }),
    );
  }

  #newEdition(number: number): Edition {
    const store = new RowStore(this.#view.columns);
    const order = new RowOrder(store, this.#view.language);
    return { number, store, order, filter: new RowFilter(store), selection: new RowSelection() };
  }

  #editionOf(number: number): Edition | undefined {
    return [this.#incoming, this.#complete, this.#edition].find((edition) => edition?.number === number);
  }

  #begin(number: number): void {
    const edition = this.#newEdition(number);
    this.#incoming = undefined;
    this.#complete = undefined;
    if (this.#edition.store.count > 0) this.#incoming = edition;
    else this.#edition = edition;
  }

  /** The rows of another edition come into view with what is computed of them, and selection and place with them. */
  #swapTo(edition: Edition): void {
    const movedTo = (row: number | undefined) => {
      const to = row === undefined ? goneRow : this.#movedTo?.[row];
      return to === goneRow ? undefined : to;
    };
    edition.selection = this.#edition.selection.moved(movedTo);
    const active = this.#grid.activePlace;
    this.#activeRow = active === undefined ? undefined : movedTo(this.#shown[active]);
    this.#movedTo = undefined;
    this.#edition = edition;
  }

  #progressed(progress: Progress): void {
    this.#loading = progress.loading;
    if (!progress.loading) markOnce('jenji:all-rows');
    this.#bar.showProgress(progress);
    if (!progress.loading && this.#incoming) {
      // What could not be read leaves what was read before.
      if (progress.complete) this.#complete = this.#incoming;
      this.#incoming = undefined;
      this.#update();
    } else if (!progress.loading) {
      this.#update();
    }
    this.#showEmpty();
    if (progress.failure) this.#say(progress.failure.text);
  }

  #rowsCame(): void {
    // A computation under way is not given up for every chunk, or none would ever end.
    if (this.#isComputing) this.#cameSince = true;
    else this.#update();
  }

  #update(then: () => void = () => undefined): void {
    this.#computing.abort();
    this.#computing = new AbortController();
    this.#isComputing = true;
    this.#cameSince = false;
    const { signal } = this.#computing;
    this.#compute(signal).then(
      () => {
        this.#isComputing = false;
        then();
        if (this.#cameSince) this.#update();
      },
      (error: unknown) => {
        if (!(error instanceof Superseded)) throw error;
      },
    );
  }

  async #compute(signal: AbortSignal): Promise<void> {
    const breathe = breathing(signal, nextTurn);
    const edition = this.#complete ?? this.#edition;
    const { store, order, filter } = edition;
    const filtering = !isEverything(this.#filter);
    const sorted = await order.sorted(this.#sort, breathe);
    const passing = filtering ? await filter.passing(this.#filter, breathe) : undefined;
    await breathe();
    const shown = passing ? sorted.filter((row) => passing[row] === 1) : sorted;
    if (signal.aborted) throw new Superseded();
    if (edition !== this.#edition) this.#swapTo(edition);
    this.#complete = undefined;
    this.#show(shown);
    const all = await totalsOf(store, undefined, breathe);
    this.#totals = { all, filtered: passing ? await totalsOf(store, passing, breathe) : undefined };
    this.#showSummary();
  }

  #show(shown: Uint32Array): void {
    const activePlace = this.#grid.activePlace;
    const activeRow = this.#activeRow ?? (activePlace === undefined ? undefined : this.#shown[activePlace]);
    this.#activeRow = undefined;
    const place = activeRow === undefined ? -1 : shown.indexOf(activeRow);
    this.#shown = shown;
    if (shown.length > 0) markOnce('jenji:first-rows');
    this.#grid.setRows(this.#gridRows(), place < 0 ? undefined : place);
    this.#showEmpty();
  }

  #gridRows(): GridRows {
    const { store, selection } = this.#edition;
    const shown = this.#shown;
    const rowAt = (place: number) => shown[place] ?? 0;
    const amount = (row: number) => {
      const value = store.amounts[row] ?? Number.NaN;
      if (Number.isNaN(value)) return '';
      const inexact = store.inexact.get(row);
      if (inexact !== undefined) return `≈ ${inexact}`;
      return this.#words.number(value, store.scales[row] ?? 0, store.textOf(row, 'currency'));
    };
    return {
      count: shown.length,
      cell: (place, { id, kind }) => (kind === 'amount' ? amount(rowAt(place)) : store.textOf(rowAt(place), id)),
      label: (place) => {
        const row = rowAt(place);
        const text = (column: string) => store.textOf(row, column);
        const money = [amount(row), text('currency')].filter(Boolean).join(' ');
        return [text('who'), text('vendor'), money, text('state'), text('date'), text('warnings')]
          .filter(Boolean)
          .join(', ');
      },
      isSelected: (place) => selection.has(rowAt(place)),
      tone: (place, { id }) => (id === 'state' ? this.#tones.get(store.textOf(rowAt(place), 'state')) : undefined),
    };
  }

  #toggleSort({ id }: Column): void {
    const isFirst = this.#sort?.column !== id;
    // Of amounts, people look for the largest.
    this.#sort = { column: id, descending: isFirst ? id === 'amount' : !this.#sort?.descending };
    this.#grid.setSort(this.#sort);
    this.#grid.scrollToTop();
    this.#update(() => this.#sayRows());
  }

  #setFilter(filter: Filter): void {
    this.#filter = filter;
    this.#grid.scrollToTop();
    this.#update(() => this.#sayRows());
  }

  #select(place: number, how: 'only' | 'toggle' | 'extend', from: number): void {
    const row = this.#shown[place];
    if (row === undefined) return;
    this.#changeSelection((selection) => {
      if (how === 'extend') selection.extend(this.#shown, from, place);
      else if (how === 'toggle') selection.toggle(row);
      else selection.only(row);
    });
  }

  #changeSelection(change: (selection: RowSelection) => void): void {
    change(this.#edition.selection);
    this.#grid.refresh();
    this.#showSummary();
  }

  /** The selected rows that are shown, or the active one. */
  #chosen(): Uint32Array {
    const selected = this.#edition.selection.among(this.#shown);
    if (selected.length > 0) return selected;
    const place = this.#grid.activePlace;
    return place === undefined ? selected : this.#shown.slice(place, place + 1);
  }

  #act(action: TableAction, rows: Uint32Array): void {
    if (rows.length === 0) return;
    const columns = this.#columns().map(({ id }) => id);
    this.#host.post({ type: 'act', action, edition: this.#edition.number, rows: rows.slice(), columns });
  }

  #isShown({ id, hidden }: Column): boolean {
    return this.#layout.shown[id] ?? !hidden;
  }

  #columns(): Column[] {
    return this.#view.columns.filter((column) => this.#isShown(column));
  }

  #showColumns(): void {
    this.#grid.setColumns(this.#columns(), new Map(Object.entries(this.#layout.widths)));
    this.#grid.setSort(this.#sort);
  }

  #keepLayout(layout: Layout): void {
    this.#layout = layout;
    this.#host.post({ type: 'layout', layout });
  }

  #showEmpty(): void {
    const { store } = this.#edition;
    const { texts } = this.#view;
    const isEmpty = this.#shown.length === 0 && !this.#isComputing;
    this.#empty.hidden = !isEmpty && store.count > 0;
    setText(this.#empty, store.count > 0 ? texts.emptyFiltered : this.#loading ? texts.reading : texts.empty);
    if (store.count > 0) this.#empty.hidden = this.#shown.length > 0;
  }

  #showSummary(): void {
    const { store, selection } = this.#edition;
    this.#adding.abort();
    this.#adding = new AbortController();
    // What the filters hide is neither acted on nor added up.
    const chosen = selection.among(this.#shown);
    const show = (selected: readonly Total[]) =>
      this.#summary.show({
        ...this.#totals,
        selected,
        count: store.count,
        shown: this.#shown.length,
        chosen: chosen.length,
      });
    if (chosen.length === 0) {
      show([]);
      return;
    }
    const marks = new Uint8Array(store.count);
    for (const row of chosen) marks[row] = 1;
    totalsOf(store, marks, breathing(this.#adding.signal, nextTurn)).then(show, (error: unknown) => {
      if (!(error instanceof Superseded)) throw error;
    });
  }

  #sayRows(): void {
    const { texts, columns } = this.#view;
    const { count } = this.#edition.store;
    const label = columns.find(({ id }) => id === this.#sort?.column)?.label;
    const words = label && filled(this.#sort?.descending ? texts.sortedDescending : texts.sortedAscending, label);
    this.#say([this.#rowsText(this.#shown.length, count), words].filter(Boolean).join(', '));
  }

  #rowsText(shown: number, all: number): string {
    const { texts } = this.#view;
    if (shown !== all) return filled(texts.rowsOf, this.#words.count(shown), this.#words.count(all));
    return shown === 1 ? texts.rowsOne : filled(texts.rowsMany, this.#words.count(shown));
  }

  #say(text: string): void {
    setText(this.#status, text);
  }
}

/** For whoever measures how long it took. */
function markOnce(name: string): void {
  if (performance.getEntriesByName(name).length === 0) performance.mark(name);
}

const turns = new MessageChannel();
const waiting: (() => void)[] = [];
turns.port1.onmessage = () => waiting.shift()?.();

/** The next turn of the event loop: what the person does, and drawing, come before it. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    waiting.push(resolve);
    turns.port2.postMessage(undefined);
  });
}

let page: TablePage | undefined;
// Names of people and columns are read before anything can be shown.
const opening = element('progress', { class: 'progress', 'aria-label': document.title });
document.body.append(opening);
const host = connectHost<TableToPage, TableFromPage>((message) => {
  if (message.type === 'view') {
    opening.remove();
    page ??= new TablePage(host, message.view);
  } else {
    page?.receive(message);
  }
});
