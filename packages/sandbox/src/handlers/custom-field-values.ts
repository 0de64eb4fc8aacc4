import { ApiError } from '../http/api-error.ts';
import { customFieldProblems, missingCustomFields } from '../rules/custom-fields.ts';
import type { CustomFieldOwner, CustomFieldValues, Expense, OrganizationState, User } from '../world/index.ts';

/** Refuses values that do not fit the definition of their field; `present`: those that are replaced. */
export function requireFittingCustomFields(
  organization: OrganizationState,
  owner: CustomFieldOwner,
  values: CustomFieldValues | undefined,
  present?: CustomFieldValues,
): void {
  const [problem] = customFieldProblems(organization.customFields[owner], values, organization.optionLists, present);
  if (problem) throw new ApiError(400, 'INVALID_FIELD', problem.message);
}

/** `check-missing-custom-fields`: refuses an expense that lacks a required field which its user can see. */
export function requireCompleteCustomFields(
  organization: OrganizationState,
  user: User,
  expense: Partial<Expense>,
): void {
  const context = { user, expense, groups: organization.groups };
  const missing = missingCustomFields(organization.customFields.expense, expense.customFields, context);
  if (missing.length > 0) throw new ApiError(400, 'EXP_033', 'Missing custom field');
}
