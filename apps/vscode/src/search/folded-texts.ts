import { folded } from '@jenji-kit/client/text';

/**
 * Texts of rows, each once and by a number: hundreds of thousands of expenses have a few thousand different texts, so a
 * word is looked for in these, and rows are then compared by numbers.
 */
export class FoldedTexts {
  readonly #numbers = new Map<string, number>();
  readonly #folded: string[] = [];

  /** The number of a text; `words` are what it is found by, asked for with the first use only. */
  numberOf(key: string, words: () => string): number {
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const made = this.#folded.push(folded(words())) - 1;
    this.#numbers.set(key, made);
    return made;
  }

  /** How well each text fits: 0 not at all, 1 somewhere within, 2 from the beginning of a word, 3 from its beginning. */
  fits(text: string): Uint8Array {
    const fits = new Uint8Array(this.#folded.length);
    for (const [index, each] of this.#folded.entries()) {
      const at = each.indexOf(text);
      if (at < 0) continue;
      fits[index] = at === 0 ? 3 : each.includes(` ${text}`) ? 2 : 1;
    }
    return fits;
  }
}
