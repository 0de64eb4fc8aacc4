import * as z from 'zod';
import { fieldNames, fieldValues, somethingToChange } from '../../arguments/field-values.ts';
import { recordId } from '../../arguments/record-id.ts';
import { organization } from '../../arguments/text.ts';
import { defineChangeTool } from '../../changes/define-change-tool.ts';

export default defineChangeTool({
  name: 'update_communication',
  title: 'Change a message',
  toolset: 'settings',
  hazard: 'replace',
  operations: ['communications.update'],
  description: [
    'Changes fields of a message to users; all others stay.',
    'list_communications shows ids. Costs 5 requests.',
  ],
  input: z
    .strictObject({
      organization,
      communication: recordId().describe('Id'),
      set: fieldValues().optional().describe('code, groupId, messagesPerLanguage, level, startDate, endDate'),
      clear: fieldNames().optional().describe('Fields to empty'),
    })
    .check(somethingToChange),
  async toChange({ organization: name, communication, set = {}, clear }, scope) {
    const organizationId = await scope.organization(name);
    const body = await scope.body(organizationId, 'set', set);
    const path = { organizationId, communicationId: communication };
    return { operation: 'communications.update', path, body, ...(clear && { clear }) };
  },
});
