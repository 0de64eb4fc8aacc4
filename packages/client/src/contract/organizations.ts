import * as z from 'zod';
import { endpoint, noContent } from './endpoint.ts';
import * as request from './request-types.ts';
import {
  communicationLevel,
  dailyUserActivity,
  organization,
  organizationCommunication,
  organizationGroup,
  organizationSummary,
} from './resources/organization.ts';
import { customFieldValues, listOf, resource } from './response-types.ts';

/** In a patch an empty text clears the field, while null leaves it. */
const orCleared = (code: z.ZodString) =>
  z
    .string()
    .superRefine((text, context) => {
      const problem = text === '' ? undefined : code.safeParse(text).error;
      if (problem) context.addIssue(`${problem.issues[0]?.message}, or empty to clear the field`);
    })
    .nullish()
    .describe(`${code.description?.replace(/\.$/, '')}; empty clears it.`);

const communication = z
  .strictObject({
    code: request.requiredText.describe('A name of your choosing, for people.'),
    groupId: request.requiredText,
    messagesPerLanguage: request.labels,
    level: communicationLevel,
    startDate: request.offsetDateTime.nullish().describe('Shown from this instant; at once when left out.'),
    endDate: request.offsetDateTime.nullish().describe('Shown until this instant; for ever when left out.'),
  })
  .refine(({ startDate, endDate }) => request.inOrder(startDate, endDate), {
    path: ['endDate'],
    error: 'must not be before startDate; swap the two',
  });

export const organizationOperations = {
  'organizations.list': endpoint({
    method: 'GET',
    path: '/api/org/v1/organizations',
    summary: 'List the organizations the key can see, in short form.',
    hazard: 'read',
    response: listOf(organizationSummary),
  }),

  'organizations.get': endpoint({
    method: 'GET',
    path: '/api/org/v1/organizations/{organizationId}',
    summary: 'Read an organization with its groups, categories, payment methods and custom field definitions.',
    hazard: 'read',
    response: organization,
  }),

  'organizations.patch': endpoint({
    method: 'PATCH',
    path: '/api/org/v1/organizations/{organizationId}',
    summary: 'Change name, language, currency or country of an organization; what is left out or null stays.',
    hazard: 'merge',
    body: z.strictObject({
      name: z.string().nullish().describe('An empty text is ignored.'),
      masterLanguage: orCleared(request.language),
      masterCurrency: orCleared(request.currency),
      masterCountry: orCleared(request.country),
    }),
    response: organization,
  }),

  'groups.create': endpoint({
    method: 'POST',
    path: '/api/org/v1/organizations/{organizationId}/groups',
    summary: 'Add a group to an organization.',
    hazard: 'create',
    body: z.strictObject({
      name: request.requiredText,
      parentGroupId: z.string().nullish().describe('Group to stand under; the root group when left out.'),
      internalId: z.string().nullish().describe('Code of the group in your own systems.'),
    }),
    response: organizationGroup,
  }),

  'groups.patch': endpoint({
    method: 'PATCH',
    path: '/api/org/v1/organizations/{organizationId}/groups/{groupId}',
    summary: 'Rename or move a group, or change its code; what is left out or null stays.',
    hazard: 'merge',
    body: z.strictObject({
      name: request.requiredText.nullish(),
      parentGroupId: z.string().nullish().describe('Group to stand under; empty moves it under the root group.'),
      internalId: z.string().nullish().describe('Code of the group in your own systems; empty clears it.'),
    }),
    response: organizationGroup,
  }),

  'groups.customFields.patch': endpoint({
    method: 'PATCH',
    path: '/api/org/v1/organizations/{organizationId}/groups/{groupId}/custom-fields',
    summary: 'Set custom field values of a group; values of other fields stay.',
    hazard: 'merge',
    body: z.strictObject({ customFieldsValues: request.customFieldValues }),
    response: resource('GroupCustomFields', { customFieldsValues: customFieldValues }),
  }),

  'communications.list': endpoint({
    method: 'GET',
    path: '/api/org/v1/organizations/{organizationId}/communications',
    summary: 'List the messages an organization shows to its users.',
    hazard: 'read',
    response: listOf(organizationCommunication),
  }),

  'communications.create': endpoint({
    method: 'POST',
    path: '/api/org/v1/organizations/{organizationId}/communications',
    summary: 'Show a new message to the users of a group.',
    hazard: 'create',
    body: communication,
    response: organizationCommunication,
  }),

  'communications.update': endpoint({
    method: 'PUT',
    path: '/api/org/v1/organizations/{organizationId}/communications/{communicationId}',
    summary: 'Replace a message; dates left out are cleared.',
    hazard: 'replace',
    body: communication,
    response: organizationCommunication,
  }),

  'communications.delete': endpoint({
    method: 'DELETE',
    path: '/api/org/v1/organizations/{organizationId}/communications/{communicationId}',
    summary: 'Delete a message.',
    hazard: 'delete',
    response: noContent,
  }),

  'userActivities.list': endpoint({
    method: 'GET',
    path: '/api/org/v1/organizations/{organizationId}/user-activities',
    summary: 'Count what each user did on each day of a period.',
    hazard: 'read',
    query: z
      .strictObject({
        from: request.localDate.describe('First day.'),
        to: request.localDate.describe('Day after the last one.'),
      })
      .refine(({ from, to }) => request.inOrder(from, to), {
        path: ['to'],
        error: 'must not be before from; swap the two dates',
      }),
    response: listOf(dailyUserActivity),
  }),
};
