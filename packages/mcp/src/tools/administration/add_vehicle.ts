import * as z from 'zod';
import { fieldNames, fieldValues } from '../../arguments/field-values.ts';
import { organization, text } from '../../arguments/text.ts';
import { defineChangeTool } from '../../changes/define-change-tool.ts';

export default defineChangeTool({
  name: 'add_vehicle',
  title: 'Add a vehicle',
  toolset: 'administration',
  hazard: 'create',
  operations: ['users.vehicles.create'],
  description: ['Adds a vehicle to a person; it can be disabled later, never deleted.', 'Costs 4 requests.'],
  input: z.strictObject({
    organization,
    user: text().describe('Name, login or id'),
    set: fieldValues().describe('label, type, energy, taxHorsepower, engineCapacity, customFields …'),
    accept: fieldNames().optional().describe('duplicate: although the label is taken'),
  }),
  async toChange({ organization: name, user, set, accept }, scope) {
    const organizationId = await scope.organization(name);
    const userId = await scope.user(organizationId, 'user', user);
    const body = await scope.body(organizationId, 'set', set, 'vehicle');
    return { operation: 'users.vehicles.create', path: { organizationId, userId }, body, ...(accept && { accept }) };
  },
});
