import { organizationKey } from '../../readings/organization.ts';
import { paymentMethodsOf } from '../../readings/payment-methods.ts';
import { listItemKind } from './list-item.ts';

export const paymentMethodKind = listItemKind({
  name: 'paymentMethod',
  by: ['id', 'paymentMethodId'],
  operation: 'paymentMethods.update',
  fixed: ['id'],
  key: ({ organizationId = '' }) => `${organizationKey(organizationId)}/paymentMethods`,
  reading: (connection, { organizationId = '' }, options) => paymentMethodsOf(connection, organizationId, options),
});
