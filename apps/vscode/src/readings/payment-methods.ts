import type { PaymentMethod } from '@jenji-kit/client';
import type { Connection } from '../accounts/connection.ts';
import { organizationKey } from './organization.ts';
import type { Reading, ReadOptions } from './readings.ts';

/** The payment methods of an organization, disabled ones included. */
export function paymentMethodsOf(
  { jenji, readings }: Pick<Connection, 'jenji' | 'readings'>,
  organizationId: string,
  options?: ReadOptions,
): Promise<Reading<readonly PaymentMethod[]>> {
  return readings.get(
    `${organizationKey(organizationId)}/paymentMethods`,
    async (signal) =>
      (await jenji.paymentMethods.list({ path: { organizationId } }, { signal, priority: 'click' })).data,
    options,
  );
}
