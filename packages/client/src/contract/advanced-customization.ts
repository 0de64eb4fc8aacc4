import * as z from 'zod';
import { endpoint, noContent } from './endpoint.ts';
import { labelsWithEnglish as labels, requiredText } from './request-types.ts';
import { warningRule, warningRuleType } from './resources/warning-rule.ts';
import { listOf } from './response-types.ts';

const options = z
  .array(
    z.strictObject({
      code: z
        .string()
        .regex(/^[A-Za-z0-9._-]+$/, 'must be letters, digits, dots, dashes and underscores only')
        .describe('Letters, digits, `.`, `-`, `_`.'),
      labels,
    }),
  )
  .nullish();

const externalRuleId = z.string().nullish().describe('Your own id of the rule, without the `ext-` it takes in paths.');

export const advancedCustomizationOperations = {
  'warningRules.list': endpoint({
    method: 'GET',
    path: '/api/org/v1/organizations/{organizationId}/expense-warning-rules',
    summary: 'List the expense warning rules of an organization.',
    hazard: 'read',
    response: listOf(warningRule),
  }),

  'warningRules.create': endpoint({
    method: 'POST',
    path: '/api/org/v1/organizations/{organizationId}/expense-warning-rules',
    summary: 'Add a warning rule that only API calls put on expenses.',
    hazard: 'create',
    body: z.strictObject({
      labels,
      options,
      type: warningRuleType.nullish().describe('Default EXTERNAL.'),
      externalRuleId,
    }),
    response: warningRule,
  }),

  'warningRules.update': endpoint({
    method: 'PUT',
    path: '/api/org/v1/organizations/{organizationId}/expense-warning-rules/{ruleId}',
    summary: 'Replace a warning rule; options and external id left out are lost.',
    hazard: 'replace',
    body: z.strictObject({ labels, options, externalRuleId }),
    response: warningRule,
  }),

  'warningRules.delete': endpoint({
    method: 'DELETE',
    path: '/api/org/v1/organizations/{organizationId}/expense-warning-rules/{ruleId}',
    summary: 'Delete a warning rule.',
    hazard: 'delete',
    response: noContent,
  }),

  'warningRules.batchPatch': endpoint({
    method: 'PATCH',
    path: '/api/org/v1/organizations/{organizationId}/expense-warning-rules',
    summary: 'Change the rules with these ids and create those without one; other rules stay.',
    hazard: 'merge',
    body: z.array(
      z.strictObject({
        id: requiredText.nullish().describe('Rule to change; left out, a rule is created.'),
        labels,
        options,
        externalRuleId,
      }),
    ),
    response: listOf(warningRule),
  }),
};
