import type { Organization } from '@jenji-kit/client';
import type { Connection } from '../accounts/connection.ts';
import type { Reading, ReadOptions } from './readings.ts';

/** The key of an organization; what is in it stands below. */
export function organizationKey(organizationId: string): string {
  return `organizations/${encodeURIComponent(organizationId)}`;
}

/** An organization with its groups, categories and custom fields. */
export function organizationOf(
  { jenji, readings }: Pick<Connection, 'jenji' | 'readings'>,
  organizationId: string,
  options?: ReadOptions,
): Promise<Reading<Organization>> {
  return readings.get(
    organizationKey(organizationId),
    (signal) => jenji.organizations.get({ path: { organizationId } }, { signal, priority: 'click' }),
    options,
  );
}
