import type { ExpenseRow } from './expense-row.ts';
import type { DateBasis } from './period.ts';
import { inMasterCurrency } from './totals.ts';

export const sortings = ['newest', 'oldest', 'largest', 'smallest'] as const;
export type Sorting = (typeof sortings)[number];

/**
 * The rows in order, the same at every call. By amount means by the amount in the organization's currency; rows for
 * which Jenji gave none come last, each currency apart.
 */
export function sortRows(
  rows: readonly ExpenseRow[],
  by: Sorting,
  { basis, masterCurrency }: { basis: DateBasis; masterCurrency: string | undefined },
): ExpenseRow[] {
  const direction = by === 'newest' || by === 'largest' ? -1 : 1;
  if (by === 'newest' || by === 'oldest') {
    const day = (row: ExpenseRow) => (basis === 'creation' ? row.createdAt : row.date) ?? '';
    return [...rows].sort(
      (a, b) =>
        direction * compare(day(a), day(b)) || direction * compare(a.createdAt ?? '', b.createdAt ?? '') || byId(a, b),
    );
  }
  const ranked = rows.map((row) => {
    const common = masterCurrency === undefined ? undefined : inMasterCurrency(row, masterCurrency);
    const last = row.amount === undefined ? 2 : common === undefined ? 1 : 0;
    return { row, last, currency: last === 1 ? row.currency : '', amount: Number(common ?? row.amount ?? 0) };
  });
  ranked.sort(
    (a, b) =>
      a.last - b.last ||
      compare(a.currency, b.currency) ||
      direction * compare(a.amount, b.amount) ||
      byId(a.row, b.row),
  );
  return ranked.map(({ row }) => row);
}

function byId(a: ExpenseRow, b: ExpenseRow): number {
  return compare(a.id, b.id);
}

function compare<Value extends string | number>(a: Value, b: Value): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
