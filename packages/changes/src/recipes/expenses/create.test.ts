import { createHash } from 'node:crypto';
import { InvalidArgumentsError } from '@jenji-kit/client';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openWorkshop } from '../../../test/workshop.ts';
import { expensesOf, putExpense, worldSeen } from '../../../test/world-seen.ts';
import { carryOut } from '../../carry-out.ts';
import { ChangeRefused } from '../../change-refused.ts';

const { sandbox, jenji, reading, plan, commit, thereAndBack } = await openWorkshop();
const [organization] = [...sandbox.world.organizations.values()];
if (organization === undefined) throw new Error('The sandbox has no organization');
const organizationId = organization.header.id;
const look = () => worldSeen(sandbox.world, organizationId);
const { userId, category, paymentMethodId } = putExpense(sandbox.world, { time: '2001-01-01' });
const driver = [...organization.users.values()].find(({ user }) => user.vehicles.some(({ disabledAt }) => !disabledAt));
const vehicle = driver?.user.vehicles.find(({ disabledAt }) => !disabledAt);
const [template] = organization.allowanceTemplates;
if (driver === undefined || vehicle === undefined || template === undefined) throw new Error('The sandbox lacks data');

const pdf = new TextEncoder().encode('%PDF-1.4');
const md5 = createHash('md5').update(pdf).digest('base64');
const asked = { fileType: 'pdf', userId, md5 } as const;

/** Uploads a receipt; gives its key. */
async function receipt(): Promise<string> {
  const { uploadUrl, key } = await jenji.call('receipts.uploadUrl', { body: asked });
  await jenji.upload(uploadUrl ?? '', pdf, { md5 });
  return key ?? '';
}

const receiptKey = await receipt();
const common = { time: '2026-02-28', label: 'Taco', country: 'FR' };
const standard = {
  ...{ ...common, type: 'STANDARD', userId, category, paymentMethodId, receiptKey },
  ...{ currency: 'EUR', total: 9.4, totalWithoutTax: 8.55, taxes: [{ rate: 10, amount: 0.85 }] },
};
const create = (body: object, accept: string[] = []) => ({ operation: 'expenses.create', body, accept }) as const;

test.each([
  ['standard', { ...standard, time: '2024-02-29', customFields: { purpose: 'Visit' } }],
  ['mileage', { ...common, type: 'MILEAGE', userId: driver.user.id, vehicleId: vehicle.id, distance: 12.5 }],
  ['allowance', { type: 'ALLOWANCE', userId, time: '2026-02-28', templateId: template.templateId }],
])('creates a %s expense, and deletes it to turn that back, which leaves it as deleted', async (_, body) => {
  const { reversal, organization: bound } = await plan(create(body));
  expect(bound).toBe(organizationId);
  expect(reversal).toMatchObject({ except: [expect.stringContaining('DELETED')] });
  const { before, changed, restored } = await thereAndBack(create(body), look);
  const [id = '', ...more] = Object.keys(changed.expenses).filter((each) => !Object.hasOwn(before.expenses, each));
  expect(more).toEqual([]);
  expect(changed.expenses[id]?.expense).toMatchObject(body);
  const { [id]: left, ...others } = restored.expenses;
  expect(left?.expense.state).toBe('DELETED');
  expect({ ...restored, expenses: others }).toEqual(before);
});

test('refuses what is there already, whoever typed it how, and names it; creates it where that is accepted', async () => {
  const body = { ...standard, receiptKey: await receipt(), time: '2026-02-27' };
  const { outcome } = await commit(create(body));
  const [id = ''] = outcome.settlement?.newIds ?? [];
  const again = { ...body, receiptKey: await receipt(), label: ' TACO ' };
  const refused = await plan(create(again)).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(ChangeRefused);
  expect(refused).toMatchObject({ reason: 'state', message: expect.stringContaining(id) });
  const { prepared } = await commit(create(again, ['duplicate']));
  expect(prepared.notes).toContainEqual(expect.stringContaining(id));
  await expect(plan(create(again, ['anything']))).rejects.toThrow(InvalidArgumentsError);
});

test('takes the same receipt for the same expense, and only notes the same amount; a deleted one counts for nothing', async () => {
  const body = { ...standard, receiptKey: await receipt(), time: '2026-02-26' };
  const { outcome } = await commit(create(body));
  const [id = ''] = outcome.settlement?.newIds ?? [];
  await expect(plan(create({ ...body, label: 'Other', total: 3, totalWithoutTax: 2 }))).rejects.toThrow(ChangeRefused);
  const other = await plan(create({ ...body, receiptKey: await receipt(), label: 'Other' }));
  expect(other.prepared.notes).toEqual([expect.stringContaining(id)]);
  await commit({ operation: 'expenses.delete', path: { expenseId: id } });
  await plan(create(body));
});

test.each<[string, object, string]>([
  ['a missing label', { ...standard, label: '' }, 'body.label'],
  ['more decimals than the currency has', { ...standard, total: 9.401 }, 'body.total'],
  ['a type that cannot be created', { ...standard, type: 'PERDIEM' }, 'body.type'],
  ['a template that is none', { type: 'ALLOWANCE', userId, time: '2026-02-28', templateId: 'x' }, 'body.templateId'],
  [
    'what the template sets',
    { type: 'ALLOWANCE', userId, time: '2026-02-28', templateId: template.templateId, category },
    'body.category',
  ],
  [
    'a template that asks for a receipt',
    {
      ...{ type: 'ALLOWANCE', userId, time: '2026-02-28' },
      templateId: organization.allowanceTemplates.find(({ requireReceipt }) => requireReceipt)?.templateId,
    },
    'body.templateId',
  ],
])('refuses %s before anything is sent', async (_, body, path) => {
  const refused = await plan(create(body)).catch((error: unknown) => error);
  expect(refused).toMatchObject({ issues: [expect.objectContaining({ path })] });
});

test.each([
  ['reset-before', 'not-applied', 0],
  ['reset-after', 'committed', 1],
] as const)('finds out after a %s whether it was created, and creates none twice', async (kind, status, more) => {
  const body = { ...standard, receiptKey: await receipt(), label: `Ambiguous ${kind}` };
  const planned = await plan(create(body));
  const before = expensesOf(sandbox.world).length;
  sandbox.faults.add({ operation: 'expenses.create', kind, times: 1 });
  const outcome = await carryOut(jenji, reading, planned);
  expect(outcome).toMatchObject({ status, settlement: { unexpected: [] } });
  expect(outcome.settlement?.newIds).toHaveLength(more);
  expect(expensesOf(sandbox.world)).toHaveLength(before + more);
});

test('has to be told the organization with a bookkeeper’s key, and believes it only where the user is in it', async () => {
  const office = await openWorkshop({ key: 'bookkeeper', expenses: 30 });
  const [client] = [...office.sandbox.world.bookkeepers.values()].flatMap(({ clients }) => [...clients.keys()]);
  const [person] = [...(office.sandbox.world.organizations.get(client ?? '')?.users.values() ?? [])];
  const body = { ...standard, userId: person?.user.id };
  const refused = await office.plan(create(body)).catch((error: unknown) => error);
  expect(refused).toMatchObject({ issues: [expect.objectContaining({ path: 'body.organizationId' })] });
  expect((await office.plan(create({ ...body, organizationId: client }))).organization).toBe(client);
  await expect(office.plan(create({ ...body, organizationId }))).rejects.toThrow(InvalidArgumentsError);
});

test('gets an upload link that no record shows and that has to be kept secret', async () => {
  const before = look();
  const planned = await plan({ operation: 'receipts.uploadUrl', body: asked });
  expect(planned.recipe.secretAnswer).toEqual(['uploadUrl']);
  expect(planned.diff).toEqual([]);
  expect(planned.reversal).toEqual({ cannot: expect.stringContaining('nothing to turn back') });
  expect(planned.organization).toBe(organizationId);
  const outcome = await carryOut(jenji, reading, planned);
  expect(outcome).toMatchObject({ status: 'committed', answer: { uploadUrl: expect.any(String) } });
  expect(look()).toEqual(before);
  sandbox.faults.add({ operation: 'receipts.uploadUrl', kind: 'reset-after', times: 1 });
  expect(await carryOut(jenji, reading, planned)).toMatchObject({ status: 'unknown' });
});

const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }).filter((label) => label.trim() !== '');

test('creates any expense once, touches nothing else, and knows it again whatever is in it', async () => {
  let cents = 1000;
  await fc.assert(
    fc.asyncProperty(
      fc.record({ label: text, explanation: text, tags: fc.array(text), billable: fc.boolean() }),
      fc.constantFrom('2024-02-29', '2023-03-01'),
      async (fields, time) => {
        cents += 1;
        // Up to 15 digits survive the way there and back.
        const total = Number(`98765432${cents}.01`);
        const body = { ...standard, ...fields, time, total, receiptKey: await receipt() };
        const { before, changed, restored } = await thereAndBack(create(body), look);
        const [id = ''] = Object.keys(changed.expenses).filter((each) => !Object.hasOwn(before.expenses, each));
        const { tags, ...scalars } = body;
        expect(changed.expenses[id]?.expense).toMatchObject({ ...scalars, ...(tags.length > 0 && { tags }) });
        const { [id]: _, ...others } = restored.expenses;
        expect({ ...restored, expenses: others }).toEqual(before);
      },
    ),
    { numRuns: 15 },
  );
});
