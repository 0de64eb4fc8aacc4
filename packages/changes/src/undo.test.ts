import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { UserState } from '@jenji-kit/sandbox';
import { expect, test } from 'vitest';
import { openOffice } from '../test/office.ts';
import { wholeWorld } from '../test/whole-world.ts';
import { expensesOf, putExpense } from '../test/world-seen.ts';
import type { ChangeRequest } from './change-request.ts';

const { sandbox, changes: open, folder, organizationId } = await openOffice();
const changes = open();
const bare = () =>
  structuredClone(sandbox.world.organizations.get(organizationId)?.communications ?? []).map(
    ({ updatedAt: _, ...rest }) => rest,
  );
const add = (code: string, text = 'Books close on Friday.'): ChangeRequest => ({
  operation: 'communications.create',
  path: { organizationId },
  body: { code, groupId: 'root', messagesPerLanguage: { en: text }, level: 'INFO' },
});
const update = (communicationId: string, body: object): ChangeRequest => ({
  operation: 'communications.update',
  path: { organizationId, communicationId },
  body,
});
const run = (expenseId: string, actionCode: string): ChangeRequest => ({
  operation: 'expenses.actions.execute',
  path: { expenseId, actionCode },
});

async function done(request: ChangeRequest | ChangeRequest[]) {
  const plan = await changes.plan(request);
  const result = await changes.commit(plan.token);
  expect(result).toMatchObject({ status: 'committed' });
  return { ...result, plan };
}

test('turns back several changes of the same field, and of a record that came with them', async () => {
  const { items } = await done(add('chain'));
  const id = items[0]?.newIds?.[0] ?? '';
  const before = bare();
  const change = await done([
    update(id, { level: 'WARNING' }),
    update(id, { level: 'ERROR', code: 'renamed' }),
    update(id, { level: 'SUCCESS' }),
    { operation: 'communications.delete', path: { organizationId, communicationId: id } },
  ]);
  const undo = await changes.undo(change.id);
  expect(undo.notes).toContain('It gets a new id.');
  // It comes back under another id, so what was done to it before cannot be found any more, and is said.
  expect(undo.skipped.length + undo.items.length).toBe(4);
  expect(before).toHaveLength(bare().length + 1);
});

test('carries out and turns back changes that show in what the later ones read, in another document or as its date', async () => {
  const organization = sandbox.world.organizations.get(organizationId);
  const [{ user }, { user: other }] = [...(organization?.users.values() ?? [])] as [UserState, UserState];
  const group = organization?.groups.find(({ paymentMethodIds }) => paymentMethodIds?.length);
  const [first, second] = organization?.categories ?? [];
  const path = { organizationId };
  const world = () => wholeWorld(sandbox.world, [organizationId]);
  const before = world();
  const change = await done([
    {
      operation: 'paymentMethods.update',
      path: { ...path, paymentMethodId: group?.paymentMethodIds?.[0] ?? '' },
      body: { code: 'X' },
    },
    { operation: 'groups.patch', path: { ...path, groupId: group?.id ?? '' }, body: { name: 'Renamed' } },
    { operation: 'categories.update', path: { ...path, categoryId: second?.id ?? '' }, body: { order: 90 } },
    { operation: 'categories.update', path: { ...path, categoryId: first?.id ?? '' }, body: { order: 91 } },
    {
      operation: 'users.update',
      path: { ...path, userId: user.id },
      body: { firstName: 'Ada', language: organization?.users.get(user.id)?.language ?? 'fr' },
    },
    {
      operation: 'users.delegations.users.replace',
      path: { ...path, userId: user.id },
      body: { add: [{ userId: other.id, permission: 'READ' }] },
    },
  ]);
  expect(world()).not.toEqual(before);
  expect(await changes.commit((await changes.undo(change.id)).token)).toMatchObject({ status: 'committed' });
  expect(world()).toEqual(before);
});

test('takes the workflow action that leads back, and names those that are possible', async () => {
  const { id } = putExpense(sandbox.world);
  const state = () => sandbox.world.expenses.get(id)?.expense.state;
  const plan = await changes.plan(run(id, 'accept'));
  expect(plan.reversible.answer).toBe('with exceptions');
  await changes.commit(plan.token);
  const after = state();
  expect(after).not.toBe('WAITING_FOR_VALIDATION');
  const refused = await changes.undo(plan.id).catch((error: unknown) => error);
  expect(refused).toMatchObject({ reason: 'state', choices: expect.arrayContaining([expect.any(String)]) });
  expect(state()).toBe(after);
});

test('plans a batch on many expenses, and says of each that is left out why', async () => {
  const ready = [putExpense(sandbox.world), putExpense(sandbox.world)];
  const other = expensesOf(sandbox.world).find(({ state }) => state !== 'WAITING_FOR_VALIDATION');
  const requests = [...ready, ...(other ? [other] : [])].map(({ id }) => run(id, 'accept'));
  const plan = await changes.plan([...requests, run('nowhere', 'accept')]);
  expect(plan.items).toHaveLength(2);
  expect(plan.skipped.map(({ why }) => why)).toEqual([
    expect.stringContaining('is not possible'),
    expect.stringMatching(/no such|There is no/i),
  ]);
  expect(plan).toMatchObject({ hazard: 'transition', title: expect.stringMatching(/^2 changes: /) });
  const requestsBefore = sandbox.requests.length;
  expect(await changes.commit(plan.token)).toMatchObject({ status: 'committed' });
  expect(sandbox.requests.length - requestsBefore).toBe(plan.cost.requests);
  for (const { id } of ready) expect(sandbox.world.expenses.get(id)?.expense.state).not.toBe('WAITING_FOR_VALIDATION');
  await expect(changes.plan(requests)).rejects.toThrow(/None of the 3 changes is possible now/);
});

test('hands out a link that nothing keeps, and knows that nobody can find out when it was lost', async () => {
  const [user] = sandbox.world.organizations.get(organizationId)?.users.keys() ?? [];
  const link: ChangeRequest = {
    operation: 'receipts.uploadUrl',
    body: { userId: user, fileType: 'pdf', md5: 'CY9rzUYh03PK3k6DJie09g==', receiptType: 'EXPENSE' },
  };
  const { items } = await done(link);
  expect(items[0]?.secrets).toMatchObject({ uploadUrl: expect.stringContaining('http'), key: expect.any(String) });
  const kept = readdirSync(folder).filter((name) => name.endsWith('.jsonl'));
  for (const name of kept) expect(readFileSync(join(folder, name), 'utf8')).not.toContain(items[0]?.secrets?.uploadUrl);
  const plan = await changes.plan(link);
  sandbox.faults.add({ operation: 'receipts.uploadUrl', kind: 'reset-after', times: 1 });
  expect(await changes.commit(plan.token)).toMatchObject({ status: 'unknown' });
  expect(await changes.resolve(plan.id)).toMatchObject({ status: 'unknown' });
});

test('changes a record whose text holds a signed link, keeps the link out of the journal, and does not write it again', async () => {
  const link = 'https://storage.test/x?X-Amz-Signature=0123456789abcdef';
  const { items } = await done(add('link'));
  const id = items[0]?.newIds?.[0] ?? '';
  const record = sandbox.world.organizations.get(organizationId)?.communications.find((each) => each.id === id);
  if (record === undefined) throw new Error('The message is not there');
  record.messagesPerLanguage = { en: link };
  const { id: change } = await done(update(id, { level: 'ERROR' }));
  expect(record.messagesPerLanguage).toEqual({ en: link });
  expect(await changes.commit((await changes.undo(change)).token)).toMatchObject({ status: 'committed' });
  expect(record).toMatchObject({ messagesPerLanguage: { en: link }, level: 'INFO' });
  const { id: replaced } = await done(update(id, { messagesPerLanguage: { en: 'No link' } }));
  await expect(changes.undo(replaced)).rejects.toThrow(/signed link/);
  await expect(changes.plan(update(id, { messagesPerLanguage: { en: link } }))).rejects.toThrow(/signed link/);
  for (const name of readdirSync(folder).filter((each) => each.endsWith('.jsonl'))) {
    expect(readFileSync(join(folder, name), 'utf8')).not.toContain('0123456789abcdef');
  }
});

test('says what is not there to be undone', async () => {
  const plan = await changes.plan(add('never'));
  await expect(changes.undo(plan.id)).rejects.toThrow(/nothing to turn back/);
  await expect(changes.undo('0123456789abcdef')).rejects.toThrow(/There is no change/);
  await expect(changes.resolve('0123456789abcdef')).rejects.toThrow(/There is no change/);
  expect(await changes.get('0123456789abcdef')).toBeUndefined();
  expect(await changes.resolve(plan.id)).toMatchObject({ status: 'pending' });
});

test('says beforehand when turning back would take more changes than one plan may hold', async () => {
  const organization = sandbox.world.organizations.get(organizationId);
  const [listId = ''] = organization?.optionLists.keys() ?? [];
  const ids = Array.from({ length: 501 }, (_, index) => ({ id: `many-${index}` }));
  organization?.optionLists.set(
    listId,
    ids.map(({ id }) => ({ id, disabled: false })),
  );
  const { plan } = await done({
    operation: 'customOptions.batchUpsert',
    path: { organizationId, listId },
    // What had no code cannot be emptied again by one request for all.
    body: ids.map(({ id }) => ({ id, accountingCode: 'A' })),
  });
  expect(plan.reversible).toMatchObject({ answer: 'no', text: expect.stringContaining('takes 501 changes') });
  await expect(changes.undo(plan.id)).rejects.toThrow(/takes 501 changes/);
});

test('lists the latest first, page by page, by status and organization', async () => {
  const all = await changes.list({ limit: 1000 });
  expect(all.length).toBeGreaterThan(5);
  const pages = [];
  for (let before: string | undefined; ; before = pages.at(-1)?.id) {
    const page = await changes.list({ limit: 3, ...(before && { before }) });
    if (page.length === 0) break;
    pages.push(...page);
  }
  expect(pages).toEqual(all);
  expect(all.map(({ plannedAt }) => plannedAt)).toEqual(
    all
      .map(({ plannedAt }) => plannedAt)
      .sort()
      .reverse(),
  );
  const undone = await changes.list({ limit: 1000, status: 'undone' });
  expect(undone).toEqual(all.filter(({ status }) => status === 'undone'));
  expect(await changes.list({ limit: 1000, organization: 'another' })).toEqual([]);
  expect(await changes.list({ limit: 1000, before: '2020-01-01T00:00:00Z' })).toEqual([]);
});

test('calls the undo of an undo a redo, and the undo of that an undo again', async () => {
  const title = async (id: string) => (await changes.get(id))?.title;
  const { id: first } = await done({
    operation: 'organizations.patch',
    path: { organizationId },
    body: { name: 'Undo: Atelier' },
  });
  const ids = [first];
  for (let round = 0; round < 3; round++) {
    const plan = await changes.undo(ids.at(-1) ?? '');
    await changes.commit(plan.token);
    ids.push(plan.id);
  }
  const [said = '', ...others] = await Promise.all(ids.map(title));
  expect(others).toEqual([`Undo: ${said}`, `Redo: ${said}`, `Undo: ${said}`]);
});
