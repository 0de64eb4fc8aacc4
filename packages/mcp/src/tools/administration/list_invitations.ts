import * as z from 'zod';
import { organization } from '../../arguments/text.ts';
import { defineListTool } from '../../operations/define-reading-tool.ts';

export default defineListTool({
  name: 'list_invitations',
  title: 'List invitations',
  toolset: 'administration',
  operation: 'invitations.list',
  description: ['Lists the invitations of a company, whatever became of them.', 'Costs 1 request.'],
  input: z.strictObject({
    organization,
  }),
  async toCall({ organization: name }, scope) {
    const organizationId = await scope.organization(name);
    return { path: { organizationId }, organizationId };
  },
});
