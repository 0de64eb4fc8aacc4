/** Control characters, and those that reorder or hide text: nothing a server sends may use them on a reader. */
const unsafe = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu;

const longest = 200;

/** Text from the server made fit for a message: one line, printable, short. */
export function clean(text: string): string {
  const line = text.replace(unsafe, ' ').replace(/\s+/g, ' ').trim();
  if (line.length <= longest) return line;
  // Cut between characters, not through one.
  return `${line.slice(0, longest).replace(/[\ud800-\udbff]$/, '')}…`;
}
