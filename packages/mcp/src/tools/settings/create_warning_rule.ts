import * as z from 'zod';
import { fieldValues } from '../../arguments/field-values.ts';
import { organization } from '../../arguments/text.ts';
import { defineChangeTool } from '../../changes/define-change-tool.ts';

export default defineChangeTool({
  name: 'create_warning_rule',
  title: 'Add a warning rule',
  toolset: 'settings',
  hazard: 'create',
  operations: ['warningRules.create'],
  description: ['Adds a rule whose warnings only API calls put on expenses.', 'Costs 5 requests.'],
  input: z.strictObject({
    organization,
    set: fieldValues().describe('labels {en}, options [{code, labels}], type, externalRuleId'),
  }),
  async toChange({ organization: name, set }, scope) {
    const organizationId = await scope.organization(name);
    return { operation: 'warningRules.create', path: { organizationId }, body: set };
  },
});
