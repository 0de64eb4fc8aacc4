import * as z from 'zod';
import { organization, texts } from '../../arguments/text.ts';
import { defineChangeTool } from '../../changes/define-change-tool.ts';

export default defineChangeTool({
  name: 'set_user_access',
  title: 'Block or unblock users',
  toolset: 'users',
  hazard: 'transition',
  operations: ['users.block', 'users.unblock'],
  description: 'Shuts people out of Jenji, or lets them in again; nothing of theirs is deleted. Costs 3 requests each.',
  input: z.strictObject({
    organization,
    users: texts().describe('Names, logins or ids'),
    blocked: z.boolean().describe('true: shut out'),
  }),
  async toChange({ organization: name, users, blocked }, scope) {
    const organizationId = await scope.organization(name);
    const ids = await Promise.all(users.map((user, at) => scope.user(organizationId, `users[${at}]`, user)));
    return [...new Set(ids)].map((userId) => ({
      operation: blocked ? ('users.block' as const) : ('users.unblock' as const),
      path: { organizationId, userId },
    }));
  },
});
