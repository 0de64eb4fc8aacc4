import * as z from 'zod';
import { fieldNames, fieldValues, somethingToChange } from '../../arguments/field-values.ts';
import { recordId } from '../../arguments/record-id.ts';
import { organization, text } from '../../arguments/text.ts';
import { defineChangeTool } from '../../changes/define-change-tool.ts';

export default defineChangeTool({
  name: 'update_vehicle',
  title: 'Change a vehicle',
  toolset: 'administration',
  hazard: 'replace',
  operations: ['users.vehicles.update'],
  description: [
    'Changes fields of a vehicle, or disables it; all others stay.',
    'get_user shows ids. Costs 4 requests.',
  ],
  input: z
    .strictObject({
      organization,
      user: text().describe('Name, login or id'),
      vehicle: recordId().describe('Id'),
      set: fieldValues().optional().describe('label, energy, disabled, fixedMileageRate, customFields …'),
      clear: fieldNames().optional().describe('Fields to empty'),
    })
    .check(somethingToChange),
  async toChange({ organization: name, user, vehicle, set = {}, clear }, scope) {
    const organizationId = await scope.organization(name);
    const userId = await scope.user(organizationId, 'user', user);
    const body = await scope.body(organizationId, 'set', set, 'vehicle');
    const path = { organizationId, userId, vehicleId: vehicle };
    return { operation: 'users.vehicles.update', path, body, ...(clear && { clear }) };
  },
});
