import { type Breathe, sliceRows } from './breathing.ts';
import type { RowStore } from './row-store.ts';

export interface Sort {
  readonly column: string;
  readonly descending: boolean;
}

/** Ranks are worked out once for a state of the rows: reversing and filtering need no comparison any more. */
export class RowOrder {
  readonly #store: RowStore;
  readonly #collator: Intl.Collator;
  readonly #ranks = new Map<string, { rows: number; ranks: Uint32Array }>();

  constructor(store: RowStore, language: string) {
    this.#store = store;
    this.#collator = new Intl.Collator(language, { numeric: true });
  }

  /**
   * All rows in their order. Rows that are equal stay in the order in which they came; those without a value come last,
   * in both directions. Without a sort they are as they came.
   */
  async sorted(sort: Sort | undefined, breathe: Breathe): Promise<Uint32Array> {
    const { count } = this.#store;
    if (!sort) return Uint32Array.from({ length: count }, (_, row) => row);
    return await byRank(await this.#ranksOf(sort.column, breathe), sort.descending, count, breathe);
  }

  /** The rank of each row, from 1; 0 for no value. */
  async #ranksOf(column: string, breathe: Breathe): Promise<Uint32Array> {
    const known = this.#ranks.get(column);
    const { count } = this.#store;
    if (known && known.rows === count) return known.ranks;
    const ranks = column === 'amount' ? await this.#amountRanks(breathe) : await this.#textRanks(column, breathe);
    this.#ranks.set(column, { rows: count, ranks });
    return ranks;
  }

  async #amountRanks(breathe: Breathe): Promise<Uint32Array> {
    const { count } = this.#store;
    const amounts = this.#store.amounts.subarray(0, count);
    const ordered = amounts.slice().sort();
    const ranks = new Uint32Array(count);
    for (let row = 0; row < count; row++) {
      const amount = amounts[row] ?? Number.NaN;
      ranks[row] = Number.isNaN(amount) ? 0 : firstIndexOf(ordered, amount) + 1;
      if (row % sliceRows === 0) await breathe();
    }
    return ranks;
  }

  async #textRanks(column: string, breathe: Breathe): Promise<Uint32Array> {
    const { texts, codes } = this.#store.textColumn(column);
    const { count } = this.#store;
    const compare = (one: number, other: number) => this.#collator.compare(texts[one] ?? '', texts[other] ?? '');
    const ordered = await mergeSorted(
      Uint32Array.from({ length: texts.length - 1 }, (_, index) => index + 1),
      compare,
      breathe,
    );
    const rankOfText = new Uint32Array(texts.length);
    let rank = 0;
    for (const [index, code] of ordered.entries()) {
      if (index === 0 || compare(ordered[index - 1] ?? 0, code) !== 0) rank++;
      rankOfText[code] = rank;
      if (index % sliceRows === 0) await breathe();
    }
    const ranks = new Uint32Array(count);
    for (let row = 0; row < count; row++) ranks[row] = rankOfText[codes[row] ?? 0] ?? 0;
    return ranks;
  }
}

/** Where a value stands for the first time. The values ascend, NaN last; it is among them. */
function firstIndexOf(ordered: Float64Array, value: number): number {
  let [low, high] = [0, ordered.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ordered[middle] ?? Number.NaN) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A counting sort: it looks at each row twice, whatever the values are. */
async function byRank(ranks: Uint32Array, descending: boolean, count: number, breathe: Breathe): Promise<Uint32Array> {
  let highest = 0;
  for (let row = 0; row < count; row++) highest = Math.max(highest, ranks[row] ?? 0);
  await breathe();
  const placeOf = (rank: number) => (rank === 0 ? highest : descending ? highest - rank : rank - 1);
  const next = new Uint32Array(highest + 2);
  for (let row = 0; row < count; row++) {
    const place = placeOf(ranks[row] ?? 0) + 1;
    next[place] = (next[place] ?? 0) + 1;
  }
  for (let place = 1; place < next.length; place++) next[place] = (next[place] ?? 0) + (next[place - 1] ?? 0);
  await breathe();
  const rows = new Uint32Array(count);
  for (let row = 0; row < count; row++) {
    const place = placeOf(ranks[row] ?? 0);
    const at = next[place] ?? 0;
    rows[at] = row;
    next[place] = at + 1;
  }
  return rows;
}

const runLength = 512;

/** A merge sort in slices: the engine's own cannot be interrupted, and 200,000 comparisons of texts take a second. */
async function mergeSorted(
  items: Uint32Array<ArrayBuffer>,
  compare: (one: number, other: number) => number,
  breathe: Breathe,
): Promise<Uint32Array> {
  for (let from = 0; from < items.length; from += runLength) {
    items.subarray(from, from + runLength).sort(compare);
    await breathe();
  }
  let source = items;
  let target = new Uint32Array(items.length);
  for (let width = runLength; width < items.length; width *= 2) {
    for (let from = 0; from < items.length; from += 2 * width) {
      const middle = Math.min(from + width, items.length);
      const end = Math.min(from + 2 * width, items.length);
      let [left, right] = [from, middle];
      for (let at = from; at < end; at++) {
        const [one, other] = [source[left] ?? 0, source[right] ?? 0];
        const takesLeft = left < middle && (right >= end || compare(one, other) <= 0);
        target[at] = takesLeft ? one : other;
        if (takesLeft) left++;
        else right++;
        if (at % runLength === 0) await breathe();
      }
    }
    [source, target] = [target, source];
  }
  return source;
}
