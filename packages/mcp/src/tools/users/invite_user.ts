import * as z from 'zod';
import { fieldValues } from '../../arguments/field-values.ts';
import { organization, text } from '../../arguments/text.ts';
import { defineChangeTool } from '../../changes/define-change-tool.ts';

export default defineChangeTool({
  name: 'invite_user',
  title: 'Invite a person',
  toolset: 'users',
  hazard: 'transition',
  operations: ['invitations.create'],
  description: 'Invites a person to Jenji by e-mail; it cannot be withdrawn. Costs 3 requests.',
  input: z.strictObject({
    organization,
    login: text().describe('E-mail'),
    group: text().optional().describe('Name or id'),
    set: fieldValues()
      .optional()
      .describe('firstName, lastName, language, profiles [{profileId, groupIds}], skipMail …'),
  }),
  async toChange({ organization: name, login, group, set = {} }, scope) {
    const organizationId = await scope.organization(name);
    const body = await scope.body(organizationId, 'set', set, 'user');
    const groupId = group === undefined ? undefined : await scope.group(organizationId, 'group', group);
    return {
      operation: 'invitations.create',
      path: { organizationId },
      body: { ...body, login, ...(groupId !== undefined && { groupId }) },
    };
  },
});
