import { startSandbox } from '@jenji-kit/sandbox';
import { afterAll, expect, test } from 'vitest';
import { connectionsTo } from '../../test/connection.ts';
import { createReviews } from '../review/create-reviews.ts';
import { changeReport, resultWords } from './change-report.ts';
import { recentChanges } from './recent-changes.ts';
import { recordRow } from './record-rows.ts';

const sandbox = await startSandbox({ limits: 'none', expenses: 50 });
const window = await connectionsTo(sandbox);
const connection = await window.connection();
const changes = await connection.changes();
const [organization] = sandbox.world.organizations.values();
const organizationId = organization?.header.id ?? '';
const style = { language: 'en', timeZone: 'UTC' };
afterAll(async () => {
  await window.close();
  await sandbox.close();
});

const add = (code: string) =>
  changes.plan({
    operation: 'communications.create',
    path: { organizationId },
    body: { code, groupId: 'root', messagesPerLanguage: { en: 'Hello\u202E world' }, level: 'INFO' },
  });

async function told(id: string) {
  const change = await changes.get(id);
  if (!change) throw new Error('It is gone');
  return { accountId: window.account.id, change };
}

test('tells of a change that was carried out what it changed, who approved it, and that it can be undone', async () => {
  const plan = await add('first');
  const result = await changes.commit(plan.token, { approvedBy: 'person' });
  const recent = await told(plan.id);
  const row = recordRow(recent, window.account, style);
  expect(row).toMatchObject({ icon: { id: 'pass' }, context: 'jenji.change.committed.undoable' });
  expect(row.description).toMatch(/^Carried out · .* · approved by a person · Sandbox · Custom server$/);
  const report = changeReport(recent.change, window.account, style);
  expect(report).toContain('It was carried out, and read back.');
  expect(report).toContain('first › code: nothing → “first”');
  expect(report).toContain(`New id: ${result.items[0]?.newIds?.[0]}`);
  expect(report).not.toContain('\u202E');
  expect(report).not.toContain(plan.token);
  expect(resultWords(result)).toEqual({ tone: 'good', text: 'Done, and read back: Add communication "first"' });
});

test('lists what was decided, the latest first, page by page, and leaves out what waits', async () => {
  const decided: string[] = [];
  for (const code of ['a', 'b', 'c']) {
    const plan = await add(code);
    await changes.refuse(plan.token, 'No.');
    decided.unshift(plan.id);
    await add(`waits-${code}`);
  }
  const { changes: latest, more } = await recentChanges(window.connections.open(), 2);
  expect(latest.map(({ change }) => change.id)).toEqual(decided.slice(0, 2));
  expect(more).toBe(true);
  const all = await recentChanges(window.connections.open(), 50);
  expect(all.more).toBe(false);
  expect(all.changes.map(({ change }) => change.status)).not.toContain('pending');
  expect(recordRow(latest[0] ?? (await told('')), window.account, style).context).toBe('jenji.change.refused.again');
});

test('says of an answer that was lost that nobody knows, and finds out when it looks again', async () => {
  const plan = await add('lost');
  sandbox.faults.add({ operation: 'communications.create', kind: 'reset-after', times: 1 });
  let heal = () => {};
  // From the moment on at which it was sent, nothing can be read.
  const sent = sandbox
    .nextRequest(({ operation }) => operation === 'communications.create')
    .then(() => {
      heal = sandbox.faults.add({ operation: 'communications.list', kind: 'status', status: 503 });
    });
  const result = await changes.commit(plan.token, { approvedBy: 'person' });
  await sent;
  expect(result.status).toBe('unknown');
  expect(resultWords(result)).toMatchObject({ tone: 'bad', text: expect.stringContaining('Look again') });
  const row = recordRow(await told(plan.id), window.account, style);
  expect(row.context).toBe('jenji.change.unknown.open');
  heal();
  expect(await changes.resolve(plan.id)).toMatchObject({ status: 'committed' });
});

test('shows what somebody else has changed where a change was refused for it', async () => {
  const reviews = createReviews(window.connections);
  const user = [...(organization?.users.values() ?? [])][0];
  if (!user) throw new Error('There is no user');
  const decision = reviews.propose(
    {
      operation: 'users.update',
      path: { organizationId, userId: user.user.id },
      body: { firstName: 'Ada', language: user.language ?? 'fr' },
    },
    { accountId: window.account.id },
  );
  await expect.poll(() => reviews.waiting().length).toBe(1);
  const id = reviews.waiting()[0]?.id ?? '';
  user.user.lastName = 'Otherwise';
  const result = await reviews.approve(id);
  await decision;
  reviews.dispose();
  expect(resultWords(result).text).toContain('somebody has changed the same');
  const report = changeReport((await told(id)).change, window.account, style);
  expect(report).toMatch(/Changed by others since it was planned:\n +lastName: “.*” → “Otherwise”/);
});
