import * as z from 'zod';
import { organization } from '../../arguments/text.ts';
import { defineListTool } from '../../operations/define-reading-tool.ts';

export default defineListTool({
  name: 'list_communications',
  title: 'List messages to users',
  toolset: 'settings',
  operation: 'communications.list',
  description: ['Lists the messages that users are shown.', 'Costs 1 request.'],
  input: z.strictObject({
    organization,
  }),
  async toCall({ organization: name }, scope) {
    const organizationId = await scope.organization(name);
    return { path: { organizationId }, organizationId };
  },
});
