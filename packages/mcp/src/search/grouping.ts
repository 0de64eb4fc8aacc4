import { folded } from '@jenji-kit/client/text';
import type { Names } from '../directory/reader.ts';
import type { ExpenseRow } from './expense-row.ts';
import type { DateBasis } from './period.ts';
import { inMasterCurrency, RowSum, type Totals } from './totals.ts';
import type { Turns } from './turns.ts';

export const groupings = [
  'state',
  'user',
  'group',
  'category',
  'payment_method',
  'month',
  'vendor',
  'type',
  'currency',
  'country',
] as const;
export type Grouping = (typeof groupings)[number];

interface RowGroup extends Totals {
  /** The id or code that the rows share; undefined where there is only a name. */
  readonly key: string | undefined;
  /** What people call it; undefined where the code is all there is. */
  readonly name: string | undefined;
}

export interface Grouped {
  /** Of all rows. */
  readonly sums: Totals;
  readonly groups: RowGroup[];
  /** What the groups left out add up to. */
  readonly others: (Totals & { groups: number }) | undefined;
}

/** The rows by what they share, the most expensive first (months in their order), at most `most` groups. */
export async function groupRows(
  rows: readonly ExpenseRow[],
  by: Grouping,
  names: Names,
  turns: Turns,
  { masterCurrency, basis, most }: { masterCurrency: string | undefined; basis: DateBasis; most: number },
): Promise<Grouped> {
  const keyOf = keysBy(names, basis)[by];
  const byKey = new Map<string, { key: string; sum: RowSum; weight: number; first: ExpenseRow }>();
  await turns.each(rows, (slice) => {
    for (const row of slice) {
      const key = keyOf(row) ?? '';
      let group = byKey.get(key);
      if (!group) {
        group = { key, sum: new RowSum(masterCurrency), weight: 0, first: row };
        byKey.set(key, group);
      }
      group.sum.add(row);
      group.weight += weightOf(row, masterCurrency);
    }
  });
  const weighed = await turns.sorted([...byKey.values()], (a, b) => {
    const byKey = a.key < b.key ? -1 : 1;
    return by === 'month' ? byKey : b.weight - a.weight || b.sum.count - a.sum.count || byKey;
  });
  const [shown, rest] = [weighed.slice(0, most), weighed.slice(most)];
  const others = new RowSum(masterCurrency);
  await turns.each(rest, (slice) => {
    for (const { sum } of slice) others.addAll(sum);
  });
  const all = new RowSum(masterCurrency);
  for (const sum of [...shown.map(({ sum }) => sum), others]) all.addAll(sum);
  return {
    sums: all.totals(),
    groups: shown.map(({ key, sum, first }) => ({ ...labelled(by, key, first, names), ...sum.totals() })),
    others: rest.length === 0 ? undefined : { groups: rest.length, ...others.totals() },
  };
}

/** Only for the order of the groups: what cannot be compared weighs nothing. */
function weightOf(row: ExpenseRow, masterCurrency: string | undefined): number {
  return Number(masterCurrency === undefined ? row.amount : inMasterCurrency(row, masterCurrency)) || 0;
}

function keysBy({ people }: Names, basis: DateBasis): Record<Grouping, (row: ExpenseRow) => string | null | undefined> {
  return {
    state: ({ state }) => state,
    user: ({ userId }) => userId,
    group: ({ userId }) => people.get(userId)?.source.groupId,
    category: ({ category }) => category,
    payment_method: ({ paymentMethodId }) => paymentMethodId,
    month: ({ date, createdAt }) => (basis === 'creation' ? createdAt : date)?.slice(0, 7),
    vendor: ({ label }) => folded(label ?? '') || label,
    type: ({ type }) => type,
    currency: ({ currency }) => currency,
    country: ({ country }) => country,
  };
}

function labelled(
  by: Grouping,
  key: string,
  first: ExpenseRow,
  { directory, people }: Names,
): Pick<RowGroup, 'key' | 'name'> {
  if (key === '') return { key: undefined, name: by === 'group' ? '(unknown group)' : '(none)' };
  switch (by) {
    case 'user':
      return { key, name: people.nameOf(key) };
    case 'group':
      return { key, name: directory.groups.get(key)?.path };
    case 'category':
      return { key, name: directory.categories.nameOf(key) };
    case 'payment_method':
      return { key, name: directory.paymentMethods.nameOf(key) };
    case 'vendor':
      return { key: undefined, name: first.label ?? key };
    default:
      return { key, name: undefined };
  }
}
