import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ChangeRequest } from '@jenji-kit/changes';
import { AbortedError } from '@jenji-kit/client/errors';
import { startSandbox } from '@jenji-kit/sandbox';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { connectionsTo, type TestConnections } from '../../test/connection.ts';
import { createReviews } from './create-reviews.ts';
import type { Decision, ReviewDesk } from './reviews.ts';

const sandbox = await startSandbox({ limits: 'none', expenses: 50 });
const stateFolder = await mkdtemp(join(tmpdir(), 'jenji-reviews-'));
const organization = first(sandbox.world.organizations.values());
const organizationId = organization.header.id;
let here: TestConnections;

beforeAll(async () => {
  here = await connectionsTo(sandbox, { settings: { stateFolder, allowReset: new Set([organizationId]) } });
});
afterAll(async () => {
  await here.close();
  await sandbox.close();
  await rm(stateFolder, { recursive: true, force: true });
});

function desk(now?: () => number): ReviewDesk {
  const reviews = createReviews(here.connections, { now });
  onTestFinished(() => reviews.dispose());
  return reviews;
}

function first<Each>(values: Iterable<Each>): Each {
  for (const value of values) return value;
  throw new Error('There is none');
}

let number = 0;
function addMessage(): ChangeRequest {
  number++;
  return {
    operation: 'communications.create',
    path: { organizationId },
    body: { code: `news-${number}`, groupId: 'root', messagesPerLanguage: { en: 'Hello' }, level: 'INFO' },
  };
}
const codes = () => organization.communications.map(({ code }) => code);

function userNamed(index: number) {
  const user = [...organization.users.values()][index]?.user;
  if (user === undefined) throw new Error(`There is no user ${index}`);
  return user;
}
function rename(index: number, firstName: string): ChangeRequest {
  const language = organization.users.get(userNamed(index).id)?.language ?? 'fr';
  const path = { organizationId, userId: userNamed(index).id };
  return { operation: 'users.update', path, body: { firstName, language } };
}

/** Proposes, and waits until it is shown. */
async function proposed(reviews: ReviewDesk, request: ChangeRequest | ChangeRequest[], signal?: AbortSignal) {
  const before = new Set(reviews.waiting().map(({ id }) => id));
  const begun = new Promise<string>((resolve) => {
    const listening = reviews.onDidBegin(({ id }) => {
      if (before.has(id)) return;
      listening.dispose();
      resolve(id);
    });
  });
  const decision = reviews.propose(request, { accountId: here.account.id, signal });
  decision.catch(() => undefined);
  return { id: await Promise.race([begun, decision.then(() => '')]), decision };
}

test('carries out what a person approves, and has what it touched read again, and nothing else', async () => {
  const reviews = desk();
  const { readings } = await here.connection();
  const key = (what: string) => `organizations/${organizationId}/${what}`;
  for (const what of ['users', 'communications', 'expenses/2026-10']) readings.put(key(what), 'before');
  const touched: string[] = [];
  const listening = readings.onDidChange((each) => touched.push(each));
  onTestFinished(() => listening.dispose());

  const { id, decision } = await proposed(reviews, rename(0, 'Grace'));
  expect(reviews.waiting()).toMatchObject([{ id, origin: 'person', plan: { items: [{ operation: 'users.update' }] } }]);
  expect(userNamed(0).firstName).not.toBe('Grace');

  const stages: unknown[] = [];
  await reviews.approve(id, { progress: ({ done, total }) => stages.push([done, total]) });
  expect(await decision).toMatchObject({ approved: true, result: { status: 'committed' } });
  expect(stages.at(-1)).toEqual([1, 1]);
  expect(userNamed(0).firstName).toBe('Grace');
  expect(reviews.all()).toEqual([]);
  expect(touched).toEqual([key('users')]);
});

test('changes nothing that a person refuses, and says why', async () => {
  const reviews = desk();
  const { id, decision } = await proposed(reviews, addMessage());
  await reviews.refuse(id, 'Not now.');
  expect(await decision).toEqual({ approved: false, why: 'refused', reason: 'Not now.' });
  expect(codes()).not.toContain(`news-${number}`);
  await expect(reviews.approve(id)).rejects.toThrow(/decided already/);
});

test('withdraws what whoever proposed it gives up on', async () => {
  const reviews = desk();
  const giveUp = new AbortController();
  const { id, decision } = await proposed(reviews, addMessage(), giveUp.signal);
  giveUp.abort();
  await expect(decision).rejects.toThrow(AbortedError);
  expect(reviews.all()).toEqual([]);
  const changes = await (await here.connection()).changes();
  expect(await changes.get(id)).toMatchObject({ status: 'refused' });
});

test('does not withdraw what a person has just approved, even before its first step', async () => {
  const giveUp = new AbortController();
  const connect = async (accountId: string) => {
    const connection = await here.connections.connect(accountId);
    const changes = await connection.changes();
    const tokenOf = async (id: string) => {
      giveUp.abort();
      return await changes.tokenOf(id);
    };
    return { ...connection, account: connection.account, changes: async () => ({ ...changes, tokenOf }) };
  };
  const reviews = createReviews({ ...here.connections, connect });
  onTestFinished(() => reviews.dispose());
  const { id, decision } = await proposed(reviews, addMessage(), giveUp.signal);
  await reviews.approve(id);
  expect(giveUp.signal.aborted).toBe(true);
  expect(await decision).toMatchObject({ approved: true, result: { status: 'committed' } });
});

test('tells whoever waits that a plan has expired, keeps it in the list, and plans it again', async () => {
  let ahead = 0;
  const reviews = desk(() => Date.now() + ahead);
  const { id, decision } = await proposed(reviews, addMessage());
  ahead = 16 * 60_000;
  const second = await proposed(reviews, addMessage());
  expect(await decision).toMatchObject({ approved: false, why: 'expired' });
  expect(await second.decision).toMatchObject({ approved: false, why: 'expired' });
  expect(reviews.all()).toMatchObject([{ id, stage: { name: 'expired' } }, { id: second.id }]);
  expect(reviews.waiting()).toEqual([]);
  ahead = 0;
  const plan = reviews.all()[0]?.plan;
  if (!plan) throw new Error('It is gone');
  reviews.dismiss(second.id);
  const again = reviews.planAgain(plan, { accountId: here.account.id });
  await expect.poll(() => reviews.waiting().length).toBe(1);
  const [anew] = reviews.waiting();
  expect(anew).toMatchObject({ plan: { title: plan.title } });
  await reviews.approve(anew?.id ?? '');
  expect(await again).toMatchObject({ approved: true, result: { status: 'committed' } });
});

test('planning again what still waits leaves it to be decided, and whoever waits for that waiting', async () => {
  const reviews = desk();
  const { id, decision } = await proposed(reviews, addMessage());
  const [waiting] = reviews.waiting();
  if (!waiting) throw new Error('Nothing waits');
  const again = reviews.planAgain(waiting.plan, { accountId: here.account.id });
  await expect.poll(() => reviews.waiting().length).toBe(2);
  await reviews.refuse(id);
  expect(await decision).toMatchObject({ approved: false, why: 'refused' });
  await reviews.refuse(reviews.waiting()[0]?.id ?? '');
  expect(await again).toMatchObject({ approved: false, why: 'refused' });
});

test('refuses what has changed since it was planned, and says what differs', async () => {
  const reviews = desk();
  const { id, decision } = await proposed(reviews, rename(1, 'Ada'));
  userNamed(1).phone = '+33 1 99 99 99 99';
  const result = await reviews.approve(id);
  expect(result).toMatchObject({ status: 'refused', items: [{ drift: [{ path: ['user', 'phone'] }] }] });
  expect(await decision).toMatchObject({ approved: true, result: { status: 'refused' } });
  expect(userNamed(1).firstName).not.toBe('Ada');
});

test('lets a plan wait on of which nothing was sent because Jenji could not be reached', async () => {
  const reviews = desk();
  const { id, decision } = await proposed(reviews, rename(2, 'Marie'));
  const heal = sandbox.faults.add({ operation: 'users.list', kind: 'status', status: 503 });
  const healGet = sandbox.faults.add({ operation: 'users.get', kind: 'status', status: 503 });
  const result = await reviews.approve(id);
  expect(result.status).toBe('not-sent');
  expect(reviews.waiting()).toMatchObject([{ id }]);
  heal();
  healGet();
  await reviews.approve(id);
  expect(await decision).toMatchObject({ approved: true, result: { status: 'committed' } });
});

test('shows in each window what waits in the others; one of them wins, and all are told', async () => {
  const elsewhere = await connectionsTo(sandbox, { settings: { stateFolder } });
  onTestFinished(() => elsewhere.close());
  const other = createReviews(elsewhere.connections);
  onTestFinished(() => other.dispose());
  await elsewhere.connection();
  const reviews = desk();
  const { id, decision } = await proposed(reviews, addMessage());

  await other.lookAround();
  expect(other.waiting().find((each) => each.id === id)).toMatchObject({ origin: 'elsewhere' });
  const both = await Promise.allSettled([other.approve(id), reviews.approve(id)]);
  expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(both.find(({ status }) => status === 'rejected')).toMatchObject({
    reason: { message: expect.stringMatching(/used before/) },
  });
  await reviews.lookAround();
  await other.lookAround();
  expect(await decision).toMatchObject({ approved: true, result: { status: 'committed', items: [{}] } });
  expect(codes().filter((code) => code === `news-${number}`)).toHaveLength(1);
  expect([...reviews.all(), ...other.all()].filter((each) => each.id === id)).toEqual([]);
});

test('carries out a plan of another process, and notices one that was refused there', async () => {
  const reviews = desk();
  const connection = await here.connection();
  const { createChanges } = await import('@jenji-kit/changes');
  const { user } = sandbox.credentials.organization;
  const folder = join(stateFolder, 'changes');
  const policy = { writes: 'confirm' as const, allowReset: new Set<string>() };
  const process = createChanges({
    jenji: connection.jenji,
    principal: { baseUrl: connection.jenji.baseUrl, user },
    policy,
    folder,
  });
  const [one, two] = [await process.plan(addMessage()), await process.plan(addMessage())];
  await reviews.lookAround();
  const waiting = () => reviews.waiting().filter(({ id }) => id === one.id || id === two.id);
  expect(waiting()).toMatchObject([{ id: one.id, origin: 'elsewhere' }, { id: two.id }]);
  expect(await reviews.approve(one.id)).toMatchObject({ status: 'committed' });
  await process.refuse(two.token, 'They thought better of it.');
  await reviews.lookAround();
  expect(waiting()).toEqual([]);
});

test('carries out a reset only with what a person has typed', async () => {
  const reviews = desk();
  const listId = first(organization.optionLists.keys());
  const reset: ChangeRequest = { operation: 'customOptions.deleteAll', path: { organizationId, listId } };
  const { id } = await proposed(reviews, reset);
  const { confirmation } = reviews.waiting()[0]?.plan ?? {};
  if (!confirmation) throw new Error('Nothing has to be typed');
  await expect(reviews.approve(id)).rejects.toThrow(/typed/);
  await expect(reviews.approve(id, { typed: { ...confirmation, count: 0 } })).rejects.toThrow(/typed/);
  expect(reviews.waiting()).toMatchObject([{ id }]);
  expect(await reviews.approve(id, { typed: confirmation })).toMatchObject({ status: 'committed' });
});

test('turns a change back through the same review', async () => {
  const reviews = desk();
  const { id, decision } = await proposed(reviews, rename(3, 'Hedy'));
  const before = userNamed(3).firstName;
  await reviews.approve(id);
  await decision;
  const back = reviews.undo(id, { accountId: here.account.id });
  await expect.poll(() => reviews.waiting().length).toBe(1);
  const [undoing] = reviews.waiting();
  expect(undoing?.plan).toMatchObject({ undoes: id, title: expect.stringMatching(/^Undo: /) });
  await reviews.approve(undoing?.id ?? '');
  expect(await back).toMatchObject({ approved: true, result: { status: 'committed' } });
  expect(userNamed(3).firstName).toBe(before);
});

test('holds no token in anything that it shows', async () => {
  const reviews = desk();
  const { id, decision } = await proposed(reviews, addMessage());
  const token = await (await (await here.connection()).changes()).tokenOf(id);
  expect(JSON.stringify([reviews.all(), reviews.waiting()])).not.toContain(token);
  await reviews.approve(id);
  expect(JSON.stringify((await decision) satisfies Decision)).not.toContain(token);
});

test('gives up on what waits for an account that is signed out of', async () => {
  const own = await connectionsTo(sandbox);
  onTestFinished(() => own.close());
  const reviews = createReviews(own.connections);
  onTestFinished(() => reviews.dispose());
  const decision = reviews.propose(addMessage(), { accountId: own.account.id });
  await expect.poll(() => reviews.waiting().length).toBe(1);
  await own.connections.remove(own.account.id);
  expect(await decision).toMatchObject({ approved: false, why: 'signed out' });
});

test('does not show again what was decided while the journal was looked at', async () => {
  const reviews = desk();
  const { id, decision } = await proposed(reviews, addMessage());
  // Each look may have read the journal before the decision was written there.
  const looks = [reviews.lookAround(), reviews.refuse(id), reviews.lookAround()];
  await Promise.all(looks);
  await decision;
  expect(reviews.all().filter((each) => each.id === id)).toEqual([]);
});
