import * as z from 'zod';
import { recordId } from '../../arguments/record-id.ts';
import { organization, text } from '../../arguments/text.ts';
import { defineChangeTool } from '../../changes/define-change-tool.ts';

export default defineChangeTool({
  name: 'delete_custom_field_option',
  title: 'Delete an option',
  toolset: 'settings',
  hazard: 'delete',
  operations: ['customOptions.delete'],
  description: [
    'Deletes one option of a custom field; what refers to it may fail, so prefer to disable it with save_custom_field_options.',
    'Costs 5 requests.',
  ],
  input: z.strictObject({
    organization,
    field: text().describe('Key, label or list_id'),
    option: recordId().describe('Option id'),
  }),
  async toChange({ organization: name, field, option }, scope) {
    const organizationId = await scope.organization(name);
    const listId = await scope.setting(organizationId, 'option list', 'field', field);
    return { operation: 'customOptions.delete', path: { organizationId, listId, optionId: option } };
  },
});
