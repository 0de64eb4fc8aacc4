import * as z from 'zod';
import { endpoint } from './endpoint.ts';
import * as request from './request-types.ts';
import { expenseRequest } from './resources/expense-request.ts';
import { listOf, text } from './response-types.ts';

const requestFields = {
  label: request.requiredText,
  comment: z.string().nullish().describe('For the person who approves it.'),
  files: z
    .array(
      z.strictObject({
        name: z.string().nullish().describe('The name people see.'),
        file: z.string().nullish().describe('The `key` of `receipts.uploadUrl`.'),
      }),
    )
    .nullish(),
  customFields: request.customFieldValues.nullish(),
};

export const expenseRequestOperations = {
  'expenseRequests.search': endpoint({
    method: 'POST',
    path: '/api/org/v1/expense-requests/search',
    summary: 'Search the expense requests of the key’s own organization by period and state.',
    hazard: 'read',
    body: z
      .strictObject({
        start: request.localDate.describe('First day.'),
        end: request.localDate.describe('Last day, included.'),
        states: z.array(request.requiredText).nullish().describe('States of the organization’s workflow.'),
      })
      .refine(request.startsBeforeItEnds, request.periodOrder),
    response: listOf(expenseRequest),
  }),

  'expenseRequests.create': endpoint({
    method: 'POST',
    path: '/api/org/v1/expense-requests',
    summary: 'Create an expense request.',
    hazard: 'create',
    body: z.strictObject({
      ...requestFields,
      type: request.requiredText.describe('One of those set up for the organization.'),
      userId: request.requiredText.describe('Who asks: a UUID or an e-mail address.'),
    }),
    response: expenseRequest,
  }),

  'expenseRequests.get': endpoint({
    method: 'GET',
    path: '/api/org/v1/expense-requests/{requestId}',
    summary: 'Read one expense request.',
    hazard: 'read',
    response: expenseRequest,
  }),

  'expenseRequests.update': endpoint({
    method: 'PUT',
    path: '/api/org/v1/expense-requests/{requestId}',
    summary: 'Replace an expense request; comment, files and values left out are cleared.',
    hazard: 'replace',
    body: z.strictObject(requestFields),
    response: expenseRequest,
  }),

  'expenseRequests.patch': endpoint({
    method: 'PATCH',
    path: '/api/org/v1/expense-requests/{requestId}',
    summary: 'Change some fields of an expense request; files are added or renamed, never removed.',
    hazard: 'merge',
    body: z.strictObject(requestFields),
    response: expenseRequest,
  }),

  'expenseRequests.actions.list': endpoint({
    method: 'GET',
    path: '/api/org/v1/expense-requests/{requestId}/actions',
    summary: 'List the codes of the workflow actions that are possible on an expense request now.',
    hazard: 'read',
    response: listOf(text),
  }),

  'expenseRequests.actions.execute': endpoint({
    method: 'POST',
    path: '/api/org/v1/expense-requests/{requestId}/actions/{actionCode}',
    summary: 'Run a workflow action on an expense request; its state changes.',
    hazard: 'transition',
    body: z.strictObject({
      actionUserId: z
        .string()
        .nullish()
        .describe('Who acts, of the same organization as the owner; the user of the key when left out.'),
      comment: z.string().nullish().describe('Why; kept with the change of state.'),
    }),
    response: expenseRequest,
  }),
};
