import { createHash } from 'node:crypto';
import type { Expense } from '@jenji-kit/client';
import { canonicalJson } from '../../state.ts';

/** Expenses in a few words, however many they are. */
export interface ExpenseTally {
  count: number;
  /** How many are in each state. */
  states: Readonly<Record<string, number>>;
  /** Changes with any field of any of them, and not with their order. */
  digest: string;
}

const range = 1n << 256n;

/** Counts expenses as they arrive: an organization may have hundreds of thousands, which are never held together. */
export async function tally(expenses: AsyncIterable<Expense>): Promise<ExpenseTally> {
  const states = new Map<string, number>();
  let count = 0;
  let sum = 0n;
  for await (const expense of expenses) {
    count++;
    const state = expense.state ?? 'without state';
    states.set(state, (states.get(state) ?? 0) + 1);
    // A sum does not depend on the order, and unlike an exclusive or does not overlook what comes twice.
    sum = (sum + BigInt(`0x${createHash('sha256').update(canonicalJson(expense)).digest('hex')}`)) % range;
  }
  return { count, states: Object.fromEntries([...states].sort()), digest: sum.toString(16) };
}
