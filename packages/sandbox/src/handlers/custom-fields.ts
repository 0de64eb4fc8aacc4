import * as z from 'zod';
import { organizationOf } from '../access.ts';
import { invalidField, notFound } from '../http/api-error.ts';
import { amount, bodyReader, flag, integer, mandatoryText, text, texts, translations } from '../http/body.ts';
import { type Call, handlers, noContent } from '../http/call.ts';
import { scopeCondition } from '../http/scope-condition-body.ts';
import { customFieldTypes } from '../rules/custom-fields.ts';
import type { CustomField, CustomFieldState, CustomOption, OrganizationState } from '../world/index.ts';
import { endOfList, requireDistinct } from './base-customization.ts';
import { list } from './views.ts';

const fieldMembers = () => ({
  type: text,
  required: flag,
  labelsPerLanguage: translations,
  editableByGroups: texts,
  visibleByGroups: texts,
  order: integer,
  visibleScopeCondition: scopeCondition,
  configuredByAPI: flag,
  disableConfiguration: flag,
  disableOptionConfiguration: flag,
  disableDeletion: flag,
  validation: z.object({ minimumValue: amount, maximumValue: amount }).optional(),
});
const fieldList = bodyReader(() =>
  z.array(z.object({ key: mandatoryText, ...fieldMembers(), editableScopeCondition: scopeCondition })),
);
const fieldUpdate = bodyReader(() => z.object(fieldMembers()));
type FieldMembers = ReturnType<typeof fieldUpdate>;

const optionMembers = () => ({
  id: mandatoryText,
  labelsPerLanguage: translations,
  extra: text,
  accountingCode: text,
  disabled: flag,
  scope: text,
  scopeCondition,
});
const optionData = bodyReader(() => z.object(optionMembers()));
const optionList = bodyReader(() => z.array(z.object(optionMembers())));

type Owner = 'expense' | 'vehicle';

export const customFieldHandlers = handlers({
  'customFields.expense.list': (call) => listFields(organizationOf(call), 'expense'),
  'customFields.expense.replaceAll': (call) => replaceFields(call, 'expense'),
  'customFields.expense.update': (call) => updateField(call, 'expense'),
  'customFields.expense.delete': (call) => deleteField(call, 'expense'),
  'customFields.vehicle.list': (call) => listFields(organizationOf(call), 'vehicle'),
  'customFields.vehicle.replaceAll': (call) => replaceFields(call, 'vehicle'),
  'customFields.vehicle.update': (call) => updateField(call, 'vehicle'),
  'customFields.vehicle.delete': (call) => deleteField(call, 'vehicle'),

  'customOptions.list': (call) => list(optionsOf(call, organizationOf(call))),

  'customOptions.upsert': (call) => {
    const options = optionsOf(call, organizationOf(call));
    const option = optionData(call.body);
    if (option.id !== call.parameter('optionId')) throw invalidField('id', 'must be the id of the path');
    putOption(options, option);
    return option;
  },

  'customOptions.batchUpsert': (call) => {
    const options = optionsOf(call, organizationOf(call));
    const sent = optionList(call.body);
    requireDistinct(sent.map(({ id }) => id));
    const changed = sent.map(
      (option): CustomOption => ({ ...options.find(({ id }) => id === option.id), ...said(option) }),
    );
    for (const option of changed) putOption(options, option);
    return list(changed);
  },

  // "Deleting a non existing object will not result in an error": neither an unknown option nor an unknown list.
  'customOptions.delete': (call) => {
    const options = organizationOf(call).optionLists.get(call.parameter('listId')) ?? [];
    const index = options.findIndex(({ id }) => id === call.parameter('optionId'));
    if (index >= 0) options.splice(index, 1);
    return null;
  },

  'customOptions.deleteAll': (call) => {
    organizationOf(call).optionLists.get(call.parameter('listId'))?.splice(0);
    return null;
  },
});

function listFields(organization: OrganizationState, owner: Owner) {
  return list(organization.customFields[owner].map(({ field }) => field));
}

/** The list sent, then whatever it leaves out: disabled, at the end, and returned without a mark that says so. */
function replaceFields(call: Call, owner: Owner) {
  const organization = organizationOf(call);
  const present = organization.customFields[owner];
  const sent = fieldList(call.body);
  requireDistinct(sent.map(({ key }) => key));
  const replaced = sent.map(({ key, editableScopeCondition, ...members }): CustomFieldState => {
    const before = present.find(({ field }) => field.key === key)?.field;
    return { field: customField(organization, key, members, before), disabled: false, editableScopeCondition };
  });
  const kept = new Set(sent.map(({ key }) => key));
  const order = endOfList(sent);
  const disabled = present
    .filter(({ field }) => !kept.has(field.key))
    .map((state, index) => ({ ...state, field: { ...state.field, order: order + index }, disabled: true }));
  organization.customFields[owner] = [...replaced, ...disabled];
  for (const { field } of replaced) ensureOptionList(organization, field);
  return listFields(organization, owner);
}

/** The update of one field that was left out of a list makes it usable again. */
function updateField(call: Call, owner: Owner) {
  const organization = organizationOf(call);
  const { states, index, state } = fieldOf(call, organization, owner);
  const field = customField(organization, state.field.key, fieldUpdate(call.body), state.field);
  states[index] = { ...state, field, disabled: false };
  return field;
}

/** The options of a list go with their field. */
function deleteField(call: Call, owner: Owner) {
  const organization = organizationOf(call);
  const { states, index, state } = fieldOf(call, organization, owner);
  states.splice(index, 1);
  if (state.field.listId !== undefined) organization.optionLists.delete(state.field.listId);
  return noContent();
}

function fieldOf(call: Call, organization: OrganizationState, owner: Owner) {
  const key = call.parameter('customFieldKey');
  const states = organization.customFields[owner];
  const index = states.findIndex(({ field }) => field.key === key);
  const state = states[index];
  if (!state) throw notFound(`custom field of ${owner}s`, key);
  return { states, index, state };
}

/** The type is fixed by the creation; bounds are written under `validation` and read there and at the top. */
function customField(
  organization: OrganizationState,
  key: string,
  { type, validation, ...members }: FieldMembers,
  present?: CustomField,
): CustomField {
  const fixedType = present?.type ?? type;
  if (fixedType === undefined) throw invalidField('type', `is mandatory for the new custom field "${key}"`);
  if (!present && !customFieldTypes.includes(fixedType)) {
    throw invalidField('type', `must be one of ${customFieldTypes.join(', ')}`);
  }
  if (type !== undefined && type !== fixedType) {
    throw invalidField('type', `custom field "${key}" is of type ${fixedType}, which can not be changed`);
  }
  const byApi = members.configuredByAPI === true;
  return {
    key,
    type: fixedType,
    ...validation,
    listId: fixedType === 'LIST' ? (present?.listId ?? newListId(organization, key)) : undefined,
    ...members,
    disableConfiguration: byApi || members.disableConfiguration,
    disableOptionConfiguration: byApi || members.disableOptionConfiguration,
    disableDeletion: byApi || members.disableDeletion,
    validation,
  };
}

/** The key, as in every example, unless another field's list has it. */
function newListId({ optionLists }: OrganizationState, key: string): string {
  let listId = key;
  for (let suffix = 2; optionLists.has(listId); suffix += 1) listId = `${key}-${suffix}`;
  return listId;
}

function ensureOptionList({ optionLists }: OrganizationState, { listId }: CustomField): void {
  if (listId !== undefined && !optionLists.has(listId)) optionLists.set(listId, []);
}

function optionsOf(call: Call, { optionLists }: OrganizationState): CustomOption[] {
  const listId = call.parameter('listId');
  const options = optionLists.get(listId);
  if (!options) throw notFound('list of options', listId);
  return options;
}

function putOption(options: CustomOption[], option: CustomOption): void {
  const index = options.findIndex(({ id }) => id === option.id);
  if (index >= 0) options[index] = option;
  else options.push(option);
}

/** Without the members that were not sent, so that they stay as they are. */
function said(option: CustomOption): CustomOption {
  return { ...Object.fromEntries(Object.entries(option).filter(([, value]) => value !== undefined)), id: option.id };
}
