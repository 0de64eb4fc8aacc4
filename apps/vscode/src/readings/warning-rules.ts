import type { WarningRule } from '@jenji-kit/client';
import type { Connection } from '../accounts/connection.ts';
import { organizationKey } from './organization.ts';
import type { Reading, ReadOptions } from './readings.ts';

export function warningRulesKey(organizationId: string): string {
  return `${organizationKey(organizationId)}/warningRules`;
}

/** The warning rules of an organization. */
export function warningRulesOf(
  { jenji, readings }: Pick<Connection, 'jenji' | 'readings'>,
  organizationId: string,
  options?: ReadOptions,
): Promise<Reading<readonly WarningRule[]>> {
  return readings.get(
    warningRulesKey(organizationId),
    async (signal) => (await jenji.warningRules.list({ path: { organizationId } }, { signal, priority: 'click' })).data,
    options,
  );
}
