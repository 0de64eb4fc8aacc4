import * as z from 'zod';
import { fieldNames, fieldValues } from '../../arguments/field-values.ts';
import { organization, text } from '../../arguments/text.ts';
import { defineChangeTool } from '../../changes/define-change-tool.ts';

export default defineChangeTool({
  name: 'update_group',
  title: 'Change a group',
  toolset: 'administration',
  hazard: 'merge',
  operations: ['groups.patch', 'groups.customFields.patch'],
  description: [
    'Renames or moves a group, changes its code, or sets its custom fields; all else stays.',
    'Costs 4 requests for each of the two.',
  ],
  input: z
    .strictObject({
      organization,
      group: text().describe('Name or id'),
      set: fieldValues().optional().describe('name, parentGroupId, internalId'),
      clear: fieldNames().optional().describe('Fields to empty'),
      custom_fields: fieldValues().optional().describe('Values by key or label'),
    })
    .check(({ value, issues }) => {
      const { set = {}, clear = [], custom_fields: values = {} } = value;
      if (Object.keys(set).length + clear.length + Object.keys(values).length > 0) return;
      const message = 'is required, or clear, or custom_fields: what to change';
      issues.push({ code: 'custom', path: ['set'], message, input: value });
    }),
  async toChange({ organization: name, group, set = {}, clear, custom_fields: customFields }, scope) {
    const organizationId = await scope.organization(name);
    const groupId = await scope.group(organizationId, 'group', group);
    const path = { organizationId, groupId };
    const body = await scope.body(organizationId, 'set', set);
    const changes = Object.keys(set).length > 0 || clear !== undefined;
    const values =
      customFields && (await scope.body(organizationId, '', { customFieldsValues: customFields }, 'group'));
    return [
      ...(changes ? [{ operation: 'groups.patch' as const, path, body, ...(clear && { clear }) }] : []),
      ...(values ? [{ operation: 'groups.customFields.patch' as const, path, body: values }] : []),
    ];
  },
});
