import * as z from 'zod';
import { organization } from '../../arguments/text.ts';
import { defineListTool } from '../../operations/define-reading-tool.ts';

export default defineListTool({
  name: 'list_warning_rules',
  title: 'List warning rules',
  toolset: 'settings',
  operation: 'warningRules.list',
  description: ['Lists the warning rules made by API, with options.', 'Costs 1 request.'],
  input: z.strictObject({
    organization,
  }),
  async toCall({ organization: name }, scope) {
    const organizationId = await scope.organization(name);
    return { path: { organizationId }, organizationId };
  },
});
