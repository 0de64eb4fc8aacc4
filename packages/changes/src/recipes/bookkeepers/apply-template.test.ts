import { InvalidArgumentsError } from '@jenji-kit/client';
import { beforeEach, expect, test } from 'vitest';
import { wholeWorld } from '../../../test/whole-world.ts';
import { openWorkshop } from '../../../test/workshop.ts';
import { carryOut } from '../../carry-out.ts';
import { ChangeRefused } from '../../change-refused.ts';
import { parseChangeRequest } from '../../change-request.ts';
import { recipeOf } from '../index.ts';

const { sandbox, jenji, reading, plan, commit } = await openWorkshop({ key: 'bookkeeper' });
const [bookkeeper] = [...sandbox.world.bookkeepers.values()];
if (bookkeeper === undefined) throw new Error('The sandbox has no bookkeeper');
const bookkeeperId = bookkeeper.header.id;
const [templateId = '', secondId = ''] = bookkeeper.templates.keys();
const [accountingTemplateId = ''] = bookkeeper.accountingTemplateIds;
const clientIds = [...bookkeeper.clients.keys()];
let clientId = '';
beforeEach(() => {
  // Each test destroys a client of its own.
  clientId = clientIds.shift() ?? '';
});
const client = () => {
  const found = sandbox.world.organizations.get(clientId);
  if (found === undefined) throw new Error('There is no client left');
  return found;
};
const expenses = () => [...sandbox.world.expenses.search(clientId)];
const operation = 'bookkeepers.clients.applyTemplate';
const apply = (body: object) => ({ operation, path: { bookkeeperId, clientId }, body }) as const;
const written = () => sandbox.requests.filter((each) => each.operation === operation).length;

test('counts what it destroys, names it, and says that nothing brings it back', async () => {
  const count = expenses().length;
  const { prepared, diff, hazard, organization, reversal, recipe } = await plan(apply({ templateId }));
  const shown = `client "${client().header.name}" (${clientId})`;
  expect({ hazard, organization }).toEqual({ hazard: 'reset', organization: clientId });
  expect(prepared.destroys).toEqual({ name: templateId, count, what: 'expenses' });
  expect(prepared.title).toBe(`Apply template "${templateId}" to ${shown}: hard reset of ${count} expenses`);
  expect(diff.map(({ path }) => path.join('.'))).toEqual(['organization.templateId']);
  expect(prepared.losses?.[0]?.what).toMatch(new RegExp(`every expense of .*: ${count} in all \\(\\d+ [A-Z]`));
  expect(prepared.losses?.every(({ kind }) => kind === 'reset')).toBe(true);
  expect(prepared.notes).toContainEqual(expect.stringContaining('block it first'));
  expect(reversal).toEqual({ cannot: expect.stringContaining('file kept before') });
  expect(recipe.snapshot).toBeDefined();
  expect(written()).toBe(0);
});

test('resets the client and nothing else, and reads back that it did', async () => {
  const others = () => {
    const { organizations, expenses: all, ...rest } = wholeWorld(sandbox.world);
    const { [clientId]: _, ...remaining } = organizations;
    return { ...rest, remaining, all: all.filter((each) => Object(each).expense.organizationId !== clientId) };
  };
  const before = others();
  const { count } = (await plan(apply({ templateId }))).prepared.destroys ?? {};
  const { outcome } = await commit(apply({ templateId, accountingTemplateId }));
  expect(client().header.templateId).toBe(templateId);
  expect(client().accountingTemplateId).toBe(accountingTemplateId);
  expect(outcome.after).toMatchObject({ organization: { templateId }, expenses: { count } });
  expect(outcome.settlement?.changed.map(({ path: [document] }) => document)).toContain('categories');
  expect(expenses().every(({ expense }) => !('category' in expense))).toBe(true);
  expect(others()).toEqual(before);
});

test('keeps the settings, the users and every expense beforehand, deleted ones included', async () => {
  const [first] = expenses();
  if (first) sandbox.world.expenses.put({ ...first, expense: { ...first.expense, state: 'DELETED' } });
  const request = apply({ templateId });
  const recipe = recipeOf(operation);
  const kept: { kind: string; record: { id?: string } }[] = [];
  for await (const each of recipe.snapshot?.(reading, parseChangeRequest(recipe, request)) ?? []) {
    kept.push(each as (typeof kept)[number]);
  }
  const of = (kind: string) => kept.filter((each) => each.kind === kind).map(({ record }) => record);
  expect(kept[0]).toMatchObject({ kind: 'organization', record: { id: clientId, name: client().header.name } });
  expect(of('user')).toHaveLength(client().users.size);
  expect(of('paymentMethod')).toEqual(JSON.parse(JSON.stringify(client().paymentMethods)));
  const ids = (list: readonly { id?: string }[]) => list.map(({ id }) => id).sort();
  expect(ids(of('expense'))).toEqual(ids(expenses().map(({ expense }) => expense)));
  expect((await plan(request)).prepared.destroys?.count).toBe(expenses().length);
});

test('is bound to every expense, user and setting it would destroy', async () => {
  const request = apply({ templateId });
  const { hash } = await plan(request);
  expect((await plan(request)).hash).toBe(hash);
  const [record] = expenses();
  if (record === undefined) throw new Error('The client has no expense');
  sandbox.world.expenses.put({ ...record, expense: { ...record.expense, explanation: 'Changed meanwhile' } });
  const changed = await plan(request);
  expect(changed.hash).not.toBe(hash);
  const [user] = client().users.values();
  if (user) user.user.firstName = 'Changed';
  expect((await plan(request)).hash).not.toBe(changed.hash);
});

test('tells after a lost answer whether it was carried out, and never sends it again', async () => {
  for (const [kind, status] of [
    ['reset-before', 'not-applied'],
    ['reset-after', 'committed'],
  ] as const) {
    const planned = await plan(apply({ templateId }));
    const before = written();
    sandbox.faults.add({ operation, kind, times: 1 });
    expect(await carryOut(jenji, reading, planned)).toMatchObject({ status });
    expect(written()).toBe(before + 1);
  }
});

test('says that nobody knows where the same template is applied again and the answer is lost', async () => {
  await commit(apply({ templateId: secondId }));
  const planned = await plan(apply({ templateId: secondId }));
  expect(planned.prepared.notes).toContainEqual(expect.stringContaining('applied last'));
  sandbox.faults.add({ operation, kind: 'reset-before', times: 1 });
  expect(await carryOut(jenji, reading, planned)).toMatchObject({ status: 'unknown' });
  const outcome = await carryOut(jenji, reading, await plan(apply({ templateId: secondId })));
  expect(outcome).toMatchObject({ status: 'committed', settlement: { unexpected: [] } });
});

test('touches no expense where only the accounting configuration changes, and reads none', async () => {
  const before = sandbox.requests.length;
  const records = wholeWorld(sandbox.world).expenses;
  const { prepared, reversal } = await plan(apply({ accountingTemplateId }));
  expect(prepared.destroys).toEqual({ name: accountingTemplateId, count: 0, what: 'expenses' });
  expect(reversal).toEqual({ cannot: expect.stringContaining('which accounting template was in force') });
  expect(sandbox.requests.slice(before).map((each) => each.operation)).toEqual(['organizations.get']);
  await commit(apply({ accountingTemplateId }));
  expect(client().accountingTemplateId).toBe(accountingTemplateId);
  expect(wholeWorld(sandbox.world).expenses).toEqual(records);
  const planned = await plan(apply({ accountingTemplateId }));
  sandbox.faults.add({ operation, kind: 'reset-after', times: 1 });
  expect(await carryOut(jenji, reading, planned)).toMatchObject({ status: 'unknown' });
});

test('refuses a template for nothing, and a key that cannot read what it would destroy', async () => {
  await expect(plan(apply({}))).rejects.toThrow(InvalidArgumentsError);
  const master = await openWorkshop({ key: { user: 'sandbox-master-bookkeeper' } });
  await expect(master.plan(apply({ templateId }))).rejects.toThrow(ChangeRefused);
  await expect(master.plan(apply({ templateId }))).rejects.toThrow(/may not read the expenses/);
  expect(master.sandbox.requests.some((each) => each.operation === operation)).toBe(false);
});

test('reports a template that Jenji does not know as failed, with nothing changed', async () => {
  const before = wholeWorld(sandbox.world);
  const outcome = await carryOut(jenji, reading, await plan(apply({ templateId: 'nowhere' })));
  expect(outcome.status).toBe('failed');
  expect(wholeWorld(sandbox.world)).toEqual(before);
});
