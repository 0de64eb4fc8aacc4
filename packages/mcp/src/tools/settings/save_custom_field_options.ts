import * as z from 'zod';
import { fieldValues } from '../../arguments/field-values.ts';
import { organization, text } from '../../arguments/text.ts';
import { defineChangeTool } from '../../changes/define-change-tool.ts';

export default defineChangeTool({
  name: 'save_custom_field_options',
  title: 'Add or change options',
  toolset: 'settings',
  hazard: 'replace',
  operations: ['customOptions.batchUpsert', 'customOptions.upsert'],
  description: [
    'Adds options to the list of a custom field, or changes those with these ids; other options and fields stay.',
    'disabled: true takes one out of use. Costs 5 requests.',
  ],
  input: z.strictObject({
    organization,
    field: text().describe('Key, label or list_id'),
    options: z.array(fieldValues()).describe('id, labelsPerLanguage {en}, accountingCode, disabled …'),
  }),
  argumentNames: { body: 'options' },
  async toChange({ organization: name, field, options }, scope) {
    const organizationId = await scope.organization(name);
    const listId = await scope.setting(organizationId, 'option list', 'field', field);
    return { operation: 'customOptions.batchUpsert', path: { organizationId, listId }, body: options };
  },
});
