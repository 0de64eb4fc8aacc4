/** A 32-bit hash of a text (FNV-1a, then a finalizer so that near texts differ everywhere). */
export function hashText(text: string, seed = 0): number {
  let hash = 0x811c9dc5 ^ seed;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return mix(hash);
}

/** Spreads every bit of a 32-bit number over all of them (the finalizer of MurmurHash3). Unsigned. */
export function mix(value: number): number {
  let hash = value;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** A sequence of pseudo-random numbers that depends on its keys alone (the generator is sfc32). */
export class Random {
  private a: number;
  private b: number;
  private c: number;
  private counter = 1;

  constructor(...keys: readonly number[]) {
    let state = 0;
    for (const key of keys) state = mix(state + mix(key) + 0x9e3779b9);
    this.a = mix(state + 1);
    this.b = mix(state + 2);
    this.c = mix(state + 3);
    for (let round = 0; round < 8; round += 1) this.next();
  }

  /** From 0 (included) to 1 (excluded). */
  next(): number {
    const sum = (this.a + this.b + this.counter) | 0;
    this.counter = (this.counter + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = ((this.c << 21) | (this.c >>> 11)) + sum;
    return (sum >>> 0) / 0x1_0000_0000;
  }

  /** A whole number from 0 to `bound - 1`. */
  below(bound: number): number {
    return Math.floor(this.next() * bound);
  }

  /** A whole number from `least` to `most`, both included. */
  between(least: number, most: number): number {
    return least + this.below(most - least + 1);
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<Item>(items: readonly [Item, ...Item[]]): Item;
  pick<Item>(items: readonly Item[]): Item | undefined;
  pick<Item>(items: readonly Item[]): Item | undefined {
    return items[this.below(items.length)];
  }
}

/** Items that are drawn in proportion to their weights. */
export class Weighted<Item> {
  private readonly items: readonly Item[];
  private readonly ends: readonly number[];

  constructor(items: readonly Item[], weightOf: (item: Item) => number) {
    let end = 0;
    this.items = items;
    this.ends = items.map((item) => (end += weightOf(item)));
  }

  draw(random: Random): Item | undefined {
    const point = random.next() * (this.ends.at(-1) ?? 0);
    return this.items[this.ends.findIndex((end) => point < end)];
  }
}
