/** A folded text with its words in the singular, as far as an ending of English or French tells. */
export function singular(foldedText: string): string {
  return foldedText
    .split(' ')
    .map((word) => (word.length > 3 ? word.replace(/(?<=[^s])s$|(?<=[ae]u)x$/, '') : word))
    .join(' ');
}
