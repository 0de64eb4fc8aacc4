import type { Column } from '../../src/expense-table/column.ts';
import { scrollGeometry, scrollTopShowing } from '../../src/expense-table/scroll-geometry.ts';
import { element, setAttribute, setText } from '../dom.ts';

/** What the grid shows. Places are those among the rows shown, from 0. */
export interface GridRows {
  readonly count: number;
  cell(place: number, column: Column): string;
  /** Who, what, how much, state: what a screen reader says of the row. */
  label(place: number): string;
  isSelected(place: number): boolean;
  /** A word for the style of a cell, such as the tone of a state. */
  tone(place: number, column: Column): string | undefined;
}

export interface GridEvents {
  sort(column: Column): void;
  open(place: number): void;
  /** A click or key on a row, with what it means for the selection. */
  select(place: number, how: 'only' | 'toggle' | 'extend', from: number): void;
  selectAll(): void;
  clearSelection(): void;
  copy(): void;
  resize(column: Column, width: number): void;
}

interface Row {
  readonly root: HTMLElement;
  readonly cells: HTMLElement[];
  place: number;
  version: number;
}

const narrowest = 48;
const widest = 800;
const keyboardStep = 16;

/**
 * A grid of any number of rows, of which only those in view are in the document. The focus is on the grid itself, and
 * `aria-activedescendant` tells the row, cell or column head that is active; the active row stays in the document when
 * it is scrolled out of view.
 */
export class Grid {
  readonly root = element('div', { role: 'grid', class: 'grid', tabindex: 0, 'aria-multiselectable': 'true' });
  readonly #head = element('div', { role: 'row', class: 'head', 'aria-rowindex': 1 });
  readonly #body = element('div', { role: 'rowgroup', class: 'body' });
  readonly #heads = new Map<string, HTMLElement>();
  readonly #events: GridEvents;
  readonly #made: Row[] = [];
  #columns: readonly Column[] = [];
  #widths: ReadonlyMap<string, number> = new Map();
  #rows: GridRows = { count: 0, cell: () => '', label: () => '', isSelected: () => false, tone: () => undefined };
  /** Counts changes of what is shown: rows that were made for another one are filled anew. */
  #version = 0;
  #rowHeight = 24;
  #frame = 0;
  /** -1 is the head. */
  #activeRow = 0;
  /** -1 is the row as a whole. */
  #activeColumn = -1;

  constructor(events: GridEvents) {
    this.#events = events;
    this.root.append(element('div', { role: 'rowgroup', class: 'heads' }, this.#head), this.#body);
    this.root.addEventListener('scroll', () => this.#schedule(), { passive: true });
    this.root.addEventListener('keydown', (event) => this.#onKey(event));
    this.root.addEventListener('focus', () => this.#schedule());
    this.root.addEventListener('blur', () => this.#schedule());
    this.#body.addEventListener('mousedown', (event) => this.#onMouseDown(event));
    this.#body.addEventListener('dblclick', (event) => {
      const place = this.#placeAt(event);
      if (place !== undefined) this.#events.open(place);
    });
    new ResizeObserver(() => {
      this.#rowHeight = Math.max(22, Math.round(Number.parseFloat(getComputedStyle(this.root).fontSize) * 1.8));
      this.root.style.setProperty('--row-height', `${this.#rowHeight}px`);
      this.#version++;
      this.#schedule();
    }).observe(this.root);
  }

  /** The place of the active row; undefined where the head is active or there is none. */
  get activePlace(): number | undefined {
    return this.#activeRow >= 0 && this.#activeRow < this.#rows.count ? this.#activeRow : undefined;
  }

  /** The element of the active row, for a menu that opens at it. */
  get activeElement(): HTMLElement | undefined {
    return this.#made.find(({ place }) => place === this.#activeRow)?.root;
  }

  setColumns(columns: readonly Column[], widths: ReadonlyMap<string, number>): void {
    this.#columns = columns;
    this.#widths = widths;
    this.#activeColumn = Math.min(this.#activeColumn, columns.length - 1);
    this.#heads.clear();
    this.#head.replaceChildren(...columns.map((column, index) => this.#makeHead(column, index)));
    this.#applyWidths();
    setAttribute(this.root, 'aria-colcount', String(columns.length));
    // The cells of rows are those of other columns now.
    for (const { root } of this.#made) root.remove();
    this.#made.length = 0;
    this.refresh();
  }

  setSort(sort: { readonly column: string; readonly descending: boolean } | undefined): void {
    for (const [id, head] of this.#heads) {
      setAttribute(head, 'aria-sort', id !== sort?.column ? 'none' : sort.descending ? 'descending' : 'ascending');
    }
  }

  /** @param active The place at which the row is now that was active; by default the place stays. */
  setRows(rows: GridRows, active: number | undefined = undefined): void {
    this.#rows = rows;
    if (active !== undefined) this.#activeRow = active;
    this.#activeRow = Math.min(this.#activeRow, Math.max(0, rows.count - 1));
    setAttribute(this.root, 'aria-rowcount', String(rows.count + 1));
    this.refresh();
  }

  /** Shows again what is in view, as when the selection has changed. */
  refresh(): void {
    this.#version++;
    this.#schedule();
  }

  scrollToTop(): void {
    this.root.scrollTop = 0;
  }

  #schedule(): void {
    if (this.#frame !== 0) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      this.#render();
    });
  }

  get #scrolled() {
    return {
      rows: this.#rows.count,
      rowHeight: this.#rowHeight,
      viewHeight: Math.max(this.#rowHeight, this.root.clientHeight - this.#head.offsetHeight),
      scrollTop: this.root.scrollTop,
    };
  }

  #render(): void {
    const geometry = scrollGeometry(this.#scrolled);
    this.#body.style.height = `${geometry.height}px`;
    const wanted = new Set<number>();
    for (let place = geometry.first; place < geometry.end; place++) wanted.add(place);
    if (this.activePlace !== undefined) wanted.add(this.activePlace);
    // Rows that went out of view are filled with those that came in: nothing is made or taken away while scrolling.
    const free = this.#made.filter(({ place }) => !wanted.has(place));
    const shown = new Map(this.#made.map((row) => [row.place, row]));
    for (const place of wanted) {
      const row = shown.get(place) ?? this.#reuse(free.pop(), place);
      row.root.style.transform = `translateY(${geometry.topOf(place)}px)`;
      if (row.version !== this.#version) this.#fill(row);
    }
    for (const row of free) {
      row.root.remove();
      this.#made.splice(this.#made.indexOf(row), 1);
    }
    this.#markActive();
  }

  #reuse(row: Row | undefined, place: number): Row {
    const reused = row ?? this.#makeRow();
    reused.place = place;
    reused.version = -1;
    return reused;
  }

  #makeRow(): Row {
    const cells = this.#columns.map((column, index) =>
      element('div', { role: 'gridcell', class: `cell ${column.kind}`, 'aria-colindex': index + 1 }),
    );
    const row = { root: element('div', { role: 'row', class: 'row' }, ...cells), cells, place: -1, version: -1 };
    this.#body.append(row.root);
    this.#made.push(row);
    return row;
  }

  #fill(row: Row): void {
    const { root, cells, place } = row;
    row.version = this.#version;
    root.id = `row-${place}`;
    setAttribute(root, 'aria-rowindex', String(place + 2));
    setAttribute(root, 'aria-label', this.#rows.label(place));
    setAttribute(root, 'aria-selected', String(this.#rows.isSelected(place)));
    root.classList.toggle('odd', place % 2 === 1);
    for (const [index, column] of this.#columns.entries()) {
      const cell = cells[index];
      if (!cell) continue;
      cell.id = `cell-${place}-${index}`;
      setText(cell, this.#rows.cell(place, column));
      setAttribute(cell, 'data-tone', this.#rows.tone(place, column));
    }
  }

  #markActive(): void {
    const isHead = this.#activeRow < 0;
    const id = isHead
      ? `head-${Math.max(0, this.#activeColumn)}`
      : this.#rows.count === 0
        ? undefined
        : this.#activeColumn < 0
          ? `row-${this.#activeRow}`
          : `cell-${this.#activeRow}-${this.#activeColumn}`;
    setAttribute(this.root, 'aria-activedescendant', id);
    for (const marked of this.root.querySelectorAll('.active, .active-row'))
      marked.classList.remove('active', 'active-row');
    if (id) document.getElementById(id)?.classList.add('active');
    if (!isHead) this.activeElement?.classList.add('active-row');
  }

  #makeHead(column: Column, index: number): HTMLElement {
    const handle = element('span', { class: 'handle', 'aria-hidden': 'true' });
    const head = element(
      'div',
      {
        role: 'columnheader',
        class: `cell ${column.kind}`,
        id: `head-${index}`,
        'aria-colindex': index + 1,
        'aria-sort': 'none',
      },
      element('span', { class: 'word' }, column.label),
      handle,
    );
    head.addEventListener('click', ({ target }) => {
      if (target === handle) return;
      this.#activeRow = -1;
      this.#activeColumn = index;
      this.#events.sort(column);
      this.#schedule();
    });
    handle.addEventListener('pointerdown', (event) => this.#dragWidth(event, column, handle));
    handle.addEventListener('dblclick', () => this.#setWidth(column, column.width));
    this.#heads.set(column.id, head);
    return head;
  }

  #dragWidth(down: PointerEvent, column: Column, handle: HTMLElement): void {
    down.preventDefault();
    handle.setPointerCapture(down.pointerId);
    const width = this.#widthOf(column);
    const dragging = new AbortController();
    const { signal } = dragging;
    handle.addEventListener('pointermove', ({ clientX }) => this.#setWidth(column, width + clientX - down.clientX), {
      signal,
    });
    handle.addEventListener('lostpointercapture', () => dragging.abort(), { signal });
  }

  #widthOf(column: Column): number {
    return this.#widths.get(column.id) ?? column.width;
  }

  #setWidth(column: Column, wanted: number): void {
    const width = Math.round(Math.max(narrowest, Math.min(widest, wanted)));
    this.#widths = new Map(this.#widths).set(column.id, width);
    this.#applyWidths();
    this.#events.resize(column, width);
  }

  #applyWidths(): void {
    const widths = this.#columns.map((column) => this.#widthOf(column));
    this.root.style.setProperty('--columns', `${widths.map((width) => `${width}px`).join(' ')} minmax(0, 1fr)`);
    this.root.style.setProperty('--width', `${widths.reduce((sum, width) => sum + width, 0)}px`);
  }

  #placeAt({ target }: Event): number | undefined {
    const root = target instanceof Element ? target.closest('.row') : null;
    return this.#made.find((row) => row.root === root)?.place;
  }

  #onMouseDown(event: MouseEvent): void {
    const place = this.#placeAt(event);
    if (place === undefined) return;
    const isContext = event.button === 2;
    // The menu of a selected row is about all that are selected.
    if (isContext && this.#rows.isSelected(place)) return;
    const from = this.activePlace ?? place;
    this.#activeRow = place;
    this.#activeColumn = -1;
    const how = isContext ? 'only' : event.shiftKey ? 'extend' : event.ctrlKey || event.metaKey ? 'toggle' : 'only';
    if (how === 'extend') event.preventDefault();
    this.#events.select(place, how, from);
    this.root.focus({ preventScroll: true });
    this.refresh();
  }

  #onKey(event: KeyboardEvent): void {
    if (event.target !== this.root || event.altKey) return;
    const handled = this.#onCommandKey(event) || (this.#activeRow < 0 ? this.#onHeadKey(event) : this.#onRowKey(event));
    if (handled) event.preventDefault();
  }

  #onCommandKey({ key, ctrlKey, metaKey }: KeyboardEvent): boolean {
    if (!ctrlKey && !metaKey) return false;
    switch (key.toLowerCase()) {
      case 'a':
        this.#events.selectAll();
        return true;
      case 'c':
        this.#events.copy();
        return true;
      default:
        return false;
    }
  }

  #onHeadKey({ key, shiftKey, ctrlKey, metaKey }: KeyboardEvent): boolean {
    const column = this.#columns[Math.max(0, this.#activeColumn)];
    if (!column) return false;
    const isEnd = key === 'Home' || key === 'End';
    if (isEnd && (ctrlKey || metaKey)) return this.#moveTo(key === 'Home' ? 0 : this.#rows.count - 1, -1);
    if (shiftKey && (key === 'ArrowLeft' || key === 'ArrowRight')) {
      this.#setWidth(column, this.#widthOf(column) + (key === 'ArrowRight' ? keyboardStep : -keyboardStep));
      return true;
    }
    switch (key) {
      case 'Enter':
      case ' ':
        this.#events.sort(column);
        return true;
      case 'ArrowDown':
        return this.#moveTo(0, -1);
      case 'ArrowLeft':
      case 'ArrowRight':
      case 'Home':
      case 'End':
        return this.#moveTo(-1, this.#columnAfter(key, 0));
      default:
        return false;
    }
  }

  #onRowKey({ key, shiftKey, ctrlKey, metaKey }: KeyboardEvent): boolean {
    const command = ctrlKey || metaKey;
    const last = this.#rows.count - 1;
    const page = Math.max(1, Math.floor(this.#scrolled.viewHeight / this.#rowHeight) - 1);
    const inCells = this.#activeColumn >= 0;
    switch (key) {
      case 'ArrowDown':
        return this.#moveRow(this.#activeRow + 1, shiftKey);
      case 'ArrowUp':
        if (this.#activeRow === 0 && !shiftKey) return this.#moveTo(-1, Math.max(0, this.#activeColumn));
        return this.#moveRow(this.#activeRow - 1, shiftKey);
      case 'PageDown':
        return this.#moveRow(this.#activeRow + page, shiftKey);
      case 'PageUp':
        return this.#moveRow(this.#activeRow - page, shiftKey);
      case 'ArrowLeft':
      case 'ArrowRight':
        return this.#moveTo(this.#activeRow, this.#columnAfter(key, -1));
      case 'Home':
      case 'End':
        if (inCells && !command) return this.#moveTo(this.#activeRow, this.#columnAfter(key, -1));
        return this.#moveRow(key === 'Home' ? 0 : last, shiftKey);
      case ' ':
        this.#events.select(this.#activeRow, shiftKey ? 'extend' : 'toggle', this.#activeRow);
        return true;
      case 'Enter':
        if (this.activePlace !== undefined) this.#events.open(this.activePlace);
        return true;
      case 'Escape':
        this.#events.clearSelection();
        return true;
      default:
        return false;
    }
  }

  #columnAfter(key: string, least: number): number {
    const last = this.#columns.length - 1;
    if (key === 'Home') return Math.max(0, least);
    if (key === 'End') return last;
    return Math.max(least, Math.min(last, this.#activeColumn + (key === 'ArrowRight' ? 1 : -1)));
  }

  #moveRow(to: number, extend: boolean): boolean {
    const last = this.#rows.count - 1;
    if (last < 0) return true;
    const from = this.#activeRow;
    const place = Math.max(0, Math.min(last, to));
    if (extend) this.#events.select(place, 'extend', from);
    return this.#moveTo(place, this.#activeColumn);
  }

  #moveTo(row: number, column: number): boolean {
    this.#activeRow = Math.min(row, this.#rows.count - 1);
    this.#activeColumn = column;
    if (row >= 0 && this.#rows.count > 0) {
      this.root.scrollTop = scrollTopShowing(this.#activeRow, this.#scrolled);
    }
    this.#showColumn();
    // At once, so that the next key already finds the element that is active.
    this.#render();
    return true;
  }

  #showColumn(): void {
    const columns = this.#columns.slice(0, this.#activeColumn + 1).map((column) => this.#widthOf(column));
    if (columns.length === 0) return;
    const end = columns.reduce((sum, width) => sum + width, 0);
    const start = end - (columns.at(-1) ?? 0);
    const { scrollLeft, clientWidth } = this.root;
    if (start < scrollLeft) this.root.scrollLeft = start;
    else if (end > scrollLeft + clientWidth) this.root.scrollLeft = end - clientWidth;
  }
}
