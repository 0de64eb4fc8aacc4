import type { DocumentKindName } from '../document-address.ts';
import type { DocumentKind } from '../document-kind.ts';
import { allowanceTemplateKind } from './allowance-template.ts';
import { bookkeeperKind } from './bookkeeper.ts';
import { categoryKind } from './category.ts';
import { communicationKind } from './communication.ts';
import { customFieldKind } from './custom-field.ts';
import { customOptionKind } from './custom-option.ts';
import { expenseKind } from './expense.ts';
import { expenseRequestKind } from './expense-request.ts';
import { groupKind } from './group.ts';
import { organizationKind } from './organization.ts';
import { paymentMethodKind } from './payment-method.ts';
import { userKind } from './user.ts';
import { vaultKind } from './vault.ts';
import { vehicleKind } from './vehicle.ts';
import { warningRuleKind } from './warning-rule.ts';

/** Every kind of record that can be edited as JSON. */
export const documentKinds: Readonly<Record<DocumentKindName, DocumentKind>> = {
  organization: organizationKind,
  user: userKind,
  vehicle: vehicleKind,
  group: groupKind,
  category: categoryKind,
  paymentMethod: paymentMethodKind,
  allowanceTemplate: allowanceTemplateKind,
  warningRule: warningRuleKind,
  communication: communicationKind,
  customField: customFieldKind,
  customOption: customOptionKind,
  expense: expenseKind,
  expenseRequest: expenseRequestKind,
  bookkeeper: bookkeeperKind,
  vault: vaultKind,
};
