import type { OrganizationSummary } from '@jenji-kit/client';
import type { Connection } from '../accounts/connection.ts';
import type { Reading, ReadOptions } from './readings.ts';

export const organizationsKey = 'organizations';

/** The organizations that the key sees, in short form. */
export function organizationsOf(
  { jenji, readings }: Pick<Connection, 'jenji' | 'readings'>,
  options?: ReadOptions,
): Promise<Reading<readonly OrganizationSummary[]>> {
  return readings.get(
    organizationsKey,
    async (signal) => (await jenji.organizations.list({}, { signal, priority: 'click' })).data,
    options,
  );
}
