import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { openOffice } from '../../../test/office.ts';
import { wholeWorld } from '../../../test/whole-world.ts';

const { sandbox, changes: open } = await openOffice({ key: 'bookkeeper' });
const changes = open();
const [bookkeeper] = [...sandbox.world.bookkeepers.values()];
const [template] = [...(bookkeeper?.templates.values() ?? [])];
if (bookkeeper === undefined || template === undefined) throw new Error('The sandbox has no bookkeeper');
const bookkeeperId = bookkeeper.header.id;
const [clientId = '', otherId = ''] = bookkeeper.clients.keys();
const expenses = () => [...sandbox.world.expenses.search(clientId)];

const apply = (client: string) =>
  ({
    operation: 'bookkeepers.clients.applyTemplate',
    path: { bookkeeperId, clientId: client },
    body: { templateId: template.id },
  }) as const;

test('applies a template only to what a person has counted, and keeps what it destroys', async () => {
  const plan = await changes.plan(apply(clientId));
  const count = expenses().length;
  expect(plan).toMatchObject({
    hazard: 'reset',
    reversible: { answer: 'no' },
    confirmation: { name: template.id, count, what: 'expenses' },
  });
  const confirmation = { name: template.id, count };
  const before = wholeWorld(sandbox.world);
  for (const options of [
    {},
    { confirmation },
    { approvedBy: 'person' as const },
    { approvedBy: 'person' as const, confirmation: { ...confirmation, count: count - 1 } },
    { approvedBy: 'person' as const, confirmation: { ...confirmation, name: clientId } },
  ]) {
    await expect(changes.commit(plan.token, options)).rejects.toThrow(/Nothing was sent/);
  }
  expect(wholeWorld(sandbox.world)).toEqual(before);
  const kept = expenses().map(({ expense }) => expense.id);
  const result = await changes.commit(plan.token, { approvedBy: 'person', confirmation });
  expect(result.status).toBe('committed');
  const lines = (await readFile(result.snapshot ?? '', 'utf8')).trim().split('\n');
  const records = lines.map((line) => JSON.parse(line));
  const snapshot = records.filter(({ kind }) => kind === 'expense').map(({ record }) => record.id);
  expect(snapshot.sort()).toEqual(kept.sort());
  await expect(changes.undo(plan.id)).rejects.toThrow(/file kept before/);
});

test('does not apply a template to a client that has changed since it was counted', async () => {
  const plan = await changes.plan(apply(otherId));
  const [record] = sandbox.world.expenses.search(otherId);
  if (record === undefined) throw new Error('The client has no expense');
  sandbox.world.expenses.put({ ...record, expense: { ...record.expense, explanation: 'Entered meanwhile' } });
  const before = wholeWorld(sandbox.world);
  const { confirmation } = plan;
  const result = await changes.commit(plan.token, { approvedBy: 'person', confirmation });
  expect(result).toMatchObject({ status: 'refused', items: [{ drift: [{ path: ['expenses', 'digest'] }] }] });
  expect(wholeWorld(sandbox.world)).toEqual(before);
});

const operation = 'bookkeepers.templates.categories.replaceAll';
const categories = () => structuredClone(template.categories ?? []);
const replace = (delta: object) =>
  ({ operation, path: { bookkeeperId, templateId: template.id }, body: { categories: categories(), delta } }) as const;

test('turns a change of template categories back by what was answered, before any client shows it', async () => {
  const before = categories();
  const plan = await changes.plan(
    replace({ add: [{ id: 'bus' }], change: [{ id: 'fuel', order: 7 }], disable: ['books'], maxDisabled: 1 }),
  );
  expect(plan).toMatchObject({ losses: [{ kind: 'disabled' }], reversible: { answer: 'with exceptions' } });
  expect(await changes.commit(plan.token)).toMatchObject({ status: 'committed', items: [{ unexpected: [] }] });
  expect(categories()).not.toEqual(before);
  const undo = await changes.undo(plan.id);
  expect(await changes.commit(undo.token)).toMatchObject({ status: 'committed', items: [{ unexpected: [] }] });
  expect(categories()).toEqual([...before, { id: 'bus', disabled: true }]);
});

test('says unknown, then and later, where the answer about a template is lost', async () => {
  const plan = await changes.plan(replace({ add: [{ id: 'tram' }] }));
  sandbox.faults.add({ operation, kind: 'reset-after', times: 1 });
  expect(await changes.commit(plan.token)).toMatchObject({ items: [{ status: 'unknown' }] });
  expect((await changes.resolve(plan.id)).items[0]?.status).toBe('unknown');
  await expect(changes.undo(plan.id)).rejects.toThrow(/not known/);
});

test('shuts a client and opens it again', async () => {
  const { header } = sandbox.world.organizations.get(otherId) ?? {};
  const path = { bookkeeperId, clientId: otherId };
  const plan = await changes.plan({ operation: 'bookkeepers.clients.states.add', path, body: { states: ['BLOCKED'] } });
  expect(plan).toMatchObject({ hazard: 'transition', items: [{ organization: otherId }] });
  expect(await changes.commit(plan.token)).toMatchObject({ status: 'committed' });
  expect(header?.states).toEqual(['BLOCKED']);
  expect(await changes.commit((await changes.undo(plan.id)).token)).toMatchObject({ status: 'committed' });
  expect(header?.states).toEqual([]);
});

test('keeps to the organizations and the resets that the operator allows', async () => {
  const bounded = open({ policy: { writes: 'confirm', organizations: new Set([clientId]), allowReset: new Set() } });
  const before = sandbox.requests.length;
  const create = { name: 'x', templateId: template.id };
  for (const request of [
    apply(clientId),
    {
      operation: 'bookkeepers.clients.states.add',
      path: { bookkeeperId, clientId: otherId },
      body: { states: ['BLOCKED'] },
    },
  ] as const) {
    await expect(bounded.plan(request)).rejects.toMatchObject({ reason: 'policy' });
  }
  expect(sandbox.requests).toHaveLength(before);
  for (const request of [
    replace({ add: [{ id: 'x' }] }),
    { operation: 'bookkeepers.clients.create', path: { bookkeeperId }, body: create },
  ] as const) {
    await expect(bounded.plan(request)).rejects.toMatchObject({ reason: 'policy' });
  }
});
