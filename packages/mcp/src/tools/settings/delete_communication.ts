import * as z from 'zod';
import { recordId } from '../../arguments/record-id.ts';
import { organization } from '../../arguments/text.ts';
import { defineChangeTool } from '../../changes/define-change-tool.ts';

export default defineChangeTool({
  name: 'delete_communication',
  title: 'Delete a message',
  toolset: 'settings',
  hazard: 'delete',
  operations: ['communications.delete'],
  description: ['Deletes a message to users.', 'list_communications shows ids. Costs 5 requests.'],
  input: z.strictObject({
    organization,
    communication: recordId().describe('Id'),
  }),
  async toChange({ organization: name, communication }, scope) {
    const organizationId = await scope.organization(name);
    return { operation: 'communications.delete', path: { organizationId, communicationId: communication } };
  },
});
