import { folded } from '../directory/folded-text.ts';
import type { Names } from '../directory/reader.ts';
import type { ExpenseRow } from './expense-row.ts';
import type { DateBasis } from './period.ts';
import { inMasterCurrency, type Totals, totalsOf } from './totals.ts';

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
  readonly groups: RowGroup[];
  /** What the groups left out add up to. */
  readonly others: (Totals & { groups: number }) | undefined;
}

/** The rows by what they share, the most expensive first (months in their order), at most `most` groups. */
export function groupRows(
  rows: readonly ExpenseRow[],
  by: Grouping,
  names: Names,
  { masterCurrency, basis, most }: { masterCurrency: string | undefined; basis: DateBasis; most: number },
): Grouped {
  const keyOf = keysBy(names, basis)[by];
  const byKey = new Map<string, ExpenseRow[]>();
  for (const row of rows) {
    const key = keyOf(row) ?? '';
    const group = byKey.get(key);
    if (group) group.push(row);
    else byKey.set(key, [row]);
  }
  const weighed = [...byKey].map(([key, members]) => ({
    key,
    members,
    weight: members.reduce((sum, row) => sum + weightOf(row, masterCurrency), 0),
  }));
  weighed.sort((a, b) => {
    const byKey = a.key < b.key ? -1 : 1;
    return by === 'month' ? byKey : b.weight - a.weight || b.members.length - a.members.length || byKey;
  });
  const rest = weighed.slice(most);
  return {
    groups: weighed.slice(0, most).map(({ key, members }) => ({
      ...labelled(by, key, members, names),
      ...totalsOf(members, masterCurrency),
    })),
    others:
      rest.length === 0
        ? undefined
        : {
            groups: rest.length,
            ...totalsOf(
              rest.flatMap(({ members }) => members),
              masterCurrency,
            ),
          },
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
  rows: readonly ExpenseRow[],
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
      return { key: undefined, name: rows[0]?.label ?? key };
    default:
      return { key, name: undefined };
  }
}
