import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type * as z from 'zod';
import { answerSchema, type Settings, type Task } from '../test/change-process.ts';
import { openOffice } from '../test/office.ts';
import type { ItemStatus } from './change-record.ts';
import type { ChangeRequest } from './change-request.ts';
import type { Step } from './engine.ts';

/** Real processes that are killed at each step, and others that share their folder. */
const { sandbox, changes: open, folder, organizationId } = await openOffice({ expenses: 0 });
const changes = open();
const place = await mkdtemp(join(tmpdir(), 'jenji-changes-script-'));
const script = join(place, 'change-process.mjs');
const children: ChildProcess[] = [];

beforeAll(async () => {
  const entry = new URL('../test/change-process.ts', import.meta.url).pathname;
  await build({
    entryPoints: [entry],
    outfile: script,
    bundle: true,
    platform: 'node',
    format: 'esm',
    conditions: ['@jenji-kit/source'],
    banner: {
      js: "import { createRequire as changesRequire } from 'node:module'; const require = changesRequire(import.meta.url);",
    },
  });
});
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});
afterAll(() => rm(place, { recursive: true }));

function start(dieAt?: { step: Step; time: number }): ChildProcess {
  const settings: Settings = {
    url: sandbox.url,
    credentials: sandbox.credentials.organization,
    folder,
    ...(dieAt && { dieAt }),
  };
  const child = fork(script, [JSON.stringify(settings)], { execArgv: [] });
  children.push(child);
  return child;
}

type Answer = z.infer<typeof answerSchema>;

/** Its answer; undefined when it died before it could give one. */
async function ask(child: ChildProcess, task: Task): Promise<Answer | undefined> {
  const answered = once(child, 'message').then(([message]) => answerSchema.parse(message));
  const died = once(child, 'exit').then(() => undefined);
  child.send(task);
  return Promise.race([answered, died]);
}

const communications = () => structuredClone(sandbox.world.organizations.get(organizationId)?.communications ?? []);
const bare = () => communications().map(({ updatedAt: _, ...rest }) => rest);
const writes = () => sandbox.requests.filter(({ method }) => method !== 'GET').length;

const message = { groupId: 'root', messagesPerLanguage: { en: 'Books close on Friday.' }, level: 'INFO' };
const create = (code: string): ChangeRequest => ({
  operation: 'communications.create',
  path: { organizationId },
  body: { ...message, code },
});

async function added(code: string): Promise<string> {
  const { items } = await changes.commit((await changes.plan(create(code))).token);
  return items[0]?.newIds?.[0] ?? '';
}

/** One change of each form: a record is added, one is changed, one is deleted. */
async function three(): Promise<ChangeRequest[]> {
  const [one, other] = [await added('one'), await added('other')];
  return [
    create('new'),
    { operation: 'communications.update', path: { organizationId, communicationId: one }, body: { level: 'ERROR' } },
    { operation: 'communications.delete', path: { organizationId, communicationId: other } },
  ];
}

/** What became of a change during which the process died. */
const statusAt: Partial<Record<Step, ItemStatus>> = {
  read: 'not-sent',
  'sending noted': 'not-applied',
  sent: 'committed',
  'read back': 'committed',
  'outcome noted': 'committed',
};

const deaths = [
  ...(['read', 'sending noted', 'sent', 'read back', 'outcome noted'] as const).map((step) => ({ step, time: 2 })),
  ...(['sending noted', 'sent'] as const).flatMap((step) => [1, 3].map((time) => ({ step, time }))),
];

describe('a process killed', () => {
  test.each(deaths)('after $step of change $time of 3', async ({ step, time }) => {
    const status = statusAt[step];
    const requests = await three();
    const before = bare();
    const child = start({ step, time });
    const { id = '', token = '' } = (await ask(child, { plan: requests })) ?? {};
    const sentBefore = writes();
    expect(await ask(child, { commit: token })).toBeUndefined();

    const [latest] = await changes.list({ limit: 1 });
    expect(latest).toMatchObject({ id, status: 'interrupted' });
    await expect(changes.undo(id)).rejects.toThrow(/is not known yet, so it cannot be turned back/);
    await expect(changes.commit(token)).rejects.toMatchObject({ reason: 'token' });
    const found = bare();
    const resolved = await changes.resolve(id);
    const expected = [1, 2, 3].map((each) => (each < time ? 'committed' : each === time ? status : 'not-sent'));
    expect(resolved.items.map((item) => item.status)).toEqual(expected);
    // What it says is what is there, and looking changed nothing.
    const done = expected.filter((each) => each === 'committed').length;
    expect(writes() - sentBefore).toBe(done);
    expect(bare()).toEqual(found);
    expect(await changes.resolve(id)).toEqual(resolved);
    await expect(changes.commit(token)).rejects.toMatchObject({ reason: 'token' });
    if (done === 0) {
      expect(found).toEqual(before);
      return;
    }
    // It can be turned back as if nothing had happened; what was deleted comes back under another id.
    expect(await changes.commit((await changes.undo(id)).token)).toMatchObject({ status: 'committed' });
    const codes = (list: typeof before) =>
      list.map(({ id: _, ...rest }) => rest).sort((a, b) => ((a.code ?? '') < (b.code ?? '') ? -1 : 1));
    expect(codes(bare())).toEqual(codes(before));
  });

  test.each<{ step: Step; status: string; items: string }>([
    { step: 'claimed', status: 'interrupted', items: 'not-sent' },
    { step: 'started', status: 'interrupted', items: 'not-sent' },
    { step: 'ended', status: 'committed', items: 'committed' },
  ])('after $step', async ({ step, status, items }) => {
    const child = start({ step, time: 1 });
    const { id = '', token = '' } = (await ask(child, { plan: [create('alone')] })) ?? {};
    expect(await ask(child, { commit: token })).toBeUndefined();
    expect(await changes.get(id)).toMatchObject({ status });
    await expect(changes.commit(token)).rejects.toMatchObject({ reason: 'token' });
    expect(await changes.resolve(id)).toMatchObject({ status: items, items: [{ status: items }] });
  });

  test('after a plan was written down leaves a plan that can be carried out', async () => {
    const child = start({ step: 'planned', time: 1 });
    expect(await ask(child, { plan: [create('planned')] })).toBeUndefined();
    const [plan] = await changes.list({ limit: 1 });
    expect(plan).toMatchObject({ status: 'pending' });
    expect(await changes.commit(await changes.tokenOf(plan?.id ?? ''))).toMatchObject({ status: 'committed' });
  });

  test('while its request is under way', async () => {
    sandbox.faults.add({ operation: 'communications.create', kind: 'stall-headers', times: 1 });
    const child = start();
    const { id = '', token = '' } = (await ask(child, { plan: [create('stalled')] })) ?? {};
    const arrived = sandbox.nextRequest(({ operation }) => operation === 'communications.create');
    const answer = ask(child, { commit: token });
    await arrived;
    while (!bare().some(({ code }) => code === 'stalled')) await new Promise((resolve) => setImmediate(resolve));
    expect(await changes.get(id)).toMatchObject({ status: 'sending' });
    await expect(changes.resolve(id)).rejects.toThrow(/being carried out now/);
    child.kill('SIGKILL');
    await answer;
    expect(await changes.get(id)).toMatchObject({ status: 'interrupted' });
    expect(await changes.resolve(id)).toMatchObject({ status: 'committed', items: [{ newIds: [expect.any(String)] }] });
  });
});

test('of processes that commit the same token at the same moment, exactly one does', async () => {
  const crowd = [start(), start()];
  for (let round = 0; round < 6; round++) {
    const { token } = await changes.plan(create(`round ${round}`));
    const answers = await Promise.all(crowd.map((child) => ask(child, { commit: token })));
    expect(answers.map((answer) => answer?.status ?? 'refused').sort()).toEqual(['committed', 'refused']);
    expect(bare().filter(({ code }) => code === `round ${round}`)).toHaveLength(1);
  }
});
