import * as z from 'zod';
import { fieldValues } from '../../arguments/field-values.ts';
import { text } from '../../arguments/text.ts';
import { defineChangeTool } from '../../changes/define-change-tool.ts';
import { NameIndex } from '../../directory/name-index.ts';
import { anyNewExpense, newExpenseFields, ownerOf } from '../../expense/new-expense.ts';
import { InvalidInput } from '../../registry/invalid-input.ts';
import { amount } from '../../search/amount-arguments.ts';

const { argumentNames, creation } = newExpenseFields({
  label: 'label',
  distance: 'distance',
  unit: 'distanceUnit',
  vehicle: 'vehicleId',
  country: 'country',
  amount: 'total',
});

export default defineChangeTool({
  name: 'create_mileage',
  title: 'Create a mileage expense',
  toolset: 'receipts',
  hazard: 'create',
  operations: ['expenses.create'],
  description: [
    "Creates an expense for a trip with a person's own vehicle; Jenji works out the amount from the distance.",
    'compute_trip gives the distance between addresses. Costs 4 requests, first up to 8.',
  ],
  input: z.strictObject({
    ...anyNewExpense,
    label: text(1000).describe('What the trip was'),
    distance: z.number().describe('In unit'),
    unit: z.enum(['KM', 'MI']).default('KM').describe('Of distance'),
    vehicle: text().optional().describe('Label or id, where the person has several'),
    country: text(2).optional().describe("Such as FR; default the organization's"),
    amount: amount().optional().describe("Instead of Jenji's, in the organization's currency"),
    set: fieldValues().optional().describe('numberOfPassengers, waypoints [{address}], billable, reimbursable, tags'),
  }),
  argumentNames,
  async toChange(input, scope) {
    const { organizationId, person, country } = await ownerOf(input, scope);
    const vehicles = new NameIndex(
      (person.source.vehicles ?? [])
        .filter(({ disabledAt }) => disabledAt == null)
        .map(({ id, label }) => ({ id: id ?? '', name: label ?? id ?? '' })),
    );
    const at = { organizationId, userId: person.id, scope };
    return await creation('MILEAGE', { country, ...input }, at, { vehicleId: vehicleOf(vehicles, input.vehicle) });
  },
});

function vehicleOf(vehicles: NameIndex<{ id: string; name: string }>, wanted: string | undefined): string {
  const field = 'vehicle';
  if (wanted !== undefined) return vehicles.resolve({ field, kind: 'vehicle of this person', value: wanted }).id;
  const [only, ...others] = vehicles.items;
  if (only && others.length === 0) return only.id;
  throw new InvalidInput(
    only
      ? { field, rule: 'is required, because the person has several', fix: `It is one of ${vehicles.shown()}.` }
      : { field, rule: 'cannot be chosen: the person has none', fix: 'Add one to the person first.' },
  );
}
