import type { Expense } from '@jenji-kit/client';
import type { Reading, Readings } from '../readings/readings.ts';
import { documentedWaitingState, monthsRead, waitingExpensesKey } from '../readings/waiting-expenses.ts';
import { waitingIn } from './expense-slices.ts';

type Expenses = readonly Expense[];

interface Known {
  readonly of: readonly Expenses[];
  readonly waiting: Expenses;
}

/** Worked out once for what has been read: every row that tells of it asks. */
const known = new WeakMap<Readings, Map<string, Known>>();

/**
 * The expenses that wait for a decision, by what was read of an organization: its months, and the search for what waits.
 * Each is there once; where two readings tell of it, the later one is believed.
 */
export function waitingRead(readings: Readings, organizationId: string): Expenses {
  const search = readings.peek<Expenses>(waitingExpensesKey(organizationId));
  const months = monthsRead(readings, organizationId);
  const of = [...(search ? [search] : []), ...months.values()].map(({ value }) => value);
  const organizations = known.get(readings) ?? new Map<string, Known>();
  known.set(readings, organizations);
  const before = organizations.get(organizationId);
  if (before?.of.length === of.length && before.of.every((each, index) => each === of[index])) return before.waiting;
  const waiting = merged(search, months);
  organizations.set(organizationId, { of, waiting });
  return waiting;
}

function merged(search: Reading<Expenses> | undefined, months: ReadonlyMap<string, Reading<Expenses>>): Expenses {
  const searched = new Set([documentedWaitingState, ...(search?.value ?? []).map(({ state }) => state)]);
  // What a reading speaks of: a month of all states, or some states of all months.
  const readings = [
    ...[...months].map(([month, reading]) => ({
      ...reading,
      tellsOf: ({ time }: Expense) => time?.startsWith(month) ?? false,
    })),
    ...(search ? [{ ...search, tellsOf: ({ state }: Expense) => searched.has(state) }] : []),
  ].sort((one, other) => one.asOf - other.asOf);
  const waiting = new Map<Expense['id'], Expense>();
  for (const { value, tellsOf } of readings) {
    for (const [id, expense] of waiting) if (tellsOf(expense)) waiting.delete(id);
    for (const expense of waitingIn(value)) waiting.set(expense.id, expense);
  }
  return [...waiting.values()];
}
