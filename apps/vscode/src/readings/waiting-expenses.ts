import type { Expense } from '@jenji-kit/client';
import { BadRequestError } from '@jenji-kit/client/errors';
import type { Connection } from '../accounts/connection.ts';
import { expensesKey } from './month-expenses.ts';
import type { Reading, Readings, ReadOptions } from './readings.ts';
import { searchExpenses } from './search-expenses.ts';

/** The one waiting state that the manual lists; workflows add others. */
export const documentedWaitingState = 'WAITING_FOR_VALIDATION';
/** Of organizations with the compliance step, of which the manual tells without naming its state. */
const complianceState = 'WAITING_FOR_COMPLIANCE';

/** Not a month, and beside them: refreshing all expenses of an organization refreshes it too. */
export function waitingExpensesKey(organizationId: string): string {
  return `${expensesKey(organizationId)}/waiting`;
}

/**
 * The expenses of an organization that wait for somebody's decision, whatever their month. One request: a search names
 * the states it is for, so those of a workflow of its own are among them as soon as one was seen in a month. Where Jenji
 * refuses to search for states that its manual does not list, a second request does without them.
 */
export function waitingExpensesOf(
  connection: Pick<Connection, 'account' | 'jenji' | 'readings'>,
  organizationId: string,
  options?: ReadOptions,
): Promise<Reading<readonly Expense[]>> {
  const { readings } = connection;
  return readings.get(
    waitingExpensesKey(organizationId),
    async (signal) => {
      const search = (states: string[]) => searchExpenses(connection, organizationId, { states }, signal);
      try {
        return await search([...waitingStates(readings, organizationId)]);
      } catch (error) {
        if (!(error instanceof BadRequestError)) throw error;
        return await search([documentedWaitingState]);
      }
    },
    options,
  );
}

/** The readings of an organization's months, by `YYYY-MM`. */
export function monthsRead(readings: Readings, organizationId: string): Map<string, Reading<readonly Expense[]>> {
  const start = `${expensesKey(organizationId)}/`;
  const months = new Map<string, Reading<readonly Expense[]>>();
  for (const key of readings.keys()) {
    const month = key.startsWith(start) ? key.slice(start.length) : '';
    const reading = /^\d{4}-\d{2}$/.test(month) ? readings.peek<readonly Expense[]>(key) : undefined;
    if (reading) months.set(month, reading);
  }
  return months;
}

/** Whether somebody has to decide about what is in this state. */
export function isWaiting(state: string | null | undefined): boolean {
  return state?.startsWith('WAITING') ?? false;
}

function waitingStates(readings: Readings, organizationId: string): Set<string> {
  const states = new Set([documentedWaitingState, complianceState]);
  for (const { value } of monthsRead(readings, organizationId).values()) {
    for (const { state } of value) if (state && isWaiting(state)) states.add(state);
  }
  return states;
}
