/**
 * How alike two folded texts are, from 0 to 1 (equal). A text that begins or holds the other counts as close, since
 * people name a part ("sales" for "Sales North"); beyond that it is the share of letters that need no typing correction.
 */
export function similarity(a: string, b: string): number {
  if (a === b) return 1;
  const length = Math.max(a.length, b.length);
  const byTyping = 1 - typingErrors(a, b) / length;
  const [shorter, longer] = a.length < b.length ? [a, b] : [b, a];
  const byContent =
    shorter.length > 1 && ` ${longer}`.includes(` ${shorter}`) ? 0.6 + 0.3 * (shorter.length / length) : 0;
  return Math.max(byTyping, byContent);
}

/** Letters to insert, delete, change, or swap with their neighbour, to make one text of the other. */
export function typingErrors(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const changed = cell(last, column - 1) + (a[row - 1] === b[column - 1] ? 0 : 1);
      let best = Math.min(changed, cell(last, column) + 1, cell(current, column - 1) + 1);
      const isSwap = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      if (isSwap) best = Math.min(best, cell(beforeLast, column - 2) + 1);
      current.push(best);
    }
    beforeLast = last;
    last = current;
  }
  return cell(last, b.length);
}

function cell(row: readonly number[], column: number): number {
  return row[column] ?? 0;
}
