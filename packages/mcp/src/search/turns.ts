import { setImmediate } from 'node:timers/promises';

/** Few enough items that work on them takes no long time, whatever it is. */
const sliceLength = 1000;
/** Sorting is quick, and each run it leaves has to be merged. */
const sortedAtOnce = 8 * sliceLength;
/** How long everything else may have to wait. */
const longestTurnMs = 20;

/**
 * Lets one call work on very many items without holding up the process: other calls, and the message that cancels this
 * one, get their turn in between. Few items are done at once.
 */
export class Turns {
  readonly #signal: AbortSignal;
  #ends = performance.now() + longestTurnMs;

  constructor(signal: AbortSignal) {
    this.#signal = signal;
  }

  /** Does the work slice by slice. @throws the reason of the signal. */
  async each<Item>(
    items: readonly Item[],
    work: (slice: readonly Item[]) => void,
    length = sliceLength,
  ): Promise<void> {
    for (let start = 0; start < items.length; start += length) {
      if (performance.now() > this.#ends) {
        await setImmediate();
        this.#signal.throwIfAborted();
        this.#ends = performance.now() + longestTurnMs;
      }
      work(items.length <= length ? items : items.slice(start, start + length));
    }
  }

  /** A sorted copy; equal items keep their order. @throws the reason of the signal. */
  async sorted<Item>(items: readonly Item[], compare: (a: Item, b: Item) => number): Promise<readonly Item[]> {
    let runs: Item[][] = [];
    await this.each(items, (slice) => void runs.push([...slice].sort(compare)), sortedAtOnce);
    while (runs.length > 1) {
      const merged: Item[][] = [];
      for (let index = 0; index < runs.length; index += 2) {
        merged.push(await this.#merged(runs[index] ?? [], runs[index + 1] ?? [], compare));
      }
      runs = merged;
    }
    return runs[0] ?? [];
  }

  async #merged<Item>(left: readonly Item[], right: readonly Item[], compare: (a: Item, b: Item) => number) {
    const merged: Item[] = [];
    let at = 0;
    await this.each(left, (slice) => {
      for (const item of slice) {
        for (let other = right[at]; other !== undefined && compare(other, item) < 0; other = right[++at]) {
          merged.push(other);
        }
        merged.push(item);
      }
    });
    return merged.concat(right.slice(at));
  }
}
