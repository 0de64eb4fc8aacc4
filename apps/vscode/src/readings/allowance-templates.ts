import type { AllowanceTemplate } from '@jenji-kit/client';
import type { Connection } from '../accounts/connection.ts';
import { organizationKey } from './organization.ts';
import type { Reading, ReadOptions } from './readings.ts';

/** The allowance templates of an organization, disabled ones included. */
export function allowanceTemplatesOf(
  { jenji, readings }: Pick<Connection, 'jenji' | 'readings'>,
  organizationId: string,
  options?: ReadOptions,
): Promise<Reading<readonly AllowanceTemplate[]>> {
  return readings.get(
    `${organizationKey(organizationId)}/allowanceTemplates`,
    async (signal) =>
      (await jenji.allowanceTemplates.list({ path: { organizationId } }, { signal, priority: 'click' })).data,
    options,
  );
}
