/**
 * What every benchmark prints: a table people read, and one JSON line that CI holds.
 */

/** The middle, the spread and the ends of a list of measurements; undefined for an empty list. */
export function summarize(/** @type {readonly number[]} */ samples) {
  if (samples.length === 0) return undefined;
  const sorted = [...samples].sort((a, b) => a - b);
  const at = (/** @type {number} */ share) =>
    Number(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]);
  return { min: at(0), median: at(0.5), p95: at(0.95), max: at(1) };
}

/**
 * A table with the first column to the left and figures to the right. Rows are plain objects; the keys of the first
 * are the heads.
 */
export function table(/** @type {readonly Record<string, string | number>[]} */ rows) {
  const heads = Object.keys(rows[0] ?? {});
  const lines = [heads, ...rows.map((row) => heads.map((head) => String(row[head] ?? '')))];
  const widths = heads.map((_, column) => Math.max(...lines.map((line) => (line[column] ?? '').length)));
  const pad = (/** @type {string} */ cell, /** @type {number} */ column) =>
    column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0);
  const text = lines.map((line) => line.map(pad).join('  '));
  text.splice(1, 0, widths.map((width) => '-'.repeat(width)).join('  '));
  return text.join('\n');
}

/**
 * Prints the result as one line of JSON, always the last line, and ends the process: with 1 when a goal was missed and
 * `--check` was given. A goal is a name, the figure measured, and the most it may be.
 */
export function report(
  /** @type {string} */ bench,
  /** @type {readonly { goal: string, measured: number, atMost: number }[]} */ goals,
  /** @type {Record<string, unknown>} */ figures = {},
) {
  const missed = goals.filter(({ measured, atMost }) => !(measured <= atMost));
  for (const { goal, measured, atMost } of goals) {
    console.log(`${measured <= atMost ? 'met   ' : 'MISSED'}  ${goal}: ${measured} (at most ${atMost})`);
  }
  console.log(JSON.stringify({ bench, ok: missed.length === 0, node: process.version, goals, figures }));
  process.exitCode = missed.length > 0 && process.argv.includes('--check') ? 1 : 0;
}
