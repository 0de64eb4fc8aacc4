import type { Connection } from '../accounts/connection.ts';
import type { Reading, ReadOptions } from './readings.ts';

/** The key of one expense request; its actions stand below. */
function expenseRequestKey(requestId: string): string {
  return `expenseRequests/${encodeURIComponent(requestId)}`;
}

/** The codes of the workflow actions that are possible on an expense request. */
export function requestActionsOf(
  { jenji, readings }: Pick<Connection, 'jenji' | 'readings'>,
  requestId: string,
  options?: ReadOptions,
): Promise<Reading<readonly string[]>> {
  return readings.get(
    `${expenseRequestKey(requestId)}/actions`,
    async (signal) =>
      (await jenji.expenseRequests.actions.list({ path: { requestId } }, { signal, priority: 'click' })).data,
    options,
  );
}
