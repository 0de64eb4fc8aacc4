import * as z from 'zod';
import { fieldValues } from '../../arguments/field-values.ts';
import { organization } from '../../arguments/text.ts';
import { defineChangeTool } from '../../changes/define-change-tool.ts';

export default defineChangeTool({
  name: 'create_allowance_template',
  title: 'Add an allowance template',
  toolset: 'settings',
  hazard: 'create',
  operations: ['allowanceTemplates.create'],
  description: ['Adds a template from which people make allowances, such as a per diem.', 'Costs 5 requests.'],
  input: z.strictObject({
    organization,
    set: fieldValues().describe('labelsPerLanguage {en}, total, currency, category, country, paymentMethodId …'),
  }),
  async toChange({ organization: name, set }, scope) {
    const organizationId = await scope.organization(name);
    const body = await scope.body(organizationId, 'set', set);
    return { operation: 'allowanceTemplates.create', path: { organizationId }, body };
  },
});
