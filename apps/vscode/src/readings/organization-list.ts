import type { CallOptions, JenjiClient } from '@jenji-kit/client';
import type { Connection } from '../accounts/connection.ts';
import { organizationKey } from './organization.ts';
import type { Reading, ReadOptions } from './readings.ts';

/** A list that an organization has one of: the key that it is kept by, and how it is read. */
export interface OrganizationList<Item> {
  key(organizationId: string): string;
  read(
    connection: Pick<Connection, 'jenji' | 'readings'>,
    organizationId: string,
    options?: ReadOptions,
  ): Promise<Reading<readonly Item[]>>;
}

export function organizationList<Item>(
  name: string,
  list: (
    jenji: JenjiClient,
    request: { path: { organizationId: string } },
    call: CallOptions,
  ) => Promise<{ readonly data: readonly Item[] }>,
): OrganizationList<Item> {
  const key = (organizationId: string) => `${organizationKey(organizationId)}/${name}`;
  return {
    key,
    read: ({ jenji, readings }, organizationId, options) =>
      readings.get(
        key(organizationId),
        async (signal) => (await list(jenji, { path: { organizationId } }, { signal, priority: 'click' })).data,
        options,
      ),
  };
}
