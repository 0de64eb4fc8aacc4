import type { OrganizationCommunication } from '@jenji-kit/client';
import type { Connection } from '../accounts/connection.ts';
import { organizationKey } from './organization.ts';
import type { Reading, ReadOptions } from './readings.ts';

export function communicationsKey(organizationId: string): string {
  return `${organizationKey(organizationId)}/communications`;
}

/** The messages that an organization shows to its users. */
export function communicationsOf(
  { jenji, readings }: Pick<Connection, 'jenji' | 'readings'>,
  organizationId: string,
  options?: ReadOptions,
): Promise<Reading<readonly OrganizationCommunication[]>> {
  return readings.get(
    communicationsKey(organizationId),
    async (signal) =>
      (await jenji.communications.list({ path: { organizationId } }, { signal, priority: 'click' })).data,
    options,
  );
}
