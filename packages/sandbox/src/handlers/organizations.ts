import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { organizationOf, reachableOrganizations } from '../access.ts';
import { activitiesBetween } from '../activity.ts';
import { invalidField, notFound, unknownReference } from '../http/api-error.ts';
import { bodyReader, customFieldValues, dateParameter, instant, mandatoryText, patchText, text } from '../http/body.ts';
import { type Call, handlers } from '../http/call.ts';
import { requireCurrency } from '../money.ts';
import { groupAndAncestors } from '../rules/groups.ts';
import type { OrganizationCommunication, OrganizationGroup, OrganizationState } from '../world/index.ts';
import { requireFittingCustomFields } from './custom-field-values.ts';
import { groupView, list, organizationSummary, organizationView } from './views.ts';

const organizationPatch = bodyReader(() =>
  z.object({
    name: text,
    masterLanguage: z
      .string()
      .regex(/^([a-z]{2})?$/, 'must be a two-letter code in lowercase, or empty')
      .optional(),
    masterCurrency: patchText,
    masterCountry: z
      .string()
      .regex(/^([A-Z]{2})?$/, 'must be a two-letter code in uppercase, or empty')
      .optional(),
  }),
);
const groupCreation = bodyReader(() => z.object({ name: mandatoryText, parentGroupId: text, internalId: text }));
const groupPatch = bodyReader(() =>
  z.object({
    name: z.string().min(1, 'can not be an empty string').optional(),
    parentGroupId: patchText,
    internalId: patchText,
  }),
);
const groupCustomFields = bodyReader(() =>
  z.object({ customFieldsValues: customFieldValues.refine((values) => values !== undefined, 'is mandatory') }),
);
const communicationData = bodyReader(() =>
  z.object({
    code: mandatoryText,
    groupId: mandatoryText,
    messagesPerLanguage: z.record(z.string(), z.string(), { error: 'is mandatory: text per language' }),
    level: z.enum(['INFO', 'WARNING', 'ERROR', 'SUCCESS'], {
      error: 'must be INFO, WARNING, ERROR or SUCCESS',
    }),
    startDate: instant,
    endDate: instant,
  }),
);

export const organizationHandlers = handlers({
  'organizations.list': (call) => list(reachableOrganizations(call).map(organizationSummary)),

  'organizations.get': (call) => organizationView(organizationOf(call)),

  'organizations.patch': (call) => {
    const organization = organizationOf(call);
    const { name, masterLanguage, masterCurrency, masterCountry } = organizationPatch(call.body);
    const { header } = organization;
    if (masterCurrency) requireCurrency('masterCurrency', masterCurrency);
    if (name !== undefined) header.name = name;
    if (masterLanguage !== undefined) header.masterLanguage = masterLanguage || undefined;
    if (masterCurrency !== undefined) header.masterCurrency = masterCurrency || undefined;
    if (masterCountry !== undefined) header.masterCountry = masterCountry || undefined;
    return organizationView(organization);
  },

  'groups.create': (call) => {
    const organization = organizationOf(call);
    const { name, parentGroupId = 'root', internalId } = groupCreation(call.body);
    requireGroup(organization, 'parentGroupId', parentGroupId);
    const at = call.now().toISOString();
    const group = { id: randomUUID(), internalId, name, parentGroupId, createdAt: at, updatedAt: at };
    organization.groups.push(group);
    return groupView(organization, group);
  },

  'groups.patch': (call) => {
    const organization = organizationOf(call);
    const group = groupOf(call, organization);
    const { name, parentGroupId, internalId } = groupPatch(call.body);
    if (parentGroupId !== undefined) moveGroup(organization, group, parentGroupId || 'root');
    if (name !== undefined) group.name = name;
    if (internalId !== undefined) group.internalId = internalId || undefined;
    group.updatedAt = call.now().toISOString();
    return groupView(organization, group);
  },

  'groups.customFields.patch': (call) => {
    const organization = organizationOf(call);
    const group = groupOf(call, organization);
    const { customFieldsValues = {} } = groupCustomFields(call.body);
    const definitions = organization.customFields.group;
    for (const key of Object.keys(customFieldsValues)) {
      if (!definitions.some(({ field }) => field.key === key)) {
        throw invalidField(`customFieldsValues.${key}`, 'has no definition among the custom fields of groups');
      }
    }
    requireFittingCustomFields(organization, 'group', customFieldsValues, group.customFieldValues);
    group.customFieldValues = { ...group.customFieldValues, ...customFieldsValues };
    group.updatedAt = call.now().toISOString();
    return { customFieldsValues: group.customFieldValues };
  },

  'communications.list': (call) => list(organizationOf(call).communications),

  'communications.create': (call) => {
    const organization = organizationOf(call);
    const communication = { id: randomUUID(), ...readCommunication(call, organization) };
    organization.communications.push(communication);
    return communication;
  },

  'communications.update': (call) => {
    const organization = organizationOf(call);
    const index = communicationIndex(call, organization);
    const communication = { id: call.parameter('communicationId'), ...readCommunication(call, organization) };
    organization.communications[index] = communication;
    return communication;
  },

  'communications.delete': (call) => {
    const organization = organizationOf(call);
    organization.communications.splice(communicationIndex(call, organization), 1);
    return null;
  },

  'userActivities.list': (call) => {
    const organization = organizationOf(call);
    const from = dateParameter(call.query, 'from');
    const to = dateParameter(call.query, 'to');
    return list(activitiesBetween(organization, from, to));
  },
});

export function requireGroup(organization: OrganizationState, field: string, groupId: string): void {
  if (!organization.groups.some(({ id }) => id === groupId)) throw unknownReference(field, groupId);
}

function groupOf(call: Call, { groups }: OrganizationState): OrganizationGroup {
  const id = call.parameter('groupId');
  const group = groups.find((each) => each.id === id);
  if (!group) throw notFound('group', id);
  return group;
}

function moveGroup(organization: OrganizationState, group: OrganizationGroup, parentGroupId: string): void {
  requireGroup(organization, 'parentGroupId', parentGroupId);
  if (group.id === 'root') throw invalidField('parentGroupId', 'the root group has no parent');
  if (groupAndAncestors(parentGroupId, organization.groups).includes(group.id)) {
    throw invalidField('parentGroupId', 'a group can not be put below itself');
  }
  group.parentGroupId = parentGroupId;
}

function readCommunication(call: Call, organization: OrganizationState): Omit<OrganizationCommunication, 'id'> {
  const data = communicationData(call.body);
  requireGroup(organization, 'groupId', data.groupId);
  if (data.startDate && data.endDate && Date.parse(data.endDate) < Date.parse(data.startDate)) {
    throw invalidField('endDate', 'must not lie before startDate');
  }
  return { ...data, updatedAt: call.now().toISOString() };
}

function communicationIndex(call: Call, { communications }: OrganizationState): number {
  const id = call.parameter('communicationId');
  const index = communications.findIndex((each) => each.id === id);
  if (index < 0) throw notFound('communication', id);
  return index;
}
