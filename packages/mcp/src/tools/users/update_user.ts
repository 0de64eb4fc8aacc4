import * as z from 'zod';
import { fieldNames, fieldValues, somethingToChange } from '../../arguments/field-values.ts';
import { organization, text } from '../../arguments/text.ts';
import { defineChangeTool } from '../../changes/define-change-tool.ts';

export default defineChangeTool({
  name: 'update_user',
  title: 'Change a user',
  toolset: 'users',
  hazard: 'replace',
  operations: ['users.update'],
  description: [
    'Changes fields, group, profiles (roles) or custom fields of one person; all others stay.',
    'Jenji may lose language: set it, or accept that. Costs 5 requests.',
  ],
  input: z
    .strictObject({
      organization,
      user: text().describe('Name, login or id'),
      set: fieldValues()
        .optional()
        .describe('firstName, groupId, language, profiles {add, remove: [{profileId, groupIds}]}, customFields …'),
      clear: fieldNames().optional().describe('Fields to empty'),
      accept: fieldNames().optional().describe('Fields to lose'),
    })
    .check(somethingToChange),
  async toChange({ organization: name, user, set = {}, clear, accept }, scope) {
    const organizationId = await scope.organization(name);
    const userId = await scope.user(organizationId, 'user', user);
    const body = await scope.body(organizationId, 'set', set, 'user');
    const path = { organizationId, userId };
    return { operation: 'users.update', path, body, ...(clear && { clear }), ...(accept && { accept }) };
  },
});
