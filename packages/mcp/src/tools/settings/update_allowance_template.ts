import * as z from 'zod';
import { fieldNames, fieldValues, somethingToChange } from '../../arguments/field-values.ts';
import { recordId } from '../../arguments/record-id.ts';
import { organization } from '../../arguments/text.ts';
import { defineChangeTool } from '../../changes/define-change-tool.ts';

export default defineChangeTool({
  name: 'update_allowance_template',
  title: 'Change an allowance template',
  toolset: 'settings',
  hazard: 'replace',
  operations: ['allowanceTemplates.update'],
  description: [
    'Changes fields of an allowance template, such as its rate; all others stay, and so do expenses already made from it.',
    'list_allowance_templates shows ids. Costs 5 requests.',
  ],
  input: z
    .strictObject({
      organization,
      template: recordId().describe('Id'),
      set: fieldValues().optional().describe('labelsPerLanguage, total, currency, category …'),
      clear: fieldNames().optional().describe('Fields to empty'),
    })
    .check(somethingToChange),
  async toChange({ organization: name, template, set = {}, clear }, scope) {
    const organizationId = await scope.organization(name);
    const body = await scope.body(organizationId, 'set', set);
    return {
      operation: 'allowanceTemplates.update',
      path: { organizationId, templateId: template },
      body,
      ...(clear && { clear }),
    };
  },
});
