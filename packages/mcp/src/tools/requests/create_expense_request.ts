import * as z from 'zod';
import { fieldValues } from '../../arguments/field-values.ts';
import { organization, text } from '../../arguments/text.ts';
import { defineChangeTool } from '../../changes/define-change-tool.ts';
import { ownFields } from '../../changes/own-fields.ts';
import { namedFiles } from '../../expense-request/named-files.ts';

const { argumentNames, bodyOf } = ownFields({
  label: 'label',
  type: 'type',
  comment: 'comment',
  custom_fields: 'customFields',
  files: 'files',
});

export default defineChangeTool({
  name: 'create_expense_request',
  title: 'Create an expense request',
  toolset: 'requests',
  hazard: 'create',
  operations: ['expenseRequests.create'],
  description: [
    'Asks in the name of a person for leave to spend money; it cannot be deleted, and says where there is one like it.',
    'Costs 6 requests, first up to 9. search_expense_requests shows the types in use.',
  ],
  input: z.strictObject({
    organization,
    user: text().describe('Who asks: name, login or id'),
    label: text(1000).describe('What for'),
    type: text().describe('One of those set up for the company'),
    comment: text(2000).optional().describe('For who approves it'),
    custom_fields: fieldValues().optional().describe('By code or label; options by label, dates YYYY-MM-DD'),
    files: namedFiles().optional().describe('{name, file: key}; upload_receipt with for gives the key'),
  }),
  argumentNames: { ...argumentNames, 'body.userId': 'user', 'body.organizationId': 'organization' },
  async toChange({ organization: name, user, ...fields }, scope) {
    const organizationId = await scope.organization(name);
    const userId = await scope.user(organizationId, 'user', user);
    const body = await scope.body(organizationId, 'body', bodyOf(fields), 'expense_request');
    return { operation: 'expenseRequests.create', body: { ...body, userId, organizationId } };
  },
});
