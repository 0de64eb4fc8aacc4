import type { WriteOperationId } from '@jenji-kit/changes';
import { operations } from '@jenji-kit/client';

/**
 * What replacing operations do here, where only the difference is given: their summaries, which are those of the API,
 * speak of what is cleared or disabled when it is left out.
 */
const changeSummaries: Partial<Record<WriteOperationId, string>> = {
  'communications.update': 'Change a message.',
  'categories.replaceAll': 'Add, change and disable categories.',
  'categories.update': 'Change one category; disabling it disables its children.',
  'paymentMethods.replaceAll': 'Add, change and disable payment methods.',
  'paymentMethods.update': 'Change one payment method.',
  'allowanceTemplates.update': 'Change an allowance template; expenses already made from it stay.',
  'customFields.expense.replaceAll': 'Add, change and disable expense custom fields.',
  'customFields.expense.update': 'Change one expense custom field.',
  'customFields.vehicle.replaceAll': 'Add, change and disable vehicle custom fields.',
  'customFields.vehicle.update': 'Change one vehicle custom field.',
  'customOptions.upsert': 'Create an option, or change the one with this id.',
  'customOptions.batchUpsert': 'Create options, or change those with these ids.',
  'warningRules.update': 'Change a warning rule; its options are added, changed and removed by code.',
  'users.update': 'Change a user, with group, profiles and custom fields.',
  'users.vehicles.update': 'Change a vehicle.',
  'users.delegations.replace': 'Add, change and remove delegations of a user.',
  'users.delegations.users.replace': 'Add, change and remove delegations of a user that are on users.',
  'users.delegations.groups.replace': 'Add, change and remove delegations of a user that are on groups.',
  'expenses.update': 'Change an expense, where its state allows. The receipt stays.',
  'expenseRequests.update': 'Change an expense request, with its files.',
  'bookkeepers.templates.categories.replaceAll':
    'Add, change and disable categories of an organization template; within a day, every organization made from it follows.',
};

/** What a writing operation does, as it is called here. */
export function changeSummary(id: WriteOperationId): string {
  const own = changeSummaries[id];
  return own === undefined ? operations[id].summary : `${own} Give only what differs: all else stays.`;
}
