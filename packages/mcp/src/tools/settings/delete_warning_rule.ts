import * as z from 'zod';
import { recordId } from '../../arguments/record-id.ts';
import { organization } from '../../arguments/text.ts';
import { defineChangeTool } from '../../changes/define-change-tool.ts';

export default defineChangeTool({
  name: 'delete_warning_rule',
  title: 'Delete a warning rule',
  toolset: 'settings',
  hazard: 'delete',
  operations: ['warningRules.delete'],
  description: ['Deletes a warning rule.', 'list_warning_rules shows ids. Costs 5 requests.'],
  input: z.strictObject({
    organization,
    rule: recordId().describe('Id'),
  }),
  async toChange({ organization: name, rule }, scope) {
    const organizationId = await scope.organization(name);
    return { operation: 'warningRules.delete', path: { organizationId, ruleId: rule } };
  },
});
