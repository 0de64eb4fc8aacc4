import * as z from 'zod';
import { fieldValues } from '../../arguments/field-values.ts';
import { organization, texts } from '../../arguments/text.ts';
import { defineChangeTool } from '../../changes/define-change-tool.ts';

export default defineChangeTool({
  name: 'change_categories',
  title: 'Change expense categories',
  toolset: 'settings',
  hazard: 'replace',
  operations: ['categories.replaceAll'],
  description: [
    'Adds, changes and disables expense categories; those not named stay as they are.',
    'Disabling a category disables those below it. Costs 5 requests.',
  ],
  input: z.strictObject({
    organization,
    add: z.array(fieldValues()).optional().describe('id, labelsPerLanguage {en}, parentCategoryId …'),
    change: z.array(fieldValues()).optional().describe('id and the fields to set; clear: names to empty'),
    disable: texts().optional().describe('Labels or ids'),
    max_disabled: z.int().optional().describe('How many may be disabled, default those named'),
  }),
  argumentNames: { body: '' },
  async toChange({ organization: name, add, change, disable, max_disabled: most }, scope) {
    const organizationId = await scope.organization(name);
    const body = await scope.body(organizationId, '', { add, change });
    const ids = await Promise.all(
      (disable ?? []).map((value, at) => scope.setting(organizationId, 'category', `disable[${at}]`, value)),
    );
    return {
      operation: 'categories.replaceAll',
      path: { organizationId },
      body: { ...body, ...(disable && { disable: ids, maxDisabled: most ?? ids.length }) },
    };
  },
});
