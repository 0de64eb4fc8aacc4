import * as z from 'zod';
import { organization, text } from '../../arguments/text.ts';
import { defineChangeTool } from '../../changes/define-change-tool.ts';

export default defineChangeTool({
  name: 'delete_custom_field',
  title: 'Delete a custom field',
  toolset: 'settings',
  hazard: 'delete',
  operations: ['customFields.expense.delete', 'customFields.vehicle.delete'],
  description: [
    'Deletes one custom field of expenses or vehicles; prefer to disable it with change_custom_fields.',
    'Costs 5 requests.',
  ],
  input: z.strictObject({
    organization,
    of: z.enum(['expense', 'vehicle']).describe('What has it'),
    field: text().describe('Label or key'),
  }),
  async toChange({ organization: name, of, field }, scope) {
    const organizationId = await scope.organization(name);
    const customFieldKey = await scope.customField(organizationId, of, 'field', field);
    return { operation: `customFields.${of}.delete` as const, path: { organizationId, customFieldKey } };
  },
});
