import * as z from 'zod';
import { fieldValues } from '../../arguments/field-values.ts';
import { organization, texts } from '../../arguments/text.ts';
import { defineChangeTool } from '../../changes/define-change-tool.ts';

export default defineChangeTool({
  name: 'change_payment_methods',
  title: 'Change payment methods',
  toolset: 'settings',
  hazard: 'replace',
  operations: ['paymentMethods.replaceAll'],
  description: ['Adds, changes and disables payment methods; those not named stay as they are.', 'Costs 5 requests.'],
  input: z.strictObject({
    organization,
    add: z.array(fieldValues()).optional().describe('labelsPerLanguage {en}, code, reimbursable'),
    change: z.array(fieldValues()).optional().describe('id and the fields to set; clear: names to empty'),
    disable: texts().optional().describe('Labels or ids'),
    max_disabled: z.int().optional().describe('How many may be disabled, default those named'),
  }),
  argumentNames: { body: '' },
  async toChange({ organization: name, add, change, disable, max_disabled: most }, scope) {
    const organizationId = await scope.organization(name);
    const body = await scope.body(organizationId, '', { add, change });
    const ids = await Promise.all(
      (disable ?? []).map((value, at) => scope.setting(organizationId, 'payment method', `disable[${at}]`, value)),
    );
    return {
      operation: 'paymentMethods.replaceAll',
      path: { organizationId },
      body: { ...body, ...(disable && { disable: ids, maxDisabled: most ?? ids.length }) },
    };
  },
});
