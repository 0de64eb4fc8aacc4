/** Letters that are written from right to left: Hebrew, Arabic and their neighbours, with the forms for presentation. */
const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

const [firstStrongIsolate, popIsolate] = ['\u2068', '\u2069'];

/**
 * A text that stands among others in one line: where it is written from right to left, the amount after it would otherwise be
 * drawn before it, and its digits in another place. Other texts stay as they are.
 *
 * @param text Without characters that turn the direction (see `withoutInvisible`).
 */
export function isolated(text: string): string {
  return rightToLeft.test(text) ? firstStrongIsolate + text + popIsolate : text;
}

/** The same for a sentence in which such texts stand between double quotes, as in the titles of plans. */
export function quotesIsolated(sentence: string): string {
  return rightToLeft.test(sentence) ? sentence.replace(/"(?:[^"\\]|\\.)*"/g, isolated) : sentence;
}
