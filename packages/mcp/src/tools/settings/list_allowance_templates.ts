import * as z from 'zod';
import { organization } from '../../arguments/text.ts';
import { defineListTool } from '../../operations/define-reading-tool.ts';

export default defineListTool({
  name: 'list_allowance_templates',
  title: 'List allowance templates',
  toolset: 'settings',
  operation: 'allowanceTemplates.list',
  description: ['Lists the templates from which people make allowances, with rates.', 'Costs 1 request.'],
  input: z.strictObject({
    organization,
  }),
  async toCall({ organization: name }, scope) {
    const organizationId = await scope.organization(name);
    return { path: { organizationId }, organizationId };
  },
});
