import type { OperationId } from '@jenji-kit/client/contract';
import type { Handler } from '../http/call.ts';
import { advancedCustomizationHandlers } from './advanced-customization.ts';
import { baseCustomizationHandlers } from './base-customization.ts';
import { bookkeeperHandlers } from './bookkeepers.ts';
import { customFieldHandlers } from './custom-fields.ts';
import { expenseRequestHandlers } from './expense-requests.ts';
import { expenseHandlers } from './expenses.ts';
import { mileageHandlers } from './mileage.ts';
import { organizationHandlers } from './organizations.ts';
import { receiptHandlers } from './receipts.ts';
import { userHandlers } from './users.ts';

/** What each operation of the contract does here. */
export const operationHandlers: Record<OperationId, Handler> = {
  ...organizationHandlers,
  ...baseCustomizationHandlers,
  ...customFieldHandlers,
  ...advancedCustomizationHandlers,
  ...userHandlers,
  ...expenseHandlers,
  ...receiptHandlers,
  ...expenseRequestHandlers,
  ...bookkeeperHandlers,
  ...mileageHandlers,
};
