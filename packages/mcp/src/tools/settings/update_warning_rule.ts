import * as z from 'zod';
import { fieldNames, fieldValues, somethingToChange } from '../../arguments/field-values.ts';
import { recordId } from '../../arguments/record-id.ts';
import { organization } from '../../arguments/text.ts';
import { defineChangeTool } from '../../changes/define-change-tool.ts';

export default defineChangeTool({
  name: 'update_warning_rule',
  title: 'Change a warning rule',
  toolset: 'settings',
  hazard: 'replace',
  operations: ['warningRules.update', 'warningRules.batchPatch'],
  description: [
    'Changes fields of a warning rule; all others stay.',
    'list_warning_rules shows ids. Costs 5 requests.',
  ],
  input: z
    .strictObject({
      organization,
      rule: recordId().describe('Id'),
      set: fieldValues().optional().describe('labels {en}, options, externalRuleId'),
      clear: fieldNames().optional().describe('Fields to empty'),
    })
    .check(somethingToChange),
  async toChange({ organization: name, rule, set = {}, clear }, scope) {
    const organizationId = await scope.organization(name);
    return {
      operation: 'warningRules.update',
      path: { organizationId, ruleId: rule },
      body: set,
      ...(clear && { clear }),
    };
  },
});
