import * as z from 'zod';
import { organization, text } from '../../arguments/text.ts';
import { defineChangeTool } from '../../changes/define-change-tool.ts';

export default defineChangeTool({
  name: 'change_login',
  title: 'Change a login',
  toolset: 'administration',
  hazard: 'merge',
  operations: ['users.updateLogin'],
  description: ['Changes what a person signs in with.', 'Costs 4 requests.'],
  input: z.strictObject({
    organization,
    user: text().describe('Name, login or id'),
    login: text().describe('The new one'),
  }),
  argumentNames: { body: '' },
  async toChange({ organization: name, user, login }, scope) {
    const organizationId = await scope.organization(name);
    const userId = await scope.user(organizationId, 'user', user);
    return { operation: 'users.updateLogin', path: { organizationId, userId }, body: { login } };
  },
});
