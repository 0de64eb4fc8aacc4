import { describe, expect, test } from 'vitest';
import { openWorkshop } from '../../test/workshop.ts';
import { expensesOf, putExpense, worldSeen } from '../../test/world-seen.ts';
import type { ChangeRequest } from '../change-request.ts';

const { sandbox, plan, commit } = await openWorkshop();
const [organization] = sandbox.world.organizations.values();
if (organization === undefined) throw new Error('The sandbox has no organization');
const { id: organizationId } = organization.header;
const driver = [...organization.users.values()].find(({ user }) => user.vehicles.length > 0)?.user;
const [vehicle] = driver?.vehicles ?? [];
const request = [...organization.expenseRequests.values()].find(
  ({ state }) => state === 'DRAFT' || state?.startsWith('WAITING'),
);
if (driver === undefined || vehicle === undefined || request === undefined) throw new Error('The sandbox is empty');
const expense = putExpense(sandbox.world);

interface Changeable {
  customFields?: Record<string, unknown> | undefined;
}

const records: Record<string, [Changeable, ChangeRequest]> = {
  user: [
    driver,
    {
      operation: 'users.update',
      path: { organizationId, userId: driver.id },
      body: { phone: '+33 1', language: 'fr', customFields: { other: 1 } },
    },
  ],
  vehicle: [
    vehicle,
    {
      operation: 'users.vehicles.update',
      path: { organizationId, userId: driver.id, vehicleId: vehicle.id },
      body: { label: 'Twingo', customFields: { other: 1 } },
    },
  ],
  expense: [
    expense,
    {
      operation: 'expenses.update',
      path: { expenseId: expense.id },
      body: { label: 'Wrap', customFields: { other: 1 } },
    },
  ],
  'expense request': [
    request,
    {
      operation: 'expenseRequests.update',
      path: { requestId: request.id },
      body: { label: 'Trip', customFields: { other: 1 } },
    },
  ],
};

describe.each(Object.entries(records))('of a %s', (_, [record, change]) => {
  test.each([
    ['a custom field that no request can name', '{"__proto__":"kept"}', '__proto__'],
    ['a number of more digits than survive the way', '{"serial":12345678901234567890,"day":1522540800000}', 'serial'],
  ])('%s is neither lost nor changed: the change is refused, unless it is cleared', async (_what, json, code) => {
    record.customFields = JSON.parse(json);
    if (record === expense) sandbox.world.expenses.put({ expense });
    const before = worldSeen(sandbox.world);
    await expect(plan(change)).rejects.toMatchObject({
      reason: 'state',
      message: expect.stringContaining(`body.customFields.${code} `),
    });
    expect(worldSeen(sandbox.world)).toEqual(before);
    const { losses } = (await plan({ ...change, clear: [`customFields.${code}`] })).prepared;
    expect(losses?.map(({ what }) => what)).toContainEqual(expect.stringContaining(JSON.stringify(code)));
  });

  test('a custom field with the name of what every object has is kept like any other', async () => {
    record.customFields = { constructor: 'a', toString: 'b' };
    if (record === expense) sandbox.world.expenses.put({ expense });
    await commit({ ...change, body: { ...Object(change.body), customFields: { valueOf: 'c' } } });
    const seen = JSON.stringify([
      ...organization.users.values(),
      ...organization.expenseRequests.values(),
      ...expensesOf(sandbox.world),
    ]);
    expect(seen).toContain('{"constructor":"a","toString":"b","valueOf":"c"}');
    delete record.customFields;
  });
});
