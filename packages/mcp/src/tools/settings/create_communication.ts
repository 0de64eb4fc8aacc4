import * as z from 'zod';
import { fieldValues } from '../../arguments/field-values.ts';
import { organization, text } from '../../arguments/text.ts';
import { defineChangeTool } from '../../changes/define-change-tool.ts';

export default defineChangeTool({
  name: 'create_communication',
  title: 'Show a message to users',
  toolset: 'settings',
  hazard: 'create',
  operations: ['communications.create'],
  description: ['Shows a message to the users of a group until its end date.', 'Costs 5 requests.'],
  input: z.strictObject({
    organization,
    group: text().describe('Name or id'),
    set: fieldValues().describe('code, messagesPerLanguage {en}, level, startDate, endDate'),
  }),
  async toChange({ organization: name, group, set }, scope) {
    const organizationId = await scope.organization(name);
    const groupId = await scope.group(organizationId, 'group', group);
    return { operation: 'communications.create', path: { organizationId }, body: { ...set, groupId } };
  },
});
