import * as z from 'zod';
import { organization, text } from '../../arguments/text.ts';
import { defineChangeTool } from '../../changes/define-change-tool.ts';

export default defineChangeTool({
  name: 'delete_all_custom_field_options',
  title: 'Delete all options of a list',
  toolset: 'settings',
  hazard: 'reset',
  operations: ['customOptions.deleteAll'],
  description: [
    'Destroys every option of a custom field; a person has to type its name and how many there are.',
    'A copy is kept first. Costs 5 requests.',
  ],
  input: z.strictObject({
    organization,
    field: text().describe('Key, label or list_id'),
  }),
  async toChange({ organization: name, field }, scope) {
    const organizationId = await scope.organization(name);
    const listId = await scope.setting(organizationId, 'option list', 'field', field);
    return { operation: 'customOptions.deleteAll', path: { organizationId, listId } };
  },
});
