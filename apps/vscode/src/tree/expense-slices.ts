import type { Amount, Expense } from '@jenji-kit/client';
import { decimalOf, sumByCurrency } from '@jenji-kit/client';
import { isWaiting } from '../readings/waiting-expenses.ts';

type Expenses = readonly Expense[];

/** Computed once for a list, and forgotten with it: a month may have 200,000. */
function once<Value>(compute: (expenses: Expenses) => Value): (expenses: Expenses) => Value {
  const known = new WeakMap<Expenses, { readonly value: Value }>();
  return (expenses) => {
    const found = known.get(expenses) ?? { value: compute(expenses) };
    known.set(expenses, found);
    return found.value;
  };
}

/** By state, those first that ask for something: waiting, sent back, then as money goes its way. */
export const byState = once((expenses) => {
  const states = groupedBy(expenses, ({ state }) => state ?? '');
  return new Map([...states].sort(([one], [other]) => rank(one) - rank(other) || (one < other ? -1 : 1)));
});

/** By day, the newest first. */
export const byDay = once(
  (expenses) =>
    new Map([...groupedBy(expenses, ({ time }) => time ?? '')].sort(([one], [other]) => (one < other ? 1 : -1))),
);

const byUser = once((expenses) => groupedBy(expenses, ({ userId }) => userId ?? ''));

export const waitingIn = once((expenses) => expenses.filter(({ state }) => isWaiting(state)));

/** Exact, one for each currency, that of most expenses first. */
export const totalsOf = once((expenses): readonly Amount[] => {
  const times = new Map<string, number>();
  const amounts = expenses.flatMap(({ total, currency }) => {
    if (total == null || !currency || !Number.isFinite(total)) return [];
    times.set(currency, (times.get(currency) ?? 0) + 1);
    return [{ value: decimalOf(total).value, currency }];
  });
  return sumByCurrency(amounts).sort((one, other) => (times.get(other.currency) ?? 0) - (times.get(one.currency) ?? 0));
});

/** The newest first, and by vendor within a day. */
export const newestFirst = once((expenses) => sorted(expenses, (one, other) => compare(other.time, one.time)));

/** What waits longest comes first. */
export const oldestFirst = once((expenses) => sorted(expenses, (one, other) => compare(one.time, other.time)));

/** Those of some people. The list is the same as long as expenses and people are. */
export function ofPeople(expenses: Expenses, people: ReadonlySet<string>): Expenses {
  const known = ofPeopleKnown.get(expenses) ?? new WeakMap<ReadonlySet<string>, Expenses>();
  ofPeopleKnown.set(expenses, known);
  const users = byUser(expenses);
  const found = known.get(people) ?? [...people].flatMap((userId) => users.get(userId) ?? []);
  known.set(people, found);
  return found;
}
const ofPeopleKnown = new WeakMap<Expenses, WeakMap<ReadonlySet<string>, Expenses>>();

const order = [
  /^WAITING/,
  /^(REFUSED|REJECTED|NOT_COMPLIANT)$/,
  /^ACCEPTED$/,
  /^EXPORTED$/,
  /^ACCOUNTED$/,
  /^PAID$/,
  /^CLOSED$/,
  /^(DELETED|CANCELLED)$/,
];
/** What nobody here knows stands after what is being decided, and before what is done. */
const unknownRank = 1.5;

/** Where a state stands among others. */
export function rank(state: string): number {
  const found = order.findIndex((states) => states.test(state));
  return found === -1 ? unknownRank : found;
}

export function groupedBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

function sorted(expenses: Expenses, byTime: (one: Expense, other: Expense) => number): Expenses {
  return [...expenses].sort(
    (one, other) => byTime(one, other) || compare(one.label, other.label) || compare(one.id, other.id),
  );
}

function compare(one: string | null | undefined, other: string | null | undefined): number {
  const [left, right] = [one ?? '', other ?? ''];
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
