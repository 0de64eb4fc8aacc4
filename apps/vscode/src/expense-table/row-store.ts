import type { Column } from './column.ts';
import type { RowChunk } from './row-chunk.ts';

/** The texts of one column. */
export interface TextColumn {
  /** By number; the first is no text. */
  readonly texts: string[];
  /** The number of each row's text. */
  codes: Uint32Array;
}

/** The rows of a table, by columns: a few bytes for each value, however many rows there are. */
export class RowStore {
  count = 0;
  amounts = new Float64Array(0);
  scales = new Uint8Array(0);
  readonly inexact = new Map<number, string>();
  readonly #texts = new Map<string, TextColumn>();

  constructor(columns: readonly Column[]) {
    for (const { id, kind } of columns) {
      if (kind === 'text') this.#texts.set(id, { texts: [''], codes: new Uint32Array(0) });
    }
  }

  append(chunk: RowChunk): void {
    const from = this.count;
    this.count += chunk.count;
    this.#grow();
    this.amounts.set(chunk.amounts, from);
    this.scales.set(chunk.scales, from);
    for (const [row, decimal] of chunk.inexact) this.inexact.set(from + row, decimal);
    for (const { column, added, codes } of chunk.texts) {
      const own = this.#texts.get(column);
      if (!own) continue;
      for (const text of added) own.texts.push(text);
      if (codes) own.codes.set(codes, from);
    }
  }

  /** @throws RangeError for a column that holds no texts. */
  textColumn(column: string): TextColumn {
    const found = this.#texts.get(column);
    if (!found) throw new RangeError(`There is no column of texts with the id ${column}.`);
    return found;
  }

  textColumns(): IterableIterator<TextColumn> {
    return this.#texts.values();
  }

  /** What a row shows in a column of texts. */
  textOf(row: number, column: string): string {
    const { texts, codes } = this.textColumn(column);
    return texts[codes[row] ?? 0] ?? '';
  }

  /** By doubling, so that filling it costs no more than twice its size. */
  #grow(): void {
    const capacity = this.amounts.length;
    if (this.count <= capacity) return;
    const larger = Math.max(this.count, 2 * capacity, 1024);
    this.amounts = grown(this.amounts, new Float64Array(larger));
    this.scales = grown(this.scales, new Uint8Array(larger));
    for (const column of this.#texts.values()) column.codes = grown(column.codes, new Uint32Array(larger));
  }
}

function grown<Numbers extends { set(from: Numbers): void }>(from: Numbers, into: Numbers): Numbers {
  into.set(from);
  return into;
}
