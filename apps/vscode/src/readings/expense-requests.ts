import type { ExpenseRequest } from '@jenji-kit/client';
import type { Connection } from '../accounts/connection.ts';
import { organizationKey } from './organization.ts';
import type { Reading, ReadOptions } from './readings.ts';

/** First and last day, `YYYY-MM-DD`, both included. */
export interface Period {
  readonly start: string;
  readonly end: string;
}

export function expenseRequestsKey(organizationId: string, { start, end }: Period): string {
  return `${organizationKey(organizationId)}/expenseRequests/${start}..${end}`;
}

/** The requests of the key's own organization that were made in a period. Jenji has no such search for a firm's clients. */
export function expenseRequestsOf(
  { jenji, readings }: Pick<Connection, 'jenji' | 'readings'>,
  organizationId: string,
  period: Period,
  options?: ReadOptions,
): Promise<Reading<readonly ExpenseRequest[]>> {
  const { start, end } = period;
  return readings.get(
    expenseRequestsKey(organizationId, period),
    async (signal) =>
      (await jenji.expenseRequests.search({ body: { start, end } }, { signal, priority: 'click' })).data,
    options,
  );
}
