import { expect, test } from 'vitest';
import { openOffice } from '../test/office.ts';
import type { ChangeRequest } from './change-request.ts';
import type { Step } from './engine.ts';

const { sandbox, changes: open, organizationId } = await openOffice();
const messages = () => sandbox.world.organizations.get(organizationId)?.communications ?? [];
const codes = () => messages().map(({ code }) => code);
const ours: ChangeRequest = {
  operation: 'communications.create',
  path: { organizationId },
  body: { code: 'ours', groupId: 'root', messagesPerLanguage: { en: 'Books close.' }, level: 'INFO' },
};

/** Somebody else adds a message after the last look and before ours is sent. */
function withSomebodyElse(code: string, id: string) {
  return open({
    onStep(step: Step) {
      if (step !== 'sending noted') return;
      const updatedAt = '2026-01-01T00:00:00Z';
      messages().push({
        id,
        code,
        groupId: 'root',
        messagesPerLanguage: { en: 'Books close.' },
        level: 'INFO',
        updatedAt,
      });
    },
  });
}

test('turns back its own record, and leaves what somebody else added at the same moment', async () => {
  const plan = await open().plan(ours);
  const result = await withSomebodyElse('theirs', 'theirs').commit(plan.token);
  expect(result).toMatchObject({ status: 'committed', items: [{ newIds: [expect.any(String)] }] });
  expect(result.items[0]?.unexpected?.map(({ path }) => path[1])).toContain('theirs');
  const undo = await open().undo(plan.id);
  expect(undo.notes).toContain('"theirs" came at the same moment and is not of this change: it stays.');
  await open().commit(undo.token);
  expect(codes()).toContain('theirs');
  expect(codes()).not.toContain('ours');
});

test('takes the record of the answer for its own although somebody else added the same', async () => {
  const plan = await open().plan(ours);
  const result = await withSomebodyElse('ours', 'a-twin').commit(plan.token);
  expect(result.items[0]?.newIds).not.toContain('a-twin');
  await open().commit((await open().undo(plan.id)).token);
  expect(messages().filter(({ code }) => code === 'ours')).toMatchObject([{ id: 'a-twin' }]);
});

test('turns nothing back where the answer was lost and two alike are there', async () => {
  const plan = await open().plan(ours);
  sandbox.faults.add({ operation: 'communications.create', kind: 'reset-after', times: 1 });
  const result = await withSomebodyElse('ours', 'second-twin').commit(plan.token);
  expect(result.status).toBe('committed');
  await expect(open().undo(plan.id)).rejects.toThrow(/nobody can tell which one this change made/);
  expect(messages().map(({ id }) => id)).toContain('second-twin');
});

test('sends the rest of a plan only as long as nobody else has changed what it is about, be it to the same values', async () => {
  const add = (id: string) =>
    messages().push({
      ...{ id, code: id, groupId: 'root', messagesPerLanguage: { en: id } },
      level: 'INFO',
      updatedAt: '',
    });
  for (const id of ['first', 'second', 'third']) add(id);
  const toError = (communicationId: string): ChangeRequest => ({
    operation: 'communications.update',
    path: { organizationId, communicationId },
    body: { level: 'ERROR' },
  });
  const plan = await open().plan([toError('first'), toError('second')]);
  let outcomes = 0;
  const changes = open({
    onStep(step: Step) {
      if (step !== 'outcome noted' || ++outcomes > 1) return;
      const third = messages().find(({ id }) => id === 'third');
      if (third) third.level = 'ERROR';
    },
  });
  expect((await changes.commit(plan.token)).items).toMatchObject([
    { status: 'committed' },
    { status: 'refused', drift: [{ path: ['communications', 'third', 'level'], before: 'INFO', after: 'ERROR' }] },
  ]);
});
