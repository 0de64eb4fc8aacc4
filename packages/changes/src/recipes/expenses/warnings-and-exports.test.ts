import type { Expense, ExpenseWarning } from '@jenji-kit/sandbox';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openWorkshop } from '../../../test/workshop.ts';
import { expensesOf, putExpense, worldSeen } from '../../../test/world-seen.ts';
import { carryOut } from '../../carry-out.ts';
import { ChangeRefused } from '../../change-refused.ts';

const { sandbox, jenji, reading, plan, commit, thereAndBack } = await openWorkshop();
const [organization] = [...sandbox.world.organizations.values()];
const several = organization?.warningRules.find(({ options = [] }) => options.length > 1);
const single = organization?.warningRules.find(({ options = [] }) => options.length === 0);
if (organization === undefined || several === undefined || single === undefined) throw new Error('No warning rules');
const organizationId = organization.header.id;
const look = () => worldSeen(sandbox.world, organizationId);
const expenseOf = (id: string) => sandbox.world.expenses.get(id)?.expense;

const warning =
  (warningRuleId: string, code?: string, more: Partial<ExpenseWarning> = {}) =>
  (expense: Expense) => ({
    ...{ warningRuleId, userId: expense.userId, time: expense.time, updatedAt: '2026-01-16T08:00:00Z' },
    ...(code !== undefined && { code }),
    ...more,
  });

function warned(...warnings: ((expense: Expense) => ExpenseWarning)[]): Expense {
  const expense = putExpense(sandbox.world);
  return putExpense(sandbox.world, { ...expense, warnings: warnings.map((make) => make(expense)) });
}

const duplicate = warning('duplicate', undefined, { linkedExpensesIds: ['x'], isPreventingValidation: true });
const add = (expenseId: string, warningRuleId: string, code?: string) =>
  ({
    operation: 'expenses.warnings.add',
    path: { expenseId, warningRuleId },
    body: { ...(code && { code }) },
  }) as const;
const remove = (expenseId: string, warningRuleId: string) =>
  ({ operation: 'expenses.warnings.remove', path: { expenseId, warningRuleId } }) as const;

test('puts a warning on an expense and takes it off again; the others stay', async () => {
  const { id } = warned(duplicate);
  const { organization: bound, diff } = await plan(add(id, several.id, 'm30'));
  expect(bound).toBe(organizationId);
  expect(diff.map(({ path }) => path)).toEqual([
    ['warnings', several.id, 'warningRuleId'],
    ['warnings', several.id, 'code'],
  ]);
  const { before, changed, restored } = await thereAndBack(add(id, several.id, 'm30'), look);
  expect(changed.expenses[id]?.expense.warnings).toHaveLength(2);
  expect(restored).toEqual(before);
});

test('finds a rule by the id that was given to it', async () => {
  const { id } = putExpense(sandbox.world);
  const { before, changed, restored } = await thereAndBack(add(id, `ext-${several.externalRuleId}`, 'g250'), look);
  expect(changed.expenses[id]?.expense.warnings).toMatchObject([{ warningRuleId: several.id, code: 'g250' }]);
  expect(restored).toEqual(before);
  expect((await plan(add(id, several.id, 'g250'))).prepared.notes).toHaveLength(1);
});

test('puts another code in the place of one, says so, and turns it back', async () => {
  const { id } = warned(warning(several.id, 't50'), duplicate);
  const { prepared } = await plan(add(id, several.id, 'm30'));
  expect(prepared.losses).toEqual([{ kind: 'removed', what: expect.stringContaining('"t50"') }]);
  const codes = () =>
    expenseOf(id)
      ?.warnings?.map(({ warningRuleId, code }) => [warningRuleId, code])
      .sort();
  const { before, changed, restored } = await thereAndBack(add(id, several.id, 'm30'), codes);
  expect(changed).toContainEqual([several.id, 'm30']);
  expect(restored).toEqual(before);
});

test('takes a warning off and puts it back with its code', async () => {
  const { id } = warned(duplicate, warning(several.id, 't50'));
  const { before, changed, restored } = await thereAndBack(remove(id, several.id), look);
  expect(changed.expenses[id]?.expense.warnings).toHaveLength(1);
  expect(restored).toEqual(before);
});

test('says beforehand what cannot be put back: that it was muted, an option that is gone', async () => {
  const muted = warned(warning(several.id, 't50', { mutedAt: '2026-01-17T08:00:00Z', mutedBy: 'Ada' }));
  const planned = await plan(remove(muted.id, several.id));
  expect(planned.prepared.losses).toHaveLength(2);
  expect(planned.reversal).toMatchObject({ except: [expect.stringContaining('"Ada"')] });
  const gone = warned(warning(several.id, 'gone'));
  expect((await plan(remove(gone.id, several.id))).reversal).toEqual({ cannot: expect.stringContaining('"gone"') });
});

test.each<[string, string, string | undefined, string]>([
  ['Jenji’s own rules', 'duplicate', undefined, 'path.warningRuleId'],
  ['a rule that is none', 'ext-', undefined, 'path.warningRuleId'],
  ['a rule with several options and no code', several.id, undefined, 'body.code'],
  ['a code that the rule has not', several.id, 'x', 'body.code'],
  ['a code of a rule without options', single.id, 'm30', 'body.code'],
])('refuses %s before anything is sent', async (_, rule, code, path) => {
  const { id } = putExpense(sandbox.world);
  const refused = await plan(add(id, rule, code)).catch((error: unknown) => error);
  expect(refused).toMatchObject({ issues: [expect.objectContaining({ path })] });
});

test('has nothing to do where the warning stands, or where there is none to take off', async () => {
  const { id } = warned(warning(single.id));
  await expect(plan(add(id, single.id))).rejects.toThrow(ChangeRefused);
  await expect(plan(remove(id, several.id))).rejects.toThrow(ChangeRefused);
});

test.each([
  ['expenses.warnings.add', 'reset-before'],
  ['expenses.warnings.add', 'reset-after'],
  ['expenses.warnings.remove', 'reset-before'],
  ['expenses.warnings.remove', 'reset-after'],
] as const)('settles %s through a %s', async (operation, kind) => {
  const { id } = operation.endsWith('add') ? putExpense(sandbox.world) : warned(warning(several.id, 'm30'));
  const request = operation.endsWith('add') ? add(id, several.id, 'm30') : remove(id, several.id);
  const planned = await plan(request);
  sandbox.faults.add({ operation, kind, times: 1 });
  const outcome = await carryOut(jenji, reading, planned);
  const isThere = expenseOf(id)?.warnings?.some(({ warningRuleId }) => warningRuleId === several.id) ?? false;
  expect(outcome).toMatchObject({
    status: isThere === operation.endsWith('add') ? 'committed' : 'not-applied',
    settlement: { unexpected: [] },
  });
});

test('turns back any addition and removal, whatever stands beside', async () => {
  const rules = [warning('duplicate'), warning('weekend'), warning(single.id), warning(several.id, 'm30')];
  await fc.assert(
    fc.asyncProperty(fc.subarray(rules), fc.constantFrom('m30', 't50', 'g250'), async (present, code) => {
      const { id } = warned(...present);
      const stands = expenseOf(id)?.warnings?.some(({ warningRuleId }) => warningRuleId === several.id);
      const seen = () => {
        const world = look();
        const warnings = world.expenses[id]?.expense.warnings;
        warnings?.sort((a, b) => (a.warningRuleId < b.warningRuleId ? -1 : 1));
        return { world, codes: warnings?.map((each) => [each.warningRuleId, each.code]) };
      };
      const request = stands ? remove(id, several.id) : add(id, several.id, code);
      const { before, changed, restored } = await thereAndBack(request, seen);
      expect(changed.codes ?? []).not.toEqual(before.codes ?? []);
      expect(restored).toEqual(before);
    }),
    { numRuns: 15 },
  );
});

const detach = (expenseId: string, exportType: string) =>
  ({ operation: 'expenses.exports.delete', path: { expenseId, exportType } }) as const;

/** An expense as the workflow leaves it once it is exported, in this state. */
function exported(state: string, exports: { accounting?: string; payroll?: string }): Expense {
  const expense = putExpense(sandbox.world, { state });
  sandbox.world.expenses.put({ expense, exports });
  return expense;
}

test.each([
  ['EXPORTED', 'accounting', 'ACCEPTED'],
  ['PAID', 'payroll', 'ACCOUNTED'],
  ['PAID', 'accounting', 'PAID'],
])('takes an expense in state %s out of its %s export, which cannot be undone', async (state, sort, left) => {
  const { id } = exported(state, { accounting: 'a-1', payroll: 'p-1' });
  const before = look();
  const { prepared, reversal } = await commit(detach(id, sort));
  expect(prepared.losses).toEqual([{ kind: 'removed', what: expect.stringContaining(sort) }]);
  expect(prepared.notes).toEqual([expect.stringContaining(state)]);
  expect(reversal).toEqual({ cannot: expect.stringContaining(sort === 'payroll' ? 'p-1' : 'a-1') });
  const after = look();
  expect(after.expenses[id]?.expense.state).toBe(left);
  expect(after.expenses[id]?.exports).toEqual(sort === 'payroll' ? { accounting: 'a-1' } : { payroll: 'p-1' });
  expect({ ...after, expenses: { ...after.expenses, [id]: before.expenses[id] } }).toEqual(before);
});

test('refuses an export that the expense is not in, and one that there is not', async () => {
  const { id } = exported('EXPORTED', { accounting: 'a-1' });
  await expect(plan(detach(id, 'payroll'))).rejects.toThrow(/in no payroll export.*accounting/);
  await expect(plan(detach(id, 'tax'))).rejects.toThrow(/path.exportType/);
  expect(expensesOf(sandbox.world).some((each) => each.id === id)).toBe(true);
});

test.each(['reset-before', 'reset-after'] as const)('takes it out once through a %s', async (kind) => {
  const { id } = exported('EXPORTED', { accounting: 'a-1' });
  sandbox.faults.add({ operation: 'expenses.exports.delete', kind, times: 1 });
  await commit(detach(id, 'accounting'));
  expect(sandbox.world.expenses.get(id)?.exports).toEqual({});
});
