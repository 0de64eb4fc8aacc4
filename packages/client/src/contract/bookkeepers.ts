import * as z from 'zod';
import { categoryInput } from './base-customization.ts';
import { endpoint } from './endpoint.ts';
import * as request from './request-types.ts';
import { bookkeeper, bookkeeperClient, bookkeeperGroup, bookkeeperUser, vault } from './resources/bookkeeper.ts';
import { category } from './resources/customization.ts';
import { organization, organizationState } from './resources/organization.ts';
import { listOf } from './response-types.ts';

const clientStates = z.strictObject({
  states: z.array(organizationState).describe('BLOCKED shuts out every user; INVALID_PAYMENT shows them a warning.'),
});

export const bookkeeperOperations = {
  'bookkeepers.list': endpoint({
    method: 'GET',
    path: '/api/bk/v1/bookkeepers',
    summary: 'List the bookkeepers that a master bookkeeper manages.',
    hazard: 'read',
    response: listOf(bookkeeper),
  }),

  'bookkeepers.get': endpoint({
    method: 'GET',
    path: '/api/bk/v1/bookkeepers/{bookkeeperId}',
    summary: 'Read one bookkeeper.',
    hazard: 'read',
    response: bookkeeper,
  }),

  'bookkeepers.create': endpoint({
    method: 'POST',
    path: '/api/bk/v1/bookkeepers',
    summary: 'As a master bookkeeper, create a bookkeeper from a template.',
    hazard: 'create',
    body: z.strictObject({
      name: request.requiredText,
      templateId: request.requiredText.describe('Bookkeeper template, as given by Jenji.'),
    }),
    response: bookkeeper,
  }),

  'bookkeepers.update': endpoint({
    method: 'PUT',
    path: '/api/bk/v1/bookkeepers/{bookkeeperId}',
    summary: 'Rename a bookkeeper.',
    hazard: 'replace',
    body: z.strictObject({ name: request.requiredText }),
    response: bookkeeper,
  }),

  'bookkeepers.groups.create': endpoint({
    method: 'POST',
    path: '/api/bk/v1/bookkeepers/{bookkeeperId}/groups',
    summary: 'Add a group to a bookkeeper.',
    hazard: 'create',
    body: z.strictObject({
      name: request.requiredText,
      parentGroupId: z.string().nullish().describe('Group to stand under; the root group when left out.'),
    }),
    response: bookkeeperGroup,
  }),

  'bookkeepers.clients.list': endpoint({
    method: 'GET',
    path: '/api/bk/v1/bookkeepers/{bookkeeperId}/clients',
    summary: 'List the organizations a bookkeeper manages.',
    hazard: 'read',
    response: listOf(bookkeeperClient),
  }),

  'bookkeepers.clients.create': endpoint({
    method: 'POST',
    path: '/api/bk/v1/bookkeepers/{bookkeeperId}/clients',
    summary: 'Create an organization from a template, as a client of a bookkeeper.',
    hazard: 'create',
    body: z.strictObject({
      name: request.requiredText,
      internalId: z.string().nullish().describe('Code of the client in your own systems.'),
      explanation: z.string().nullish().describe('A note shown to the bookkeeper’s users.'),
      templateId: request.requiredText.describe('Organization template, as given by Jenji.'),
    }),
    response: bookkeeperClient,
  }),

  // A PUT that adds: states already there stay.
  'bookkeepers.clients.states.add': endpoint({
    method: 'PUT',
    path: '/api/bk/v1/bookkeepers/{bookkeeperId}/clients/{clientId}/states',
    summary: 'Add states to a client; BLOCKED shuts out every user of the organization.',
    hazard: 'transition',
    body: clientStates,
    response: organization.nullish(),
  }),

  'bookkeepers.clients.states.remove': endpoint({
    method: 'DELETE',
    path: '/api/bk/v1/bookkeepers/{bookkeeperId}/clients/{clientId}/states',
    summary: 'Remove states from a client.',
    hazard: 'transition',
    body: clientStates,
    response: organization.nullish(),
  }),

  'bookkeepers.clients.applyTemplate': endpoint({
    method: 'POST',
    path: '/api/bk/v1/bookkeepers/{bookkeeperId}/clients/{clientId}/apply-template',
    summary:
      'Apply a template to a client: every expense of the organization is hard reset; profiles and workflows are overridden.',
    hazard: 'reset',
    body: z
      .strictObject({
        templateId: z.string().nullish().describe('Organization template (UUID); left out, the organization stays.'),
        accountingTemplateId: z
          .string()
          .nullish()
          .describe('Accounting template (UUID); left out, the accounting configuration stays.'),
      })
      .refine(({ templateId, accountingTemplateId }) => Boolean(templateId ?? accountingTemplateId), {
        path: ['templateId'],
        error: 'give templateId, accountingTemplateId or both',
      }),
    response: organization,
  }),

  'bookkeepers.users.list': endpoint({
    method: 'GET',
    path: '/api/bk/v1/bookkeepers/{bookkeeperId}/users',
    summary: 'List the users of a bookkeeper.',
    hazard: 'read',
    response: listOf(bookkeeperUser),
  }),

  'bookkeepers.users.create': endpoint({
    method: 'POST',
    path: '/api/bk/v1/bookkeepers/{bookkeeperId}/users',
    summary: 'Add a user to a group of a bookkeeper.',
    hazard: 'create',
    body: z.strictObject({
      firstName: z.string().nullish(),
      lastName: z.string().nullish(),
      groupId: z.string().nullish().describe('Group to belong to; the root group when left out.'),
      internalId: z.string().nullish().describe('Code of the user in your own systems.'),
    }),
    response: bookkeeperUser,
  }),

  'bookkeepers.templates.categories.replaceAll': endpoint({
    method: 'POST',
    path: '/api/bk/v1/bookkeepers/{bookkeeperId}/templates/{templateId}/categories',
    summary:
      'Replace the categories of an organization template; within a day, categories left out are disabled in every organization made from it.',
    hazard: 'replace',
    body: z.array(categoryInput),
    response: listOf(category).nullish(),
  }),

  'bookkeepers.vault.update': endpoint({
    method: 'PUT',
    path: '/api/org/v1/bookkeepers/{bookkeeperId}/organizations/{organizationId}/vault',
    summary: 'Enable, size or disable the legal archive of a client’s receipts.',
    hazard: 'replace',
    body: z.strictObject({
      enabled: z.boolean(),
      capacity: z
        .int()
        .nonnegative('must not be negative')
        .nullish()
        .describe('In Mb by the manual’s table, in gigabytes by its example: ask Jenji before setting it.'),
    }),
    response: vault,
  }),

  'bookkeepers.vault.get': endpoint({
    method: 'GET',
    path: '/api/org/v1/bookkeepers/{bookkeeperId}/organizations/{organizationId}/vault',
    summary: 'Read how full the legal archive of a client’s receipts is.',
    hazard: 'read',
    response: vault,
  }),
};
