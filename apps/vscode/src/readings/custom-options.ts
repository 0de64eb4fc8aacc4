import type { CustomOption } from '@jenji-kit/client';
import type { Connection } from '../accounts/connection.ts';
import { organizationKey } from './organization.ts';
import type { Reading, ReadOptions } from './readings.ts';

export function customOptionsKey(organizationId: string, listId: string): string {
  return `${organizationKey(organizationId)}/options/${encodeURIComponent(listId)}`;
}

/** The options of one list, disabled ones included. */
export function customOptionsOf(
  { jenji, readings }: Pick<Connection, 'jenji' | 'readings'>,
  organizationId: string,
  listId: string,
  options?: ReadOptions,
): Promise<Reading<readonly CustomOption[]>> {
  return readings.get(
    customOptionsKey(organizationId, listId),
    async (signal) =>
      (await jenji.customOptions.list({ path: { organizationId, listId } }, { signal, priority: 'click' })).data,
    options,
  );
}
