import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createJenjiClient } from '@jenji-kit/client';
import type { Fault } from '@jenji-kit/sandbox';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { openOffice } from '../test/office.ts';
import type { ChangeRequest } from './change-request.ts';
import type { Changes } from './changes.ts';
import type { Step } from './engine.ts';

const { sandbox, jenji, changes: open, folder, organizationId } = await openOffice({ expenses: 0 });
const changes = open();
afterEach(() => sandbox.faults.clear());

const communications = () => structuredClone(sandbox.world.organizations.get(organizationId)?.communications ?? []);
const bare = () => communications().map(({ updatedAt: _, ...rest }) => rest);
const writes = () => sandbox.requests.filter(({ method }) => method !== 'GET').length;

const create = (code: string): ChangeRequest => ({
  operation: 'communications.create',
  path: { organizationId },
  body: { code, groupId: 'root', messagesPerLanguage: { en: 'Books close on Friday.' }, level: 'INFO' },
});

async function added(code: string): Promise<string> {
  const { items } = await changes.commit((await changes.plan(create(code))).token);
  return items[0]?.newIds?.[0] ?? '';
}

/** A change of each form, to a record of its own. */
const forms: Record<string, () => Promise<ChangeRequest>> = {
  'create (POST)': async () => create('created'),
  'change (PUT)': async () => ({
    operation: 'communications.update',
    path: { organizationId, communicationId: await added('changed') },
    body: { level: 'ERROR' },
  }),
  'delete (DELETE)': async () => ({
    operation: 'communications.delete',
    path: { organizationId, communicationId: await added('deleted') },
  }),
  'merge (PATCH)': async () => {
    const organization = sandbox.world.organizations.get(organizationId);
    return {
      operation: 'organizations.patch',
      path: { organizationId },
      body: { name: `${organization?.header.name} and others` },
    };
  },
};

describe('a token', () => {
  test('that was tampered with, made for another account or with another key, or is no token, is refused', async () => {
    const { token } = await changes.plan(create('token'));
    const sent = sandbox.requests.length;
    const wrong = `${token.slice(0, -4)}AAAA`;
    for (const each of [wrong, '', 'yes', `${token}A`, token.slice(1)]) {
      await expect(changes.commit(each)).rejects.toMatchObject({ reason: 'token' });
      await expect(changes.refuse(each)).rejects.toMatchObject({ reason: 'token' });
    }
    const another = open({ principal: { baseUrl: jenji.baseUrl, user: 'somebody-else' } });
    await expect(another.commit(token)).rejects.toMatchObject({ reason: 'token' });
    const elsewhere = await mkdtemp(join(tmpdir(), 'jenji-changes-'));
    afterAll(() => rmSync(elsewhere, { recursive: true }));
    await expect(open({ folder: elsewhere }).commit(token)).rejects.toMatchObject({ reason: 'token' });
    expect(sandbox.requests).toHaveLength(sent);
    expect(await changes.commit(` ${token}\n`)).toMatchObject({ status: 'committed' });
  });

  test('can be used for 15 minutes', async () => {
    let now = Date.now();
    const later = open({ now: () => now });
    const { id, token, expiresAt } = await later.plan(create('late'));
    expect(Date.parse(expiresAt) - now).toBe(15 * 60_000);
    now += 15 * 60_000;
    await expect(later.commit(token)).rejects.toThrow(/plan again/);
    expect(await later.get(id)).toMatchObject({ status: 'expired' });
    now -= 1;
    expect(await later.get(id)).toMatchObject({ status: 'pending' });
    expect(await later.commit(token)).toMatchObject({ status: 'committed' });
  });

  test('is used once, also by two at the same moment', async () => {
    const { token } = await changes.plan(create('once'));
    const answers = await Promise.allSettled([changes.commit(token), open().commit(token), changes.commit(token)]);
    expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected', 'rejected']);
    await expect(changes.commit(token)).rejects.toThrow(/used before/);
    await expect(changes.refuse(token)).rejects.toThrow(/used before/);
  });

  test('is short, and nothing in the folder tells it or the key of the API', async () => {
    const { token } = await changes.plan(create('secret'));
    expect(token.length).toBeLessThan(60);
    const { user, secret } = sandbox.credentials.organization;
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    for (const { parentPath, name } of files) {
      const path = join(parentPath, name);
      expect(statSync(path).mode & 0o077, path).toBe(0);
      const text = readFileSync(path, 'latin1');
      for (const hidden of [token, secret, user, btoa(`${user}:${secret}`)]) expect(text).not.toContain(hidden);
    }
  });
});

describe('the policy', () => {
  test('off refuses to plan, to undo and to commit what was planned before, and sends nothing', async () => {
    await added('on');
    const [{ id } = { id: '' }] = await changes.list({ limit: 1 });
    const { token } = await changes.plan(create('off'));
    const sent = sandbox.requests.length;
    const off = open({ policy: { writes: 'off', allowReset: 'all' } });
    await expect(off.plan(create('off'))).rejects.toMatchObject({ reason: 'policy' });
    await expect(off.undo(id)).rejects.toMatchObject({ reason: 'policy' });
    await expect(off.commit(token)).rejects.toMatchObject({ reason: 'policy' });
    expect(sandbox.requests).toHaveLength(sent);
    // The refusal did not use it up.
    expect(await changes.commit(token)).toMatchObject({ status: 'committed' });
  });

  test('bounds the organizations before anything of another one is read, and again at commit', async () => {
    const bounded = open({ policy: { writes: 'confirm', organizations: new Set(['another']), allowReset: 'all' } });
    const { token } = await changes.plan(create('bounded'));
    const sent = sandbox.requests.length;
    await expect(bounded.plan(create('bounded'))).rejects.toMatchObject({ reason: 'policy' });
    await expect(bounded.plan([create('a'), create('b')])).rejects.toThrow(/^changes\[0\]: /);
    await expect(bounded.commit(token)).rejects.toMatchObject({ reason: 'policy' });
    expect(sandbox.requests).toHaveLength(sent);
    const allowed = open({
      policy: { writes: 'confirm', organizations: new Set([organizationId]), allowReset: 'all' },
    });
    expect(await allowed.commit(token)).toMatchObject({ status: 'committed' });
  });

  test('reads nothing of an organization out of bounds to turn a change back, nor where only a body names it', async () => {
    const bounded = open({ policy: { writes: 'confirm', organizations: new Set(['another']), allowReset: 'all' } });
    const { id, token } = await changes.plan(create('not turned back'));
    await changes.commit(token);
    const [userId = ''] = sandbox.world.organizations.get(organizationId)?.users.keys() ?? [];
    const body = { organizationId, userId, fileType: 'pdf', md5: 'XUFAKrxLKna5cZ2REBfFkg==', receiptType: 'EXPENSE' };
    const sent = sandbox.requests.length;
    await expect(bounded.undo(id)).rejects.toMatchObject({ reason: 'policy' });
    await expect(bounded.plan({ operation: 'receipts.uploadUrl', body })).rejects.toMatchObject({ reason: 'policy' });
    expect(sandbox.requests).toHaveLength(sent);
    expect(await changes.undo(id)).toMatchObject({ undoes: id });
  });

  test('lets the operator approve only where the operator approves all', async () => {
    const { token } = await changes.plan(create('operator'));
    await expect(changes.commit(token, { approvedBy: 'operator' })).rejects.toMatchObject({ reason: 'policy' });
    const auto = open({ policy: { writes: 'auto', allowReset: new Set() } });
    expect(await auto.commit(token, { approvedBy: 'operator' })).toMatchObject({ status: 'committed' });
  });
});

interface Mishap {
  fault: Fault;
  /** Whether Jenji carries the write out. */
  done: boolean | 'if repeated';
}

/** What the network does to the write. */
const mishaps: Mishap[] = [
  { fault: { kind: 'retry-after', seconds: 0 }, done: true },
  { fault: { kind: 'reset-before' }, done: 'if repeated' },
  { fault: { kind: 'reset-after' }, done: true },
  { fault: { kind: 'truncate' }, done: true },
  { fault: { kind: 'garbage', committed: true }, done: true },
  { fault: { kind: 'status', status: 400, error: 'No' }, done: false },
  { fault: { kind: 'slow-body', pieceBytes: 50, milliseconds: 1 }, done: true },
];
/** More of the same, for the form that is never repeated. */
const furtherMishaps: Mishap[] = [
  { fault: { kind: 'cut-body' }, done: true },
  { fault: { kind: 'html', committed: true }, done: true },
  { fault: { kind: 'status', status: 503 }, done: false },
  { fault: { kind: 'status', status: 500, committed: true }, done: true },
];

describe.each(Object.entries(forms))('%s', (form, make) => {
  test.each(form === 'create (POST)' ? [...mishaps, ...furtherMishaps] : mishaps)(
    'tells the truth after $fault.kind',
    async ({ fault, done }) => {
      const request = await make();
      const before = structuredClone(sandbox.world.organizations.get(organizationId));
      const { id, token } = await changes.plan(request);
      sandbox.faults.add({ ...fault, operation: request.operation, times: 1 });
      const result = await changes.commit(token);
      const after = structuredClone(sandbox.world.organizations.get(organizationId));
      const isDone = done === 'if repeated' ? /PUT|DELETE/.test(form) : done;
      expect(result).toMatchObject({
        status: isDone ? 'committed' : fault.kind === 'status' && fault.status === 400 ? 'failed' : 'not-applied',
      });
      expect(await changes.get(id)).toMatchObject({ status: result.status, items: [{ status: result.status }] });
      if (!isDone) {
        expect(after).toEqual(before);
        return;
      }
      expect(after).not.toEqual(before);
      expect(result.items[0]?.unexpected).toEqual([]);
      const left = Math.abs((after?.communications.length ?? 0) - (before?.communications.length ?? 0));
      expect(left).toBeLessThanOrEqual(1);
      // It can be turned back like one that met no fault.
      expect(await changes.commit((await changes.undo(id)).token)).toMatchObject({ status: 'committed' });
    },
  );

  test('calls nothing done because a proxy answers with a success that cannot be read', async () => {
    const request = await make();
    const before = structuredClone(sandbox.world.organizations.get(organizationId));
    const { id, token } = await changes.plan(request);
    sandbox.faults.add({ kind: 'garbage', operation: request.operation, times: 1 });
    expect(await changes.commit(token)).toMatchObject({ status: 'unknown' });
    expect(sandbox.world.organizations.get(organizationId)).toEqual(before);
    expect(await changes.resolve(id)).toMatchObject({ status: 'not-applied' });
  });

  test('cancelled at each step, either was not sent and can be committed later, or is read back', async () => {
    for (const when of [
      'before',
      'claimed',
      'started',
      'read',
      'sending noted',
      'under way',
      'sent',
      'read back',
    ] as const) {
      const request = await make();
      const abort = new AbortController();
      const cancelling = open({ onStep: (step: Step) => (step === when ? abort.abort() : undefined) });
      const { id, token } = await cancelling.plan(request);
      if (when === 'before') abort.abort();
      if (when === 'under way') {
        sandbox.faults.add({ operation: request.operation, kind: 'stall-headers', times: 1 });
        sandbox.nextRequest(({ operation }) => operation === request.operation).then(() => abort.abort());
      }
      const count = writes();
      const result = await cancelling.commit(token, { signal: abort.signal });
      const isSent = when === 'under way' || when === 'sent' || when === 'read back';
      expect(result.status, when).toBe(isSent ? 'committed' : 'not-sent');
      expect(writes() - count).toBe(isSent ? 1 : 0);
      expect(await changes.get(id), when).toMatchObject({ status: isSent ? 'committed' : 'pending' });
      if (isSent) await expect(changes.commit(token)).rejects.toMatchObject({ reason: 'token' });
      else expect(await changes.commit(token)).toMatchObject({ status: 'committed' });
    }
  });
});

test('cancelled while it reads, sends nothing and can be committed later', async () => {
  const { token } = await changes.plan(create('reading'));
  const abort = new AbortController();
  sandbox.faults.add({ operation: 'communications.list', kind: 'stall-headers', times: 1 });
  sandbox.nextRequest(({ operation }) => operation === 'communications.list').then(() => abort.abort());
  expect(await changes.commit(token, { signal: abort.signal })).toMatchObject({
    status: 'not-sent',
    items: [{ status: 'not-sent', error: { name: 'AbortedError' } }],
  });
  expect(await changes.commit(token)).toMatchObject({ status: 'committed' });
});

test('stops a batch on request, tells each item, and undoes what was done', async () => {
  const before = bare();
  const abort = new AbortController();
  const plan = await changes.plan([create('a'), create('b'), create('c')]);
  const result = await changes.commit(plan.token, {
    signal: abort.signal,
    progress: ({ done }) => (done === 1 ? abort.abort() : undefined),
  });
  expect(result).toMatchObject({
    status: 'partly',
    items: [{ status: 'committed' }, { status: 'not-sent' }, { status: 'not-sent' }],
  });
  expect(await changes.get(plan.id)).toMatchObject({ status: 'partly' });
  const undo = await changes.undo(plan.id);
  expect(undo.items).toHaveLength(1);
  await changes.commit(undo.token);
  expect(bare()).toEqual(before);
  expect(await changes.get(plan.id)).toMatchObject({ status: 'undone' });
});

test('says that it does not know when reading back fails too, and finds out later', async () => {
  const plan = await changes.plan(create('dark'));
  sandbox.faults.add({ operation: 'communications.create', kind: 'reset-after', times: 1 });
  const failing = open({
    onStep: (step: Step) =>
      step === 'sent'
        ? void sandbox.faults.add({ operation: 'communications.list', kind: 'status', status: 403 })
        : undefined,
  });
  expect(await failing.commit(plan.token)).toMatchObject({ status: 'unknown', items: [{ status: 'unknown' }] });
  expect(await changes.get(plan.id)).toMatchObject({ status: 'unknown' });
  await expect(changes.resolve(plan.id)).rejects.toThrow(/403/);
  await expect(changes.undo(plan.id)).rejects.toThrow(/is not known yet, so it cannot be turned back/);
  sandbox.faults.clear();
  expect(await changes.resolve(plan.id)).toMatchObject({
    status: 'committed',
    items: [{ status: 'committed', newIds: [expect.any(String)], unexpected: [] }],
  });
  expect(await changes.commit((await changes.undo(plan.id)).token)).toMatchObject({ status: 'committed' });
});

test('undoes what Jenji confirmed and nobody could read back', async () => {
  const before = bare();
  const plan = await changes.plan(create('unread'));
  const failing = open({
    onStep: (step: Step) =>
      step === 'sent'
        ? void sandbox.faults.add({ operation: 'communications.list', kind: 'status', status: 403 })
        : undefined,
  });
  expect(await failing.commit(plan.token)).toMatchObject({
    status: 'committed',
    // The id is known all the same: Jenji's answer said it.
    items: [{ error: { message: /403/ }, newIds: [expect.any(String)] }],
  });
  expect(await changes.get(plan.id)).toMatchObject({ items: [{ newIds: [expect.any(String)] }] });
  sandbox.faults.clear();
  expect(await changes.commit((await changes.undo(plan.id)).token)).toMatchObject({ status: 'committed' });
  expect(bare()).toEqual(before);
});

test('refuses to commit an undo when another one came first', async () => {
  const id = await added('twice');
  const [record] = await changes.list({ limit: 1 });
  const [one, other] = [await changes.undo(record?.id ?? ''), await changes.undo(record?.id ?? '')];
  expect(await changes.commit(one.token)).toMatchObject({ status: 'committed' });
  await expect(changes.commit(other.token)).rejects.toThrow(/turned back before/);
  expect(bare().map((each) => each.id)).not.toContain(id);
});

test('a closed one does nothing', async () => {
  const closing: Changes = open();
  await closing.close();
  await expect(closing.plan(create('closed'))).rejects.toThrow(/closed/);
});

test('plans within the time given', async () => {
  const slow = createJenjiClient({
    baseUrl: sandbox.url,
    credentials: sandbox.credentials.organization,
    budget: { perSecond: 10_000, perMinute: 600_000 },
  });
  sandbox.faults.add({ operation: 'communications.list', kind: 'stall-headers' });
  await expect(open({ jenji: slow }).plan(create('slow'), { timeoutMs: 50 })).rejects.toMatchObject({
    name: 'TimeoutError',
  });
  await slow.close();
});
