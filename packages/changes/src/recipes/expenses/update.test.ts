import { InvalidArgumentsError } from '@jenji-kit/client';
import type { Expense, PerDiemExpense } from '@jenji-kit/sandbox';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openWorkshop } from '../../../test/workshop.ts';
import { putAllowance, putExpense, putMileage, worldSeen } from '../../../test/world-seen.ts';
import { carryOut } from '../../carry-out.ts';
import { ChangeRefused } from '../../change-refused.ts';

const { sandbox, jenji, reading, plan, commit, thereAndBack } = await openWorkshop();
const [organization] = [...sandbox.world.organizations.values()];
if (organization === undefined) throw new Error('The sandbox has no organization');
const { header, users, categories, allowanceTemplates } = organization;
const look = () => worldSeen(sandbox.world, header.id);
const expenseOf = (id: string) => sandbox.world.expenses.get(id)?.expense;

const [fixing] = allowanceTemplates;
if (fixing === undefined) throw new Error('The organization has no allowance template');
/** A template that leaves everything open which it may. */
const open = {
  ...{ templateId: 'open/template', total: 12, currency: 'EUR', order: 99, disabled: false, requireReceipt: false },
};
allowanceTemplates.push(open);

const update = (expenseId: string, body: unknown, clear: readonly string[] = []) =>
  ({ operation: 'expenses.update', path: { expenseId }, body, clear }) as const;

const whole = {
  explanation: 'Lunch with the client',
  tags: ['client', 'north'],
  billable: true,
  taxes: [{ baseAmount: 5.93, rate: 20, amount: 1.19 }],
  totalWithoutTax: 5.93,
  customFields: { purpose: 'Visit', 'a.b': 1, constructor: 'x' },
};

test('changes the label and nothing else, which a bare PUT would not', async () => {
  const { id, receiptKey } = putExpense(sandbox.world, whole);
  const { diff, prepared, organization: bound } = await plan(update(id, { label: 'Taco' }));
  expect(diff).toEqual([{ path: ['expense', 'label'], before: 'Burrito', after: 'Taco' }]);
  expect(prepared.losses).toEqual([]);
  expect(bound).toBe(header.id);
  const everything = () => worldSeen(sandbox.world);
  const { before, changed, restored } = await thereAndBack(update(id, { label: 'Taco' }), everything);
  const was = before.expenses[id];
  expect(changed).toEqual({
    ...before,
    expenses: { ...before.expenses, [id]: { ...was, expense: { ...was?.expense, label: 'Taco' } } },
  });
  expect(changed.expenses[id]?.expense).toMatchObject({ receiptKey });
  expect(restored).toEqual(before);
});

test('sets and clears custom fields one by one, and names what is lost', async () => {
  const { id } = putExpense(sandbox.world, { ...whole, customFields: { ...whole.customFields, '': '' } });
  const request = update(id, { customFields: { co2: 3 } }, ['customFields.a.b', 'explanation', 'tags']);
  const { prepared } = await plan(request);
  expect(prepared.losses).toEqual([
    { kind: 'cleared', what: 'explanation "Lunch with the client"' },
    { kind: 'cleared', what: 'tags ["client","north"]' },
    { kind: 'cleared', what: 'custom field "a.b" 1' },
  ]);
  await commit(request);
  const { customFields, explanation, tags, billable } = expenseOf(id) ?? {};
  expect({ customFields, explanation, tags, billable }).toEqual({
    customFields: { purpose: 'Visit', constructor: 'x', co2: 3 },
    explanation: undefined,
    tags: undefined,
    billable: true,
  });
});

test.each<[string, () => Expense, unknown, string[], string]>([
  ['a field of another type', () => putExpense(sandbox.world), { distance: 3 }, [], 'body.distance'],
  ['an empty list', () => putExpense(sandbox.world), { tags: [] }, [], 'body.tags'],
  ['attendees of a mileage', () => putMileage(sandbox.world), { attendees: ['x'] }, [], 'body.attendees'],
  ['more decimals than the currency has', () => putExpense(sandbox.world), { total: 7.111 }, [], 'body.total'],
  ['those of a mileage', () => putMileage(sandbox.world), { total: 7.111 }, [], 'body.total'],
  ['another type', () => putExpense(sandbox.world), { type: 'MILEAGE' }, [], 'body.type'],
  ['a receipt', () => putExpense(sandbox.world), { receiptKey: 'x/y.pdf' }, [], 'body.receiptKey'],
  ['to clear what it must have', () => putExpense(sandbox.world), {}, ['country'], 'clear'],
  ['null for clear', () => putExpense(sandbox.world), { explanation: null }, [], 'body.explanation'],
  ['more decimals than the currency has', () => putExpense(sandbox.world), { total: 7.111 }, [], 'body.total'],
  ['16 digits', () => putExpense(sandbox.world), { total: 12345678901234.56 }, [], 'body.total'],
  ['a day that is none', () => putExpense(sandbox.world), { time: '2025-02-29' }, [], 'body.time'],
  ['what the template sets', () => putAllowance(sandbox.world, fixing), { category: 'hotel' }, [], 'body.category'],
  ['to clear what the template sets', () => putAllowance(sandbox.world, fixing), {}, ['label'], 'clear'],
  [
    'to set and clear one field',
    () => putExpense(sandbox.world, whole),
    { customFields: { purpose: 'x' } },
    ['customFields.purpose'],
    'clear',
  ],
])('refuses %s before anything is sent', async (_, put, body, clear, path) => {
  const { id } = put();
  const refused = await plan(update(id, body, clear)).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(InvalidArgumentsError);
  expect(refused).toMatchObject({ issues: expect.arrayContaining([expect.objectContaining({ path })]) });
});

test('refuses what is deleted, has no form to be written in, or has lost its template', async () => {
  const perDiem = putExpense(sandbox.world, { type: 'PERDIEM' } as unknown as PerDiemExpense & { type: 'STANDARD' });
  const lost = putAllowance(sandbox.world, { ...fixing, templateId: 'gone' });
  for (const { id } of [putExpense(sandbox.world, { state: 'DELETED' }), perDiem, lost]) {
    await expect(plan(update(id, { explanation: 'x' }))).rejects.toThrow(ChangeRefused);
  }
});

test('refuses a record that cannot be sent back as it is', async () => {
  const { id } = putExpense(sandbox.world, { total: 12345678901234.56 });
  await expect(plan(update(id, { explanation: 'x' }))).rejects.toThrow(ChangeRefused);
});

test('says beforehand that Jenji may refuse in this state, and afterwards that nothing was changed', async () => {
  const { id } = putExpense(sandbox.world, { state: 'PAID' });
  const planned = await plan(update(id, { explanation: 'x' }));
  expect(planned.prepared.notes).toEqual([expect.stringContaining('PAID')]);
  const before = look();
  expect(await carryOut(jenji, reading, planned)).toMatchObject({ status: 'failed' });
  expect(look()).toEqual(before);
});

test('notes that net and taxes do not make the total, and makes none fit; a cent is no matter', async () => {
  const { id } = putExpense(sandbox.world, whole);
  expect((await plan(update(id, { total: 7.12 }))).prepared.notes).toEqual([]);
  expect((await plan(update(id, { explanation: 'x' }))).prepared.notes).toEqual([]);
  const { prepared } = await commit(update(id, { total: 70 }));
  expect(prepared.notes).toEqual([expect.stringContaining('7.12 EUR, the total is 70.00 EUR')]);
  expect(expenseOf(id)).toMatchObject({ total: 70, totalWithoutTax: 5.93, taxes: whole.taxes });
});

test('sends the amount of a mileage as it is, unless the trip is another one or the amount is left to Jenji', async () => {
  const { id } = putMileage(sandbox.world, { attendees: [[...users.keys()][0] ?? ''] });
  const { prepared } = await commit(update(id, { explanation: 'x' }));
  expect(prepared.notes).toEqual([expect.stringContaining('123.45 EUR'), expect.stringContaining('attendees')]);
  expect(expenseOf(id)).toMatchObject({ total: 123.45, attendees: [expect.any(String)] });

  const longer = await plan(update(id, { distance: 500 }));
  expect(longer.diff.map(({ path }) => path.join('.')).sort()).toEqual(['expense.distance', 'expense.total']);
  expect(longer.prepared.notes).toContainEqual(expect.stringContaining('Jenji computes the amount anew'));
  expect(longer.reversal).toMatchObject({ except: [expect.stringContaining('123.45 EUR')] });
  const { before, changed, restored } = await thereAndBack(update(id, { distance: 500 }), look);
  expect(changed.expenses[id]?.expense.total).not.toBe(123.45);
  expect(restored).toEqual(before);

  const computed = await commit(update(id, {}, ['total']));
  expect(computed.prepared.losses).toEqual([]);
  expect(expenseOf(id)?.total).not.toBe(123.45);
});

test('fills in only what the template of an allowance leaves open', async () => {
  const bound = putAllowance(sandbox.world, fixing);
  const { prepared } = await commit(update(bound.id, { explanation: 'x' }));
  expect(prepared.args).toMatchObject({ body: { type: 'ALLOWANCE', explanation: 'x' } });
  expect(Object.keys((prepared.args as { body: object }).body)).not.toContain('category');
  expect(expenseOf(bound.id)).toMatchObject({ category: fixing.category, country: fixing.country });

  const free = putAllowance(sandbox.world, open, { category: 'meals', country: 'FR', label: 'Site' });
  const { before, changed, restored } = await thereAndBack(update(free.id, { label: 'Other' }, ['country']), look);
  expect(changed.expenses[free.id]?.expense).toMatchObject({ label: 'Other', category: 'meals' });
  expect(restored).toEqual(before);
});

test('tells of fields that it does not know and cannot send, and sees that they are gone', async () => {
  const { id } = putExpense(sandbox.world, { mood: 'good' } as object);
  const planned = await plan(update(id, { label: 'Taco' }));
  expect(planned.prepared.notes).toEqual([expect.stringContaining('"mood"')]);
  const outcome = await carryOut(jenji, reading, planned);
  expect(outcome.settlement?.unexpected).toEqual([{ path: ['expense', 'mood'], before: 'good' }]);
});

test.each(['reset-before', 'reset-after'] as const)('replaces once through a %s', async (kind) => {
  const { id } = putExpense(sandbox.world, whole);
  sandbox.faults.add({ operation: 'expenses.update', kind, times: 1 });
  await commit(update(id, { label: kind }));
  expect(expenseOf(id)?.label).toBe(kind);
});

test.each([
  ['reset-before', 'not-applied'],
  ['reset-after', 'committed'],
] as const)('finds out after nothing but a %s whether it was applied', async (kind, status) => {
  const { id } = putExpense(sandbox.world, whole);
  const planned = await plan(update(id, { label: kind }));
  const stop = sandbox.faults.add({ operation: 'expenses.update', kind });
  const outcome = await carryOut(jenji, reading, planned);
  stop();
  expect(outcome).toMatchObject({ status, settlement: { unexpected: [] } });
  expect(expenseOf(id)?.label).toBe(status === 'committed' ? kind : 'Burrito');
});

test('passes on in whose name it is done, and turns it back in the same name', async () => {
  const expense = putExpense(sandbox.world);
  const request = update(expense.id, { label: 'Taco', actionUserId: expense.userId });
  const { reversal } = await plan(request);
  expect(reversal).toMatchObject({ requests: [{ body: { label: 'Burrito', actionUserId: expense.userId } }] });
  const stranger = update(expense.id, { label: 'Taco', actionUserId: 'nobody' });
  expect(await carryOut(jenji, reading, await plan(stranger))).toMatchObject({ status: 'failed' });
});

// Properties ----------------------------------------------------------------------------------------------------------

const text = fc.oneof(
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }),
  fc.constantFrom('"}]; drop', '\u202eevil', '=1+1', '__proto__', 'null', '\u0000', ' '),
);
const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });
/** Up to 15 digits, with as many decimals as the currency has. */
const amount = (decimals: number) =>
  fc.tuple(fc.integer({ min: 1, max: 15 }), fc.bigInt(0n, 10n ** 15n - 1n)).map(([digits, drawn]) => {
    const whole = (drawn % 10n ** BigInt(digits)).toString().padStart(decimals + 1, '0');
    return Number(decimals === 0 ? whole : `${whole.slice(0, -decimals)}.${whole.slice(-decimals)}`);
  });
const money = fc
  .constantFrom(['EUR', 2] as const, ['JPY', 0] as const, ['TND', 3] as const, ['USD', 2] as const)
  .chain(([currency, decimals]) =>
    fc.record({ currency: fc.constant(currency), total: amount(decimals), totalWithoutTax: amount(decimals) }),
  );
const day = fc.oneof(
  fc.constantFrom('2024-02-29', '2028-02-29', '1999-12-31', '2026-11-21'),
  fc.integer({ min: 0, max: 20_000 }).map((days) => new Date(days * 86_400_000).toISOString().slice(0, 10)),
);
const selectable = categories.filter(({ disabled, notSelectable }) => !disabled && !notSelectable).map(({ id }) => id);
const category = fc.constantFrom(...selectable);
const country = fc.constantFrom('FR', 'DE', 'JP');
const attendees = fc.subarray([...users.keys()].slice(0, 4), { minLength: 1 });
const tax = fc.record({ baseAmount: amount(2), rate: fc.constantFrom(0, 5.5, 20), amount: amount(2) });
const taxes = fc.array(tax, { minLength: 1, maxLength: 2 });
const tags = fc.array(text, { minLength: 1, maxLength: 3 });
const codes = ['purpose', 'a.b', 'constructor', 'toString', 'x'];
const customFields = fc.dictionary(fc.constantFrom(...codes), text, { maxKeys: 3 });

const anyType = { time: day, explanation: text, billable: fc.boolean(), tags, customFields };
const standard = { ...anyType, taxes, attendees, country, label: text, category, reimbursable: fc.boolean() };
const waypoint = fc.record({ address: text, longitude: fc.constant(4.85), latitude: fc.constant(45.75) });
const mileage = {
  ...anyType,
  ...{ label: text, country, reimbursable: fc.boolean(), distance: fc.double({ min: 0.1, max: 5000, noNaN: true }) },
  ...{ computedDistance: amount(1), distanceUnit: fc.constantFrom('KM', 'MI'), numberOfPassengers: fc.nat({ max: 4 }) },
  ...{ waypoints: fc.array(waypoint, { minLength: 1, maxLength: 2 }), total: amount(2) },
};
const allowance = { ...anyType, taxes, attendees };
const allowanceOpen = { ...allowance, country, label: text, category };

const rounded = ({ distance, ...rest }: { distance?: number }) => ({
  ...rest,
  ...(distance !== undefined && { distance: Math.round(distance * 10) / 10 }),
});
type Fields = Record<string, fc.Arbitrary<unknown>>;
const some = (fields: Fields) => fc.record(fields, { requiredKeys: [] }) as fc.Arbitrary<Record<string, unknown>>;

/** What `clear` may name of each type. */
const emptied = ['explanation', 'billable', 'tags', 'customFields', 'customFields.purpose', 'customFields.a.b'];

const cases: [string, () => Expense, fc.Arbitrary<object>, fc.Arbitrary<object>, string[]][] = [
  [
    'standard expense',
    () => putExpense(sandbox.world),
    fc.tuple(some(standard), money).map(([fields, sums]) => ({ ...fields, ...sums })),
    fc.tuple(some(standard), maybe(money)).map(([fields, sums]) => ({ ...fields, ...sums })),
    [...emptied, 'taxes', 'attendees', 'totalWithoutTax', 'reimbursable'],
  ],
  [
    'mileage',
    () => putMileage(sandbox.world, { attendees: [...users.keys()].slice(0, 2) }),
    some(mileage).map(rounded),
    some(mileage).map(rounded),
    [...emptied, 'computedDistance', 'numberOfPassengers', 'waypoints', 'reimbursable'],
  ],
  [
    'allowance',
    () => putAllowance(sandbox.world, fixing),
    some(allowance),
    some(allowance),
    [...emptied, 'taxes', 'attendees'],
  ],
  [
    'open allowance',
    () => putAllowance(sandbox.world, open),
    some(allowanceOpen),
    some(allowanceOpen),
    [...emptied, 'country', 'label', 'category'],
  ],
];

test.each(cases)(
  'leaves everything outside a change of any %s as it is, and all as it was after the undo',
  async (_, put, presents, patches, clearable) => {
    await fc.assert(
      fc.asyncProperty(presents, patches, fc.subarray(clearable, { maxLength: 3 }), async (present, patch, drawn) => {
        const set: Record<string, unknown> = { ...patch };
        const codesSet = Object.keys(Object(set.customFields)).map((code) => `customFields.${code}`);
        const named = [...Object.keys(set), ...codesSet];
        const clear = drawn.filter((field) => !named.includes(field));
        const { id } = put();
        // Written through the API first, so that Jenji has worked out what follows from it.
        await commit(update(id, present));
        const { before, changed, restored } = await thereAndBack(update(id, set, clear), look);
        const [was, is] = [before.expenses[id], changed.expenses[id]];
        expect({ ...changed, expenses: { ...changed.expenses, [id]: was } }).toEqual(before);
        const follows = ['totalInMasterCurrency', 'totalWithoutTaxInMasterCurrency', 'totalConversionRate', 'total'];
        const meant = new Set([
          ...Object.keys(set),
          ...clear,
          'customFields',
          ...(is?.expense.type === 'ALLOWANCE' ? [] : follows),
        ]);
        const outside = (record: typeof was) =>
          Object.fromEntries(Object.entries(record?.expense ?? {}).filter(([name]) => !meant.has(name)));
        expect(outside(is)).toEqual(outside(was));
        const { customFields: _fields, ...scalars } = set;
        expect(is?.expense).toMatchObject(scalars);
        const values = {
          ...(clear.includes('customFields') ? {} : was?.expense.customFields),
          ...Object(set.customFields),
        };
        const left = Object.entries(values).filter(([code]) => !clear.includes(`customFields.${code}`));
        expect(is?.expense.customFields ?? {}).toEqual(Object.fromEntries(left));
        expect(restored).toEqual(before);
      }),
      { numRuns: 15 },
    );
  },
);
