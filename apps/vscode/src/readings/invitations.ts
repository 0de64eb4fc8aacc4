import type { UserInvitation } from '@jenji-kit/client';
import type { Connection } from '../accounts/connection.ts';
import { organizationKey } from './organization.ts';
import type { Reading, ReadOptions } from './readings.ts';

export function invitationsKey(organizationId: string): string {
  return `${organizationKey(organizationId)}/invitations`;
}

/** The invitations of an organization, whatever became of them. */
export function invitationsOf(
  { jenji, readings }: Pick<Connection, 'jenji' | 'readings'>,
  organizationId: string,
  options?: ReadOptions,
): Promise<Reading<readonly UserInvitation[]>> {
  return readings.get(
    invitationsKey(organizationId),
    async (signal) => (await jenji.invitations.list({ path: { organizationId } }, { signal, priority: 'click' })).data,
    options,
  );
}
