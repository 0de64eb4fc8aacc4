import type { Expense } from '@jenji-kit/client';
import type { Connection } from '../accounts/connection.ts';
import type { Reading, ReadOptions } from './readings.ts';

/** The key of one expense; its actions and exports stand below. */
export function expenseKey(expenseId: string): string {
  return `expenses/${encodeURIComponent(expenseId)}`;
}

/** One expense whole. */
export function expenseOf(
  { jenji, readings }: Pick<Connection, 'jenji' | 'readings'>,
  expenseId: string,
  options?: ReadOptions,
): Promise<Reading<Expense>> {
  return readings.get(
    expenseKey(expenseId),
    (signal) => jenji.expenses.get({ path: { expenseId } }, { signal, priority: 'click' }),
    options,
  );
}

export function actionsKey(expenseId: string): string {
  return `${expenseKey(expenseId)}/actions`;
}

/** The codes of the workflow actions that are possible on it. */
export function actionsOf(
  { jenji, readings }: Pick<Connection, 'jenji' | 'readings'>,
  expenseId: string,
  options?: ReadOptions,
): Promise<Reading<readonly string[]>> {
  return readings.get(
    actionsKey(expenseId),
    async (signal) => (await jenji.expenses.actions.list({ path: { expenseId } }, { signal, priority: 'click' })).data,
    options,
  );
}

export function exportsKey(expenseId: string): string {
  return `${expenseKey(expenseId)}/exports`;
}

/** The accounting and payroll exports that hold it, by their ids. */
export function exportsOf(
  { jenji, readings }: Pick<Connection, 'jenji' | 'readings'>,
  expenseId: string,
  options?: ReadOptions,
): Promise<Reading<{ accounting?: string | null | undefined; payroll?: string | null | undefined }>> {
  return readings.get(
    exportsKey(expenseId),
    (signal) => jenji.expenses.exports.get({ path: { expenseId } }, { signal, priority: 'click' }),
    options,
  );
}
