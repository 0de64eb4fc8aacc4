import { paymentMethodsKey, paymentMethodsOf } from '../../readings/payment-methods.ts';
import { listItemKind } from './list-item.ts';

export const paymentMethodKind = listItemKind({
  name: 'paymentMethod',
  by: ['id', 'paymentMethodId'],
  operation: 'paymentMethods.update',
  fixed: ['id'],
  key: ({ organizationId = '' }) => paymentMethodsKey(organizationId),
  reading: (connection, { organizationId = '' }, options) => paymentMethodsOf(connection, organizationId, options),
});
