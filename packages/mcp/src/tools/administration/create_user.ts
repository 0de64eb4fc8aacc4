import * as z from 'zod';
import { fieldValues } from '../../arguments/field-values.ts';
import { organization, text } from '../../arguments/text.ts';
import { defineChangeTool } from '../../changes/define-change-tool.ts';

export default defineChangeTool({
  name: 'create_user',
  title: 'Create a user',
  toolset: 'administration',
  hazard: 'create',
  operations: ['users.create'],
  description: ['Creates a person without an invitation; invite_user sends one.', 'Costs 5 requests.'],
  input: z.strictObject({
    organization,
    login: text().describe('What they sign in with'),
    group: text().describe('Name or id'),
    set: fieldValues().optional().describe('firstName, lastName, email, language, profiles [{profileId, groupIds}] …'),
  }),
  async toChange({ organization: name, login, group, set = {} }, scope) {
    const organizationId = await scope.organization(name);
    const groupId = await scope.group(organizationId, 'group', group);
    const body = await scope.body(organizationId, 'set', set, 'user');
    return { operation: 'users.create', path: { organizationId }, body: { ...body, login, groupId } };
  },
});
