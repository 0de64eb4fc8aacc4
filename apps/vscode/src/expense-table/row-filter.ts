import { folded } from '@jenji-kit/client/text';
import { type Breathe, sliceRows } from './breathing.ts';
import type { RowStore, TextColumn } from './row-store.ts';

/** Which rows a person wants to see. What is empty or absent lets all through. */
export interface Filter {
  /** Words; each must be found in some column. Accents and case do not matter. */
  readonly text: string;
  /** By column, the texts of which a row must have one. */
  readonly facets: ReadonlyMap<string, ReadonlySet<string>>;
  readonly minimum?: number | undefined;
  readonly maximum?: number | undefined;
}

export const everything: Filter = { text: '', facets: new Map() };

export function isEverything({ text, facets, minimum, maximum }: Filter): boolean {
  const chosen = [...facets.values()].some(({ size }) => size > 0);
  return text.trim() === '' && !chosen && minimum === undefined && maximum === undefined;
}

/** Finds rows. The texts are folded once, and each different text is looked at once for a word. */
export class RowFilter {
  readonly #store: RowStore;
  readonly #folded = new Map<TextColumn, string[]>();

  constructor(store: RowStore) {
    this.#store = store;
  }

  /** 1 for each row that passes. */
  async passing(filter: Filter, breathe: Breathe): Promise<Uint8Array> {
    const { count } = this.#store;
    const passing = new Uint8Array(count).fill(1);
    for (const [column, chosen] of filter.facets) {
      if (chosen.size > 0) await this.#keepChosen(passing, this.#store.textColumn(column), chosen, breathe);
    }
    if (filter.minimum !== undefined || filter.maximum !== undefined) await this.#keepRange(passing, filter, breathe);
    for (const word of filter.text.split(/\s+/)) {
      if (word !== '') await this.#keepWord(passing, word, breathe);
    }
    return passing;
  }

  async #keepChosen(passing: Uint8Array, { texts, codes }: TextColumn, chosen: ReadonlySet<string>, breathe: Breathe) {
    const wanted = Uint8Array.from(texts, (text) => (chosen.has(text) ? 1 : 0));
    for (let row = 0; row < passing.length; row++) {
      passing[row] = (passing[row] ?? 0) & (wanted[codes[row] ?? 0] ?? 0);
      if (row % sliceRows === 0) await breathe();
    }
  }

  async #keepRange(
    passing: Uint8Array,
    { minimum = Number.NEGATIVE_INFINITY, maximum = Number.POSITIVE_INFINITY }: Filter,
    breathe: Breathe,
  ) {
    const { amounts } = this.#store;
    for (let row = 0; row < passing.length; row++) {
      const amount = amounts[row] ?? Number.NaN;
      // No amount is in no range: every comparison with NaN is false.
      if (!(amount >= minimum && amount <= maximum)) passing[row] = 0;
      if (row % sliceRows === 0) await breathe();
    }
  }

  async #keepWord(passing: Uint8Array, word: string, breathe: Breathe): Promise<void> {
    const needle = folded(word);
    const digits = /^-?[\d.,]+$/.test(word) ? word.replace(',', '.') : undefined;
    const hits: { codes: Uint32Array; hit: Uint8Array }[] = [];
    for (const column of this.#store.textColumns()) {
      const hit = await this.#textsWith(column, needle, breathe);
      if (hit) hits.push({ codes: column.codes, hit });
    }
    const { amounts } = this.#store;
    for (let row = 0; row < passing.length; row++) {
      if (passing[row] === 1) {
        const found =
          hits.some(({ codes, hit }) => hit[codes[row] ?? 0] === 1) ||
          (digits !== undefined && String(amounts[row]).includes(digits));
        if (!found) passing[row] = 0;
      }
      if (row % sliceRows === 0) await breathe();
    }
  }

  /** Which texts of a column hold it; undefined when none does. */
  async #textsWith(column: TextColumn, needle: string, breathe: Breathe): Promise<Uint8Array | undefined> {
    if (needle === '') return undefined;
    const known = this.#folded.get(column) ?? [];
    this.#folded.set(column, known);
    const hit = new Uint8Array(column.texts.length);
    let any = false;
    for (let code = 0; code < column.texts.length; code++) {
      known[code] ??= folded(column.texts[code] ?? '');
      const text = known[code];
      if (text?.includes(needle)) {
        hit[code] = 1;
        any = true;
      }
      if (code % 1024 === 0) await breathe();
    }
    return any ? hit : undefined;
  }
}
