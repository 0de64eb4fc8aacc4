import type { Expense, ExpenseRequest } from '@jenji-kit/sandbox';
import { expect, test } from 'vitest';
import { openOffice } from '../../../test/office.ts';
import { putExpense, worldSeen } from '../../../test/world-seen.ts';
import type { ChangeRequest } from '../../change-request.ts';

const { sandbox, changes: open, organizationId } = await openOffice();
const changes = open();
const organization = sandbox.world.organizations.get(organizationId);
const rule = organization?.warningRules.find(({ options = [] }) => options.length > 1);
if (organization === undefined || rule === undefined) throw new Error('The sandbox lacks data');
const { userId, category, paymentMethodId } = putExpense(sandbox.world, { time: '2001-01-01' });

const look = () => worldSeen(sandbox.world, organizationId);
const writes = () =>
  sandbox.requests.filter(({ method, path }) => method !== 'GET' && !path.endsWith('/search')).length;
const touch = ({ id }: Expense) => {
  const record = sandbox.world.expenses.get(id);
  if (record)
    sandbox.world.expenses.put({ ...record, expense: { ...record.expense, explanation: 'Changed meanwhile' } });
};

function putRequest(): ExpenseRequest {
  const id = `request/${organization?.expenseRequests.size}`;
  const request: ExpenseRequest = {
    ...{ id, shortId: id, label: 'Fair', type: 'travel', userId, state: 'WAITING_FOR_VALIDATION', expenses: [] },
    creationDate: new Date().toISOString(),
  };
  organization?.expenseRequests.set(id, request);
  return request;
}

type Drifting = () => { request: ChangeRequest; drift: () => void };

const onExpense =
  (request: Omit<ChangeRequest, 'path'> & { path?: Record<string, string> }, record: object = {}): Drifting =>
  () => {
    const expense = putExpense(sandbox.world);
    sandbox.world.expenses.put({ ...record, expense });
    return { request: { ...request, path: { expenseId: expense.id, ...request.path } }, drift: () => touch(expense) };
  };

const onRequest =
  (request: Omit<ChangeRequest, 'path'> & { path?: Record<string, string> }): Drifting =>
  () => {
    const present = putRequest();
    return {
      request: { ...request, path: { requestId: present.id, ...request.path } },
      drift: () => void organization.expenseRequests.set(present.id, { ...present, comment: 'Changed meanwhile' }),
    };
  };

const creation = {
  ...{ type: 'STANDARD', time: '2024-02-29', userId, category, paymentMethodId, label: 'Twin', country: 'FR' },
  ...{ currency: 'EUR', total: 9.4, receiptKey: `${userId}/x.pdf` },
};

test.each<[string, Drifting]>([
  ['expenses.update', onExpense({ operation: 'expenses.update', body: { label: 'Taco' } })],
  ['expenses.actions.execute', onExpense({ operation: 'expenses.actions.execute', path: { actionCode: 'accept' } })],
  ['expenses.delete', onExpense({ operation: 'expenses.delete' })],
  [
    'expenses.warnings.add',
    onExpense({ operation: 'expenses.warnings.add', path: { warningRuleId: rule.id }, body: { code: 'm30' } }),
  ],
  [
    'expenses.exports.delete',
    onExpense(
      { operation: 'expenses.exports.delete', path: { exportType: 'accounting' } },
      { exports: { accounting: 'a-1' } },
    ),
  ],
  [
    'expenses.create',
    () => ({
      request: { operation: 'expenses.create', body: creation },
      // Someone else enters the same meanwhile.
      drift: () => void putExpense(sandbox.world, { ...creation, type: 'STANDARD' }),
    }),
  ],
  ['expenseRequests.update', onRequest({ operation: 'expenseRequests.update', body: { label: 'Other fair' } })],
  ['expenseRequests.patch', onRequest({ operation: 'expenseRequests.patch', body: { label: 'Other fair' } })],
  [
    'expenseRequests.actions.execute',
    onRequest({ operation: 'expenseRequests.actions.execute', path: { actionCode: 'validate' } }),
  ],
  [
    'expenseRequests.create',
    () => ({
      request: { operation: 'expenseRequests.create', body: { label: 'Fair', type: 'travel', userId } },
      drift: () => void putRequest(),
    }),
  ],
])('sends no %s where what it was planned for has changed meanwhile', async (_, make) => {
  const { request, drift } = make();
  const { token } = await changes.plan(request);
  drift();
  const [before, sent] = [look(), writes()];
  const { items } = await changes.commit(token);
  expect(items).toMatchObject([{ status: 'refused', drift: expect.arrayContaining([expect.anything()]) }]);
  expect(writes()).toBe(sent);
  expect(look()).toEqual(before);
});

test('sends no expenses.warnings.remove where the warning has changed meanwhile', async () => {
  const expense = putExpense(sandbox.world);
  const warning = { warningRuleId: rule.id, userId, time: expense.time, updatedAt: expense.createdAt };
  const withCode = (code: string) =>
    sandbox.world.expenses.put({ expense: { ...expense, warnings: [{ ...warning, code }] } });
  withCode('m30');
  const path = { expenseId: expense.id, warningRuleId: rule.id };
  const { token } = await changes.plan({ operation: 'expenses.warnings.remove', path });
  withCode('t50');
  expect(await changes.commit(token)).toMatchObject({ items: [{ status: 'refused' }] });
});

test('turns an action back by the one that is given, after it has named those that are possible', async () => {
  const { id } = putExpense(sandbox.world);
  const before = look();
  const path = { expenseId: id, actionCode: 'reject' };
  const { token, reversible } = await changes.plan({ operation: 'expenses.actions.execute', path });
  expect(reversible).toMatchObject({ answer: 'with exceptions', text: expect.stringContaining('WAITING') });
  const { id: changeId } = await changes.commit(token);
  await expect(changes.undo(changeId)).rejects.toMatchObject({ choices: ['reopen', 'resubmit'] });
  await expect(changes.undo(changeId, { action: 'pay' })).rejects.toThrow(/"pay" is not possible/);
  const back = await changes.undo(changeId, { action: 'reopen' });
  expect(back.items[0]?.diff).toEqual([
    { path: ['expense', 'state'], before: 'REFUSED', after: 'WAITING_FOR_VALIDATION' },
  ]);
  expect(await changes.commit(back.token)).toMatchObject({ status: 'committed' });
  expect(look()).toEqual(before);
});

test('acts on many expenses by one plan and leaves out those on which the action is not possible', async () => {
  const ids = ['WAITING_FOR_VALIDATION', 'ACCEPTED', 'WAITING_FOR_VALIDATION'].map(
    (state) => putExpense(sandbox.world, { state }).id,
  );
  const before = look();
  const requests = ids.map((expenseId): ChangeRequest => {
    return { operation: 'expenses.actions.execute', path: { expenseId, actionCode: 'accept' } };
  });
  const { token, skipped } = await changes.plan(requests);
  expect(skipped).toEqual([{ request: requests[1], why: expect.stringContaining('"accept" is not possible') }]);
  const { id, status, items } = await changes.commit(token);
  expect([status, items.length]).toEqual(['committed', 2]);
  const back = await changes.undo(id, { action: 'reopen' });
  expect(await changes.commit(back.token)).toMatchObject({ status: 'committed' });
  expect(look()).toEqual(before);
});

test('creates several by one plan, each for its own user, and none twice', async () => {
  const [first = '', second = ''] = [...organization.users.values()].flatMap(({ user }) =>
    user.blockedAt ? [] : [user.id],
  );
  const mileages = [...organization.users.values()]
    .flatMap(({ user }) => {
      const vehicle = user.vehicles.find(({ disabledAt }) => !disabledAt);
      return vehicle && !user.blockedAt ? [{ userId: user.id, vehicleId: vehicle.id }] : [];
    })
    .slice(0, 2)
    .flatMap((driver) => [
      { ...driver, label: 'There' },
      { ...driver, label: 'There' },
      { ...driver, label: 'Back' },
    ])
    .map((body): ChangeRequest => {
      const common = { type: 'MILEAGE', time: '2028-02-29', country: 'FR', distance: 12 };
      return { operation: 'expenses.create', body: { ...common, ...body } };
    });
  const asked = [
    { userId: first, label: 'One' },
    { userId: second, label: 'Two' },
    { userId: second, label: 'Three' },
  ].map((body): ChangeRequest => ({ operation: 'expenseRequests.create', body: { ...body, type: 'travel' } }));
  const { token, skipped } = await changes.plan([...mileages, ...asked]);
  expect(skipped.map(({ request }) => request)).toEqual([mileages[1], mileages[4]]);
  const { status, items } = await changes.commit(token);
  expect([status, items.length]).toEqual(['committed', 7]);
  expect(new Set(items.flatMap(({ newIds }) => newIds ?? [])).size).toBe(7);
});

test('keeps an upload link out of the journal, and hands it to whoever asked for it', async () => {
  const body = { fileType: 'pdf', userId, md5: 'yaWmh42XtIzJZcHkGFnwNA==' };
  const { token } = await changes.plan({ operation: 'receipts.uploadUrl', body });
  const result = await changes.commit(token);
  expect(JSON.stringify(result)).toContain('X-Amz-Signature');
  expect(JSON.stringify(await changes.get(result.id))).not.toContain('X-Amz-Signature');
});
