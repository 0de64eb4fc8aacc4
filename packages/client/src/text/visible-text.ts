/** Controls but for tab and line feed, and everything that is invisible, turns the reading direction or has no meaning. */
const invisible = /(?![\t\n])[\p{Cc}\p{Cf}\p{Co}\p{Default_Ignorable_Code_Point}]/gu;

/** Nothing but characters that can be seen. Nearly every text is of these alone, and the rest then need not be looked for. */
const visible = /^[\t\n -~\u00a1-\u00ac\u00ae-\u024f\u2010-\u2015\u2018-\u201f\u2026\u20ac\u2190-\u21ff⟦⟧]*$/;

/** The text without what a person cannot see: no line of it can turn another around or pass for one. Idempotent. */
export function withoutInvisible(text: string): string {
  if (visible.test(text)) return text;
  return text
    .replace(/\r\n?|[\u0085\u2028\u2029]/gu, '\n')
    .replace(invisible, '')
    .replace(/\p{Cs}/gu, '\uFFFD');
}
