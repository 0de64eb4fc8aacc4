import { existsSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { InvalidArgumentsError } from '@jenji-kit/client';
import { expect, test } from 'vitest';
import { openOffice } from '../test/office.ts';
import type { ChangeRequest } from './change-request.ts';

const { sandbox, changes: open, folder, organizationId } = await openOffice();
const changes = open();
const communications = () => structuredClone(sandbox.world.organizations.get(organizationId)?.communications ?? []);
const bare = () => communications().map(({ updatedAt: _, ...rest }) => rest);

const add = (code: string): ChangeRequest => ({
  operation: 'communications.create',
  path: { organizationId },
  body: { code, groupId: 'root', messagesPerLanguage: { en: 'Books close on Friday.' }, level: 'INFO' },
});
const update = (communicationId: string, body: object): ChangeRequest => ({
  operation: 'communications.update',
  path: { organizationId, communicationId },
  body,
});
const remove = (communicationId: string): ChangeRequest => ({
  operation: 'communications.delete',
  path: { organizationId, communicationId },
});

async function added(code: string): Promise<string> {
  const { items } = await changes.commit((await changes.plan(add(code))).token);
  return items[0]?.newIds?.[0] ?? '';
}

test('plans, commits, tells, undoes, and undoes the undoing', async () => {
  const before = bare();
  const plan = await changes.plan(add('closing'));
  expect(plan).toMatchObject({
    hazard: 'create',
    title: 'Add communication "closing"',
    items: [{ operation: 'communications.create', organization: organizationId }],
    skipped: [],
    cost: { requests: 5 },
    reversible: { answer: 'yes' },
  });
  expect(plan.token.length).toBeLessThan(120);
  expect(bare()).toEqual(before);
  expect(await changes.list({ limit: 1 })).toMatchObject([{ id: plan.id, status: 'pending' }]);

  const result = await changes.commit(plan.token, { approvedBy: 'person' });
  expect(result).toMatchObject({ id: plan.id, status: 'committed', items: [{ status: 'committed', unexpected: [] }] });
  const after = bare();
  expect(after).toHaveLength(before.length + 1);
  expect(await changes.get(plan.id)).toMatchObject({
    status: 'committed',
    approvedBy: 'person',
    items: [{ status: 'committed', newIds: result.items[0]?.newIds }],
  });

  const undo = await changes.undo(plan.id);
  expect(undo).toMatchObject({ undoes: plan.id, hazard: 'delete', losses: [{ kind: 'removed' }] });
  expect(await changes.commit(undo.token)).toMatchObject({ status: 'committed' });
  expect(bare()).toEqual(before);
  expect(await changes.get(plan.id)).toMatchObject({ status: 'undone', undoneBy: undo.id });
  expect(await changes.get(undo.id)).toMatchObject({ status: 'committed', undoes: plan.id });
  await expect(changes.undo(plan.id)).rejects.toThrow(/turned back before, by/);

  const again = await changes.undo(undo.id);
  expect(again.notes).toContain('It gets a new id.');
  expect(await changes.commit(again.token)).toMatchObject({ status: 'committed' });
  expect(bare().map(({ id: _, ...rest }) => rest)).toEqual(after.map(({ id: _, ...rest }) => rest));
});

test('refuses to commit what has drifted, and shows what', async () => {
  const id = await added('drift');
  const plan = await changes.plan(update(id, { level: 'ERROR' }));
  const record = sandbox.world.organizations.get(organizationId)?.communications.find((each) => each.id === id);
  if (record) record.code = 'drifted';
  const before = communications();
  const result = await changes.commit(plan.token);
  expect(result).toMatchObject({
    status: 'refused',
    items: [
      { status: 'refused', drift: [{ path: ['communications', id, 'code'], before: 'drift', after: 'drifted' }] },
    ],
  });
  expect(communications()).toEqual(before);
  expect(await changes.get(plan.id)).toMatchObject({ status: 'refused', items: [{ drift: [{ after: 'drifted' }] }] });
  await expect(changes.commit(plan.token)).rejects.toMatchObject({ reason: 'token' });
  await expect(changes.undo(plan.id)).rejects.toThrow(/nothing to turn back/);
});

test('refuses to undo what was changed again since, and leaves alone what others did beside it', async () => {
  const id = await added('since');
  const plan = await changes.plan(update(id, { level: 'ERROR' }));
  await changes.commit(plan.token);
  const other = await added('beside');
  await changes.commit((await changes.plan(update(id, { code: 'renamed' }))).token);
  const undo = await changes.undo(plan.id);
  await changes.commit((await changes.plan(update(id, { level: 'SUCCESS' }))).token);
  expect(await changes.commit(undo.token)).toMatchObject({ status: 'refused' });
  await expect(changes.undo(plan.id)).rejects.toMatchObject({
    reason: 'drift',
    drift: [{ path: ['communications', id, 'level'], before: 'ERROR', after: 'SUCCESS' }],
  });
  await changes.commit((await changes.plan(update(id, { level: 'ERROR' }))).token);
  expect(await changes.commit((await changes.undo(plan.id)).token)).toMatchObject({ status: 'committed' });
  expect(bare()).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ id, code: 'renamed', level: 'INFO' }),
      expect.objectContaining({ id: other, code: 'beside' }),
    ]),
  );
});

test('plans several, each after the ones before it, skips what the state forbids, and undoes them in turn', async () => {
  const id = await added('several');
  const before = bare();
  const plan = await changes.plan([
    update(id, { level: 'WARNING' }),
    add('first'),
    update('nobody', { level: 'INFO' }),
    add('second'),
    update(id, { code: 'again' }),
    update(id, { level: 'ERROR' }),
  ]);
  expect(plan.items.map(({ diff }) => diff.length)).toEqual([1, expect.any(Number), expect.any(Number), 1, 1]);
  expect(plan.items[4]?.diff).toEqual([{ path: ['communications', id, 'level'], before: 'WARNING', after: 'ERROR' }]);
  expect(plan.skipped).toMatchObject([{ request: { path: { communicationId: 'nobody' } }, why: expect.any(String) }]);
  const told: string[] = [];
  const result = await changes.commit(plan.token, { progress: ({ done, total }) => told.push(`${done}/${total}`) });
  expect(result).toMatchObject({ status: 'committed' });
  expect(told).toEqual(['0/5', '1/5', '2/5', '3/5', '4/5', '5/5']);
  expect(bare()).toHaveLength(before.length + 2);
  const undo = await changes.undo(plan.id);
  expect(undo.items).toHaveLength(5);
  expect(await changes.commit(undo.token)).toMatchObject({ status: 'committed' });
  expect(bare()).toEqual(before);
});

test('names the change of a list whose arguments are wrong, and reads nothing', async () => {
  const sent = sandbox.requests.length;
  const wrong = changes.plan([add('one'), update('some', { level: 'LOUD' })]);
  await expect(wrong).rejects.toThrow(InvalidArgumentsError);
  await expect(wrong).rejects.toMatchObject({ issues: [{ path: 'changes[1].body.level' }] });
  for (const operation of ['communications.list', 'communications.nothing']) {
    await expect(changes.plan({ ...add('x'), operation } as ChangeRequest)).rejects.toMatchObject({
      issues: [{ path: 'operation' }],
    });
  }
  expect(sandbox.requests).toHaveLength(sent);
});

test('lets a person refuse, and lists what waits', async () => {
  const id = await added('refused');
  const plan = await changes.plan(remove(id));
  expect(await changes.list({ limit: 5, status: 'pending' })).toContainEqual(expect.objectContaining({ id: plan.id }));
  await changes.refuse(await changes.tokenOf(plan.id), 'Still needed');
  await expect(changes.commit(plan.token)).rejects.toThrow(/A person refused/);
  expect(await changes.get(plan.id)).toMatchObject({ status: 'refused', reason: 'Still needed' });
  expect(await changes.list({ limit: 5, status: 'pending' })).not.toContainEqual(
    expect.objectContaining({ id: plan.id }),
  );
});

test('plans and commits forty changes of one list, each after those before it', async () => {
  const plan = await changes.plan(Array.from({ length: 40 }, (_, index) => add(`many ${index}`)));
  expect(plan.items).toHaveLength(40);
  expect(plan.items.at(-1)?.diff.every(({ path }) => path[1] === '⟨new⟩')).toBe(true);
  expect(await changes.commit(plan.token)).toMatchObject({ status: 'committed' });
  expect(bare().map(({ code }) => code)).toEqual(expect.arrayContaining(['many 0', 'many 39']));
});

test('lets go of what killed processes left half written', async () => {
  const [old, young] = [join(folder, 'key.old.tmp'), join(folder, 'key.young.tmp')];
  for (const path of [old, young]) writeFileSync(path, '');
  utimesSync(old, 0, 0);
  await open().plan(add('tidy'));
  expect([existsSync(old), existsSync(young)]).toEqual([false, true]);
});

test('makes the key anew where there is none, and says what to do with one that is damaged', async () => {
  const key = join(folder, 'key');
  const { token } = await changes.plan(add('key'));
  writeFileSync(key, 'short');
  await expect(open().plan(add('damaged'))).rejects.toThrow(
    /must hold 32 bytes and holds 5: it is damaged\. Delete it/,
  );
  rmSync(key);
  const { token: other } = await open().plan(add('anew'));
  await expect(open().commit(token)).rejects.toMatchObject({ reason: 'token' });
  expect(await open().commit(other)).toMatchObject({ status: 'committed' });
});
