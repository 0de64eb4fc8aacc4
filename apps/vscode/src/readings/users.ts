import type { User } from '@jenji-kit/client';
import type { Connection } from '../accounts/connection.ts';
import { organizationKey } from './organization.ts';
import type { Reading, ReadOptions } from './readings.ts';

export function usersKey(organizationId: string): string {
  return `${organizationKey(organizationId)}/users`;
}

/** The users of an organization, blocked ones included. */
export function usersOf(
  { jenji, readings }: Pick<Connection, 'jenji' | 'readings'>,
  organizationId: string,
  options?: ReadOptions,
): Promise<Reading<readonly User[]>> {
  return readings.get(
    usersKey(organizationId),
    async (signal) => (await jenji.users.list({ path: { organizationId } }, { signal, priority: 'click' })).data,
    options,
  );
}
