import type { Expense } from '@jenji-kit/client';
import type { Connection } from '../accounts/connection.ts';
import { organizationKey } from './organization.ts';
import type { Reading, ReadOptions } from './readings.ts';

/** The expenses of an organization by month stand below this key, each month under `YYYY-MM`. */
export function expensesKey(organizationId: string): string {
  return `${organizationKey(organizationId)}/expenses`;
}

/** The expenses whose day is in a month (`YYYY-MM`), as they come; deleted ones are not among them. One request. */
export function monthExpensesOf(
  { account, jenji, readings }: Pick<Connection, 'account' | 'jenji' | 'readings'>,
  organizationId: string,
  month: string,
  options?: ReadOptions,
): Promise<Reading<readonly Expense[]>> {
  return readings.get(
    `${expensesKey(organizationId)}/${month}`,
    async (signal) => {
      const call = { signal, priority: 'click' } as const;
      const body = { searchMode: 'TIME', start: `${month}-01`, end: lastDayOf(month) } as const;
      // As they arrive, so that a month of many thousands holds up nothing else.
      const stream =
        account.keyType === 'bookkeeper'
          ? jenji.stream('expenses.searchOrganization', { path: { organizationId }, body }, call)
          : jenji.stream('expenses.search', { body }, call);
      const expenses: Expense[] = [];
      for await (const expense of stream) expenses.push(expense);
      return expenses;
    },
    options,
  );
}

function lastDayOf(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return `${month}-${new Date(Date.UTC(year, number, 0)).getUTCDate()}`;
}
