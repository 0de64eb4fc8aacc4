import * as z from 'zod';
import { fieldNames } from '../../arguments/field-values.ts';
import { organization, text } from '../../arguments/text.ts';
import { defineChangeTool } from '../../changes/define-change-tool.ts';

export default defineChangeTool({
  name: 'create_group',
  title: 'Add a group',
  toolset: 'administration',
  hazard: 'create',
  operations: ['groups.create'],
  description: ['Adds a group (team, department) below another one.', 'Costs 4 requests.'],
  input: z.strictObject({
    organization,
    name: text().describe('Name'),
    parent: text().optional().describe('Group above: name or id'),
    internal_id: text().optional().describe('Code in other systems'),
    accept: fieldNames().optional().describe('duplicate: although the name is taken'),
  }),
  argumentNames: { body: '' },
  async toChange({ organization, name, parent, internal_id: internalId, accept }, scope) {
    const organizationId = await scope.organization(organization);
    const parentGroupId = parent === undefined ? undefined : await scope.group(organizationId, 'parent', parent);
    return {
      operation: 'groups.create',
      path: { organizationId },
      body: {
        name,
        ...(parentGroupId !== undefined && { parentGroupId }),
        ...(internalId !== undefined && { internalId }),
      },
      ...(accept && { accept }),
    };
  },
});
