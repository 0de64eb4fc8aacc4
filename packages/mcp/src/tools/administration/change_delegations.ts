import * as z from 'zod';
import { fieldValues } from '../../arguments/field-values.ts';
import { organization, text } from '../../arguments/text.ts';
import { defineChangeTool } from '../../changes/define-change-tool.ts';

export default defineChangeTool({
  name: 'change_delegations',
  title: 'Change delegations',
  toolset: 'administration',
  hazard: 'replace',
  operations: ['users.delegations.replace', 'users.delegations.users.replace', 'users.delegations.groups.replace'],
  description: [
    'Lets a person act for other people or for groups, also only between two days; delegations not named stay.',
    'get_user shows them. Costs 4 requests.',
  ],
  input: z.strictObject({
    organization,
    user: text().describe('Who may act: name, login or id'),
    add: z.array(fieldValues()).optional().describe('userId or groupId, permission, start, end'),
    change: z.array(fieldValues()).optional().describe('userId or groupId, and what to set'),
    remove: z.array(fieldValues()).optional().describe('userId or groupId'),
  }),
  argumentNames: { body: '' },
  async toChange({ organization: name, user, add, change, remove }, scope) {
    const organizationId = await scope.organization(name);
    const userId = await scope.user(organizationId, 'user', user);
    const body = await scope.body(organizationId, '', { add, change, remove });
    return { operation: 'users.delegations.replace', path: { organizationId, userId }, body };
  },
});
