/** Random choices, the same for the same seed (mulberry32). */
export class Draw {
  #state: number;
  #texts = 0;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** From 0 up to 1. */
  number(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  chance(probability: number): boolean {
    return this.number() < probability;
  }

  /** A whole number, both bounds included. */
  whole(from: number, to: number): number {
    return from + Math.floor(this.number() * (to - from + 1));
  }

  one<Item>(items: Iterable<Item>): Item | undefined {
    const all = [...items];
    return all[this.whole(0, all.length - 1)];
  }

  /** A text that no other draw of these gives, some of them as people type them who mean no good. */
  text(): string {
    this.#texts++;
    const form = this.one([
      'Été',
      'a.b/c',
      '"quoted"',
      '__proto__',
      'Müller & Co',
      'price: 7 €',
      "O'Brien",
      'back\\slash',
    ]);
    return `${form} ${this.#texts}-${this.whole(100, 999)}`;
  }

  /** A short code that no other draw of these gives. */
  code(): string {
    this.#texts++;
    return `C${this.#texts}-${this.whole(100, 999)}`;
  }
}
