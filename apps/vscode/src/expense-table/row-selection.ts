/** Which rows are selected, by their number in the store: sorting and filtering do not change it. */
export class RowSelection {
  size = 0;
  #marks = new Uint8Array(0);
  /** Where a range begins that Shift extends. */
  #anchor: number | undefined;

  has(row: number): boolean {
    return this.#marks[row] === 1;
  }

  #marksOf(count: number): Uint8Array {
    if (this.#marks.length < count) {
      const larger = new Uint8Array(Math.max(count, 2 * this.#marks.length));
      larger.set(this.#marks);
      this.#marks = larger;
    }
    return this.#marks;
  }

  clear(): void {
    this.#marks.fill(0);
    this.size = 0;
    this.#anchor = undefined;
  }

  toggle(row: number): void {
    this.#set(row, !this.has(row));
    this.#anchor = row;
  }

  only(row: number): void {
    this.clear();
    this.#set(row, true);
    this.#anchor = row;
  }

  all(rows: Uint32Array): void {
    this.clear();
    for (const row of rows) this.#set(row, true);
  }

  /** The same rows by other numbers. @param movedTo The new number of a row; undefined where it is gone. */
  moved(movedTo: (row: number) => number | undefined): RowSelection {
    const moved = new RowSelection();
    for (const [row, mark] of this.#marks.entries()) {
      const to = mark === 1 ? movedTo(row) : undefined;
      if (to !== undefined) moved.#set(to, true);
    }
    moved.#anchor = this.#anchor === undefined ? undefined : movedTo(this.#anchor);
    return moved;
  }

  /** From where the last single row was selected, or `from`, to `to`; both are places among the shown rows. */
  extend(shown: Uint32Array, from: number, to: number): void {
    const anchorRow = this.#anchor ?? shown[from];
    const anchor = anchorRow === undefined ? from : Math.max(0, placeOf(shown, anchorRow, from));
    this.clear();
    this.#anchor = anchorRow;
    for (const row of shown.subarray(Math.min(anchor, to), Math.max(anchor, to) + 1)) this.#set(row, true);
  }

  /** The selected rows among those shown, in the order shown. */
  among(shown: Uint32Array): Uint32Array {
    return this.size === 0 ? new Uint32Array(0) : shown.filter((row) => this.has(row));
  }

  #set(row: number, selected: boolean): void {
    const marks = this.#marksOf(row + 1);
    if ((marks[row] === 1) === selected) return;
    marks[row] = selected ? 1 : 0;
    this.size += selected ? 1 : -1;
  }
}

function placeOf(shown: Uint32Array, row: number, otherwise: number): number {
  const place = shown.indexOf(row);
  return place < 0 ? otherwise : place;
}
