import type { Expense } from '@jenji-kit/client';
import type { Connection } from '../accounts/connection.ts';
import { lastDayOf } from '../calendar.ts';
import { organizationKey } from './organization.ts';
import type { Reading, ReadOptions } from './readings.ts';
import { searchExpenses } from './search-expenses.ts';

/** The expenses of an organization by month stand below this key, each month under `YYYY-MM`. */
export function expensesKey(organizationId: string): string {
  return `${organizationKey(organizationId)}/expenses`;
}

export function monthKey(organizationId: string, month: string): string {
  return `${expensesKey(organizationId)}/${month}`;
}

/** The expenses whose day is in a month (`YYYY-MM`), as they come; deleted ones are not among them. One request. */
export function monthExpensesOf(
  connection: Pick<Connection, 'account' | 'jenji' | 'readings'>,
  organizationId: string,
  month: string,
  options?: ReadOptions,
): Promise<Reading<readonly Expense[]>> {
  const body = { searchMode: 'TIME', start: `${month}-01`, end: lastDayOf(month) } as const;
  return connection.readings.get(
    monthKey(organizationId, month),
    (signal) => searchExpenses(connection, organizationId, body, signal),
    options,
  );
}
