import * as z from 'zod';
import { endpoint, noContent } from './endpoint.ts';
import * as request from './request-types.ts';
import { customField, customFieldType, customOption } from './resources/custom-field.ts';
import { scopeConditionInput } from './resources/scope-condition.ts';
import { listOf, open } from './response-types.ts';

const groupIds = z.array(request.requiredText).nullish();

const customFieldFields = {
  // Open although it is sent: the service adds types, and an update has to send the one that is there.
  type: open(customFieldType).nullish().describe('Fixed once the field exists: on update, send the one it has.'),
  required: z.boolean().nullish(),
  labelsPerLanguage: request.labels.nullish(),
  editableByGroups: groupIds.describe('Ids of the groups that can edit it.'),
  visibleByGroups: groupIds.describe('Ids of the groups that can see it.'),
  order: z.int().nullish().describe('Place in lists.'),
  visibleScopeCondition: scopeConditionInput.nullish().describe('When it is shown.'),
  configuredByAPI: z.boolean().nullish().describe('True stands for the three flags below and overrides them.'),
  disableConfiguration: z.boolean().nullish().describe('People cannot configure it in the application.'),
  disableOptionConfiguration: z.boolean().nullish().describe('People cannot configure its options.'),
  disableDeletion: z.boolean().nullish().describe('People cannot delete it.'),
  validation: z
    .strictObject({ minimumValue: request.decimal.nullish(), maximumValue: request.decimal.nullish() })
    .refine(({ minimumValue, maximumValue }) => (minimumValue ?? -Infinity) <= (maximumValue ?? Infinity), {
      path: ['maximumValue'],
      error: 'must not be less than minimumValue; swap the two',
    })
    .nullish()
    .describe('Bounds of a NUMBER or LONG field.'),
};

const oneCustomField = z.strictObject(customFieldFields);

const allCustomFields = z.array(
  z.strictObject({
    key: request.requiredText.describe('Code of the field; what it matches by.'),
    ...customFieldFields,
    editableScopeCondition: scopeConditionInput
      .nullish()
      .describe('When it can be edited. It cannot be read back: keep it elsewhere.'),
  }),
);

const customOptionInput = z.strictObject({
  id: request.requiredText,
  labelsPerLanguage: request.labels.nullish(),
  extra: z.string().nullish().describe('Free text; JSON must be encoded as text.'),
  accountingCode: z.string().nullish().describe('Code for accounting exports.'),
  disabled: z.boolean().nullish().describe('Stays on what has it, cannot be chosen any more.'),
  scope: z.string().nullish().describe('A user id, a group id or a user’s custom field value, as set up by Jenji.'),
  scopeCondition: scopeConditionInput.nullish().describe('When it can be chosen.'),
});

export const customFieldOperations = {
  'customFields.expense.list': endpoint({
    method: 'GET',
    path: '/api/org/v1/organizations/{organizationId}/custom-fields/expense',
    summary: 'List the custom fields of expenses.',
    hazard: 'read',
    response: listOf(customField),
  }),

  'customFields.expense.replaceAll': endpoint({
    method: 'PUT',
    path: '/api/org/v1/organizations/{organizationId}/custom-fields/expense',
    summary: 'Replace the whole list of expense custom fields; those left out are disabled.',
    hazard: 'replace',
    body: allCustomFields,
    response: listOf(customField),
  }),

  'customFields.expense.update': endpoint({
    method: 'PUT',
    path: '/api/org/v1/organizations/{organizationId}/custom-fields/expense/{customFieldKey}',
    summary: 'Replace one expense custom field; attributes left out are cleared.',
    hazard: 'replace',
    body: oneCustomField,
    response: customField,
  }),

  'customFields.expense.delete': endpoint({
    method: 'DELETE',
    path: '/api/org/v1/organizations/{organizationId}/custom-fields/expense/{customFieldKey}',
    summary: 'Delete one expense custom field.',
    hazard: 'delete',
    response: noContent,
  }),

  'customFields.vehicle.delete': endpoint({
    method: 'DELETE',
    path: '/api/org/v1/organizations/{organizationId}/custom-fields/vehicle/{customFieldKey}',
    summary: 'Delete one vehicle custom field.',
    hazard: 'delete',
    response: noContent,
  }),

  'customFields.vehicle.list': endpoint({
    method: 'GET',
    path: '/api/org/v1/organizations/{organizationId}/custom-fields/vehicle',
    summary: 'List the custom fields of vehicles.',
    hazard: 'read',
    response: listOf(customField),
  }),

  'customFields.vehicle.replaceAll': endpoint({
    method: 'PUT',
    path: '/api/org/v1/organizations/{organizationId}/custom-fields/vehicle',
    summary: 'Replace the whole list of vehicle custom fields; those left out are disabled.',
    hazard: 'replace',
    body: allCustomFields,
    response: listOf(customField),
  }),

  'customFields.vehicle.update': endpoint({
    method: 'PUT',
    path: '/api/org/v1/organizations/{organizationId}/custom-fields/vehicle/{customFieldKey}',
    summary: 'Replace one vehicle custom field; attributes left out are cleared.',
    hazard: 'replace',
    body: oneCustomField,
    response: customField,
  }),

  'customOptions.list': endpoint({
    method: 'GET',
    path: '/api/org/v1/organizations/{organizationId}/custom-options/{listId}',
    summary: 'List the options of a LIST custom field.',
    hazard: 'read',
    response: listOf(customOption),
  }),

  // Whether an upsert keeps what it leaves out is not documented, so the two count as replacing.
  'customOptions.upsert': endpoint({
    method: 'POST',
    path: '/api/org/v1/organizations/{organizationId}/custom-options/{listId}/options/{optionId}',
    summary: 'Create an option, or replace the one with this id; other options stay.',
    hazard: 'replace',
    body: customOptionInput,
    bodyRepeats: { id: 'optionId' },
    response: customOption,
  }),

  'customOptions.batchUpsert': endpoint({
    method: 'PATCH',
    path: '/api/org/v1/organizations/{organizationId}/custom-options/{listId}/options',
    summary: 'Create options, or replace those with these ids; other options stay.',
    hazard: 'replace',
    body: z.array(customOptionInput),
    response: listOf(customOption),
  }),

  'customOptions.delete': endpoint({
    method: 'DELETE',
    path: '/api/org/v1/organizations/{organizationId}/custom-options/{listId}/options/{optionId}',
    summary: 'Delete an option, if it exists; what still refers to it may fail, so prefer to disable it.',
    hazard: 'delete',
    response: noContent,
  }),

  'customOptions.deleteAll': endpoint({
    method: 'DELETE',
    path: '/api/org/v1/organizations/{organizationId}/custom-options/{listId}/options',
    summary: 'Delete every option of a list; what still refers to one may fail.',
    hazard: 'reset',
    response: noContent,
  }),
};
