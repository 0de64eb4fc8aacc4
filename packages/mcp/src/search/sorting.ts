import type { ExpenseRow } from './expense-row.ts';
import type { DateBasis } from './period.ts';
import { inMasterCurrency } from './totals.ts';
import type { Turns } from './turns.ts';

export const sortings = ['newest', 'oldest', 'largest', 'smallest'] as const;
export type Sorting = (typeof sortings)[number];

/**
 * The rows in order, the same at every call. By amount means by the amount in the organization's currency; rows for
 * which Jenji gave none come last, each currency apart.
 */
export async function sortRows(
  rows: readonly ExpenseRow[],
  by: Sorting,
  turns: Turns,
  { basis, masterCurrency }: { basis: DateBasis; masterCurrency: string | undefined },
): Promise<readonly ExpenseRow[]> {
  const direction = by === 'newest' || by === 'largest' ? -1 : 1;
  if (by === 'newest' || by === 'oldest') {
    const day = (row: ExpenseRow) => (basis === 'creation' ? row.createdAt : row.date) ?? '';
    return turns.sorted(
      rows,
      (a, b) =>
        direction * compare(day(a), day(b)) || direction * compare(a.createdAt ?? '', b.createdAt ?? '') || byId(a, b),
    );
  }
  const ranked: { row: ExpenseRow; last: number; currency: string; amount: number }[] = [];
  await turns.each(rows, (slice) => {
    for (const row of slice) {
      const common = masterCurrency === undefined ? undefined : inMasterCurrency(row, masterCurrency);
      const last = row.amount === undefined ? 2 : common === undefined ? 1 : 0;
      const currency = last === 1 ? row.currency : '';
      ranked.push({ row, last, currency, amount: Number(common ?? row.amount ?? 0) });
    }
  });
  const sorted = await turns.sorted(
    ranked,
    (a, b) =>
      a.last - b.last ||
      compare(a.currency, b.currency) ||
      direction * compare(a.amount, b.amount) ||
      byId(a.row, b.row),
  );
  return sorted.map(({ row }) => row);
}

function byId(a: ExpenseRow, b: ExpenseRow): number {
  return compare(a.id, b.id);
}

function compare<Value extends string | number>(a: Value, b: Value): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
