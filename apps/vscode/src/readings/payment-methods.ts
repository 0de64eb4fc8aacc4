import { organizationList } from './organization-list.ts';

/** The payment methods of an organization, disabled ones included. */
export const { key: paymentMethodsKey, read: paymentMethodsOf } = organizationList(
  'paymentMethods',
  (jenji, request, call) => jenji.paymentMethods.list(request, call),
);
