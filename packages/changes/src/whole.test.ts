import type { Sandbox } from '@jenji-kit/sandbox';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openOffice } from '../test/office.ts';
import { wholeWorld } from '../test/whole-world.ts';
import { expensesOf, putExpense, putMileage } from '../test/world-seen.ts';
import type { ChangeRequest } from './change-request.ts';
import { differences, type FieldChange } from './difference.ts';
import type { CommitResult } from './run.ts';
import { canonicalJson } from './state.ts';

/** What a random change is made from: the world of the moment says what it can be about. */
interface Wish {
  kind: number;
  pick: number;
  text: string;
  flag: boolean;
  number: number;
}

const wish: fc.Arbitrary<Wish> = fc.record({
  kind: fc.nat(),
  pick: fc.nat(),
  text: fc.oneof(
    fc.constantFrom('Ünïcode', 'a.b/c', '"quoted"', '__proto__'),
    fc.stringMatching(/^[A-Za-z][\w ]{0,12}\w$/),
  ),
  flag: fc.boolean(),
  number: fc.integer({ min: 1, max: 99 }),
});

function chosen<Item>(items: Iterable<Item>, pick: number): Item {
  const all = [...items];
  const item = all[pick % all.length];
  if (item === undefined) throw new Error('There is nothing to choose from');
  return item;
}

/** A change that makes sense as far as a stranger can tell; the recipes refuse the others. */
function requestOf(
  world: Sandbox['world'],
  organizationId: string,
  { kind, pick, text, flag, number }: Wish,
): ChangeRequest {
  const organization = world.organizations.get(organizationId);
  if (organization === undefined) throw new Error('The organization is gone');
  const path = { organizationId };
  const user = () => chosen(organization.users.values(), pick);
  const expense = () => chosen(expensesOf(world), pick);
  const communicationId = () => organization.communications[pick % organization.communications.length]?.id ?? 'none';
  const groupId = () => chosen(organization.groups, pick).id;
  const kinds: (() => ChangeRequest)[] = [
    () => ({ operation: 'organizations.patch', path, body: { name: text, ...(flag && { masterLanguage: 'de' }) } }),
    () => ({
      operation: 'communications.create',
      path,
      body: { code: text, groupId: groupId(), messagesPerLanguage: { en: text }, level: flag ? 'INFO' : 'ERROR' },
    }),
    () => ({
      operation: 'communications.update',
      path: { ...path, communicationId: communicationId() },
      body: { code: text, ...(flag && { level: 'SUCCESS' }) },
    }),
    () => ({ operation: 'communications.delete', path: { ...path, communicationId: communicationId() } }),
    () => ({
      operation: 'groups.patch',
      path: { ...path, groupId: groupId() },
      body: { name: text, internalId: `G${number}` },
    }),
    () => ({
      operation: 'users.update',
      path: { ...path, userId: user().user.id },
      body: { firstName: text, language: user().language ?? 'fr', ...(flag && { internalId: `U${number}` }) },
      ...(user().user.phone && { clear: ['phone'] }),
    }),
    () => ({
      operation: user().user.blockedAt ? 'users.unblock' : 'users.block',
      path: { ...path, userId: user().user.id },
    }),
    () => ({
      operation: 'categories.update',
      path: { ...path, categoryId: chosen(organization.categories, pick).id },
      body: { order: number, labelsPerLanguage: { en: text, fr: text } },
    }),
    () => ({
      operation: 'categories.replaceAll',
      path,
      body: { change: [{ id: chosen(organization.categories, pick).id, order: number }] },
    }),
    () => ({
      operation: 'paymentMethods.update',
      path: { ...path, paymentMethodId: chosen(organization.paymentMethods, pick).id },
      body: { code: `P${number}`, labelsPerLanguage: { en: text } },
    }),
    () => ({
      operation: 'expenses.actions.execute',
      path: { expenseId: expense().id, actionCode: flag ? 'accept' : 'reject' },
    }),
    () => ({ operation: 'expenses.delete', path: { expenseId: expense().id } }),
    () => ({
      operation: 'expenses.update',
      path: { expenseId: expense().id },
      body: { type: expense().type, explanation: text, ...(flag && { tags: [text] }) },
    }),
    () => ({
      operation: 'customOptions.upsert',
      path: { ...path, listId: chosen(organization.optionLists.keys(), pick), optionId: flag ? `new-${number}` : text },
      body: { labelsPerLanguage: { en: text }, disabled: !flag },
    }),
    () => ({
      operation: 'users.delegations.users.replace',
      path: { ...path, userId: user().user.id },
      body: { add: [{ userId: chosen(organization.users.keys(), pick + 1), permission: 'READ' }] },
    }),
  ];
  return chosen(kinds, kind)();
}

/** Lists of records by their ids, so that a change of one is told as that. */
function keyed(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (!Array.isArray(value))
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, keyed(each)]));
  const ids = value.map((each) => Object(each).id ?? Object(each).key ?? Object(Object(each).expense).id);
  const isKeyed = value.length > 0 && new Set(ids).size === value.length && ids.every((id) => typeof id === 'string');
  return isKeyed ? keyed(Object.fromEntries(value.map((each, index) => [ids[index], each]))) : value.map(keyed);
}

/**
 * Whether a difference of the world was told. The API has other names and places for some of it, and several changes may
 * have brought it about, one after the other.
 */
function isTold(
  { path, before, after }: FieldChange,
  told: readonly FieldChange[],
  newIds: readonly string[],
): boolean {
  if (path.some((name) => newIds.includes(name))) return true;
  const [was, is] = [canonicalJson(before), canonicalJson(after)];
  return (
    told.some((each) => canonicalJson(each.before) === was) && told.some((each) => canonicalJson(each.after) === is)
  );
}

function brief({ status, items }: CommitResult) {
  return {
    status,
    items: items.map(({ title, status, drift, error, missing, unexpected }) => ({
      title,
      status,
      drift,
      error,
      missing,
      unexpected,
    })),
  };
}

const faults = ['none', 'none', 'none', 'reset-before', 'reset-after', 'truncate', 'retry-after'] as const;

describe.each([3, 4])('in the world of seed %s', async (seed) => {
  const { sandbox, changes: open, organizationId } = await openOffice({ seed, expenses: 12 });
  for (let count = 0; count < 4; count++) putExpense(sandbox.world, { label: `Expense ${count}` });
  putMileage(sandbox.world);
  const changes = open();
  // The expenses of others are looked at before and after all.
  const world = (): unknown => keyed(wholeWorld(sandbox.world, [organizationId]));
  const others = () => {
    const { [organizationId]: _, ...organizations } = wholeWorld(sandbox.world, []).organizations;
    const ids = Object.keys(organizations);
    return { ...wholeWorld(sandbox.world, ids), organizations };
  };
  let carriedOut = 0;

  test('nothing changes but what was planned and told, and all of it turns back', async () => {
    const elsewhere = others();
    const wishes = fc.array(wish, { minLength: 1, maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(wishes, fc.constantFrom(...faults), async (all, fault) => {
        const requests = all.map((each) => requestOf(sandbox.world, organizationId, each));
        const before = world();
        const plan = await changes.plan(requests).catch((error: Error) => {
          expect(['ChangeRefused', 'InvalidArgumentsError', 'NotFoundError'], error.message).toContain(error.name);
        });
        expect(differences(before, world())).toEqual([]);
        if (!plan) return;
        const [first] = plan.items;
        if (fault !== 'none' && first) {
          const kind = fault === 'retry-after' ? ({ kind: fault, seconds: 0 } as const) : { kind: fault };
          sandbox.faults.add({ ...kind, operation: first.operation, times: 1 });
        }
        const result = await changes.commit(plan.token);
        sandbox.faults.clear();
        const after = world();
        const told = result.items.flatMap(({ changed = [] }) => changed);
        const newIds = result.items.flatMap((item) => item.newIds ?? []);
        expect(result.items.flatMap(({ unexpected = [] }) => unexpected)).toEqual([]);
        expect(
          differences(before, after).filter((change) => !isTold(change, told, newIds)),
          JSON.stringify(brief(result)),
        ).toEqual([]);
        const isDone = result.items.map(({ status }) => status === 'committed');
        expect(['committed', 'not-applied', 'failed', 'partly'], JSON.stringify(brief(result))).toContain(
          result.status,
        );
        if (!isDone.some(Boolean)) expect(differences(before, after)).toEqual([]);
        carriedOut += isDone.filter(Boolean).length;

        const undo = await changes.undo(plan.id).catch((error: Error) => {
          expect(error.name).toBe('ChangeRefused');
        });
        expect(differences(after, world())).toEqual([]);
        if (!undo) {
          // Only what a person has to lead back, or nobody can, or was never there, or was so before.
          const isSame = differences(before, after).length === 0;
          expect(plan.reversible.answer !== 'yes' || isSame, JSON.stringify(brief(result))).toBe(true);
          return;
        }
        const undone = await changes.commit(undo.token);
        expect(undone.status, JSON.stringify({ result: brief(result), undone: brief(undone) })).toBe('committed');
        if (plan.reversible.answer === 'yes') expect(differences(before, world())).toEqual([]);
      }),
      { numRuns: 25, endOnFailure: true },
    );
    expect(differences(elsewhere, others())).toEqual([]);
    expect(carriedOut).toBeGreaterThan(10);
  }, 60_000);
});
