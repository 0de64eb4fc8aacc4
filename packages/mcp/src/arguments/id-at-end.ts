/** The id of what is named as completion offers it, `Hotel Ibis, 2026-06-12, 98.00 EUR (id)`; an id alone is itself. */
export function idAtEnd(text: string): string {
  return /\(([^()]+)\)\s*$/.exec(text)?.[1] ?? text;
}
