import { existsSync } from 'node:fs';
import { AbortedError } from '@jenji-kit/client/errors';
import { type Sandbox, startSandbox } from '@jenji-kit/sandbox';
import { afterAll, afterEach, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { connectionsTo, type MemoryEditor, memoryEditor, testSettings } from '../../test/connection.ts';
import { Emitter } from '../emitter.ts';
import { organizationsOf } from '../readings/organizations.ts';
import { accountIdOf, readAccounts } from './account.ts';
import { attemptLine, isTrouble } from './attempt-line.ts';
import { NoSuchAccount, SecretMissing } from './connection.ts';
import type { ConnectionSettings } from './connection-settings.ts';
import { type ConnectionsOptions, createConnections } from './connections.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ limits: 'none', expenses: 5 });
});
afterEach(() => sandbox.faults.clear());
afterAll(() => sandbox.close());

function openWindow(
  { store, secrets, pin }: MemoryEditor,
  settings: Partial<ConnectionSettings> = {},
  bell?: ConnectionsOptions['bell'],
) {
  const log: string[] = [];
  const connections = createConnections({
    store,
    secrets,
    pin: pin(),
    bell,
    settings: () => ({ ...testSettings, ...settings }),
    onAttempt: (account, attempt) =>
      log.push(`${isTrouble(attempt) ? 'warn' : 'debug'} ${attemptLine(account, attempt)}`),
    followAfter: [0],
  });
  onTestFinished(connections.close);
  return Object.assign(connections, { log });
}

function newAccount(keyType: 'organization' | 'bookkeeper' = 'organization') {
  const { user, secret } = sandbox.credentials[keyType];
  return [{ label: 'Sandbox', place: 'custom', baseUrl: sandbox.url, keyType, user }, secret] as const;
}

test('two accounts at a time each have a client, a budget and a memory of their own', async () => {
  const { connections, account, signIn, close } = await connectionsTo(sandbox);
  onTestFinished(close);
  const firm = await signIn('bookkeeper');
  expect(connections.accounts()).toEqual([account, firm]);
  const [one, other] = await Promise.all([connections.connect(account.id), connections.connect(firm.id)]);
  expect(await connections.connect(account.id)).toBe(one);
  await one.readings.get('x', async () => (await one.jenji.organizations.list()).data);
  expect((await other.jenji.bookkeepers.list()).data).not.toHaveLength(0);
  expect(other.readings.keys()).toEqual([]);
  expect([one.jenji.keyType, other.jenji.keyType]).toEqual(['organization', 'bookkeeper']);
});

test('signing out cancels what is under way and leaves nothing behind', async () => {
  const editor = memoryEditor();
  const connections = openWindow(editor);
  const account = await connections.add(...newAccount());
  await connections.pin(account.id);
  const connection = await connections.connect(account.id);
  const changes = await connection.changes();
  await connection.readings.get('kept', async () => 1);
  sandbox.faults.add({ operation: 'organizations.list', kind: 'stall-headers' });
  const arrived = sandbox.nextRequest(({ operation }) => operation === 'organizations.list');
  const reading = connection.readings.get('organizations', (signal) =>
    connection.jenji.organizations.list({}, { signal }),
  );
  const waiting = expect(reading).rejects.toThrow(AbortedError);
  await arrived;

  await connections.remove(account.id);
  await waiting;
  expect(connection.closed.aborted).toBe(true);
  expect(connection.readings.keys()).toEqual([]);
  await expect(changes.list({ limit: 1 })).rejects.toThrow('closed');
  await expect(connection.jenji.organizations.list()).rejects.toThrow('closed');
  await expect(connection.jenji.budget.acquire()).rejects.toThrow('closed');
  await expect(connections.connect(account.id)).rejects.toThrow(NoSuchAccount);
  expect({ accounts: editor.store.kept, secrets: editor.secrets.kept.size }).toEqual({ accounts: [], secrets: 0 });
  expect([connections.accounts(), connections.open(), connections.preferred()]).toEqual([[], [], undefined]);
  expect(connections.isPinned(account.id)).toBe(false);
});

test('signing out while the connection is being opened ends it too', async () => {
  const editor = memoryEditor();
  const connections = openWindow(editor);
  const account = await connections.add(...newAccount());
  const opening = expect(connections.connect(account.id)).rejects.toThrow(NoSuchAccount);
  await connections.remove(account.id);
  await opening;
  expect(connections.open()).toEqual([]);
});

test('windows follow each other: signing in, names, secrets, signing out', async () => {
  const editor = memoryEditor();
  const [one, other] = [openWindow(editor), openWindow(editor)];
  const account = await one.add(...newAccount());
  await vi.waitFor(() => expect(other.accounts()).toEqual([account]));
  const there = await other.connect(account.id);

  await one.rename(account.id, 'Renamed');
  other.reload();
  await vi.waitFor(() => expect(there.account.label).toBe('Renamed'));

  const here = await one.connect(account.id);
  await one.changeSecret(account.id, 'another');
  await vi.waitFor(() => expect(there.closed.aborted).toBe(true));
  expect(here.closed.aborted).toBe(true);
  await expect((await other.connect(account.id)).jenji.organizations.list()).rejects.toThrow('401');

  const again = await other.connect(account.id);
  await one.remove(account.id);
  await vi.waitFor(() => expect([again.closed.aborted, other.accounts()]).toEqual([true, []]));
});

test('windows follow each other by the bell where the editor does not tell of secrets', async () => {
  const editor = memoryEditor();
  const silent = { ...editor, secrets: { ...editor.secrets, onDidChange: () => ({ dispose() {} }) } };
  const rang = new Emitter();
  const bell = { ring: () => rang.fire(), onRing: rang.event };
  const [one, other] = [openWindow(silent, {}, bell), openWindow(silent, {}, bell)];
  const account = await one.add(...newAccount());
  await vi.waitFor(() => expect(other.accounts()).toEqual([account]));
  const there = await other.connect(account.id);
  await one.changeSecret(account.id, 'another');
  await vi.waitFor(() => expect(there.closed.aborted).toBe(true));
  await one.remove(account.id);
  await vi.waitFor(() => expect(other.accounts()).toEqual([]));
});

test('windows that sign in at once do not lose each other’s account', async () => {
  const editor = memoryEditor();
  const [one, other] = [openWindow(editor), openWindow(editor)];
  const added = await Promise.all([one.add(...newAccount()), other.add(...newAccount('bookkeeper'))]);
  await vi.waitFor(() => {
    expect(one.accounts()).toHaveLength(2);
    expect(other.accounts()).toHaveLength(2);
  });
  expect(one.accounts()).toEqual(expect.arrayContaining(added));
});

test('an own change of the secret does not end the connection that was opened with it', async () => {
  const editor = memoryEditor();
  const connections = openWindow(editor);
  const account = await connections.add(...newAccount());
  const connection = await connections.connect(account.id);
  await editor.secrets.store(`jenji.account.${account.id}`, newAccount()[1]);
  expect((await connection.jenji.organizations.list()).data).not.toHaveLength(0);
  expect(await connections.connect(account.id)).toBe(connection);
});

test('an account whose secret is missing says what to do, and works again with one', async () => {
  const editor = memoryEditor();
  const connections = openWindow(editor);
  const account = await connections.add(...newAccount());
  editor.secrets.kept.clear();
  await expect(connections.connect(account.id)).rejects.toThrow(SecretMissing);
  await connections.changeSecret(account.id, newAccount()[1]);
  expect((await (await connections.connect(account.id)).jenji.organizations.list()).data).not.toHaveLength(0);
});

test('signing in again with the same key replaces its secret and its name', async () => {
  const editor = memoryEditor();
  const connections = openWindow(editor);
  const [account, secret] = newAccount();
  const first = await connections.add(account, 'old');
  const second = await connections.add({ ...account, label: 'New' }, secret);
  expect(second.id).toBe(first.id);
  expect(connections.accounts()).toEqual([second]);
  expect([...editor.secrets.kept.values()]).toEqual([secret]);
});

test('where the account cannot be kept, its secret is not kept either', async () => {
  const editor = memoryEditor();
  const store = { ...editor.store, save: () => Promise.reject(new Error('The disk is full.')) };
  const connections = openWindow({ ...editor, store });
  await expect(connections.add(...newAccount())).rejects.toThrow('disk is full');
  expect([editor.secrets.kept.size, connections.accounts()]).toEqual([0, []]);
});

test('the account of the workspace comes first and is the one that is meant', async () => {
  const editor = memoryEditor();
  const connections = openWindow(editor);
  const first = await connections.add(...newAccount());
  const second = await connections.add(...newAccount('bookkeeper'));
  expect(connections.preferred()).toEqual(first);
  await connections.pin(second.id);
  expect([connections.accounts(), connections.preferred()]).toEqual([[second, first], second]);
  expect([connections.isPinned(first.id), connections.isPinned(second.id)]).toEqual([false, true]);
  await connections.pin(undefined);
  expect(connections.accounts()).toEqual([first, second]);
});

test('sample data runs in this window, is the same account after a reload, and leaves nothing', async () => {
  const editor = memoryEditor();
  const before = openWindow(editor, { budget: {} });
  const account = await before.addSample('organization');
  expect(editor.secrets.kept.size).toBe(0);
  const { url, stateFolder, limits } = await before.sample.start();
  expect(limits).toEqual({ perSecond: 3, perMinute: 120 });
  const connection = await before.connect(account.id);
  expect((await connection.jenji.organizations.list()).data).not.toHaveLength(0);
  await (await connection.changes()).list({ limit: 1 });
  expect(existsSync(stateFolder)).toBe(true);
  await before.close();
  expect(existsSync(stateFolder)).toBe(false);
  await expect(fetch(url)).rejects.toThrow();

  const after = openWindow(editor);
  expect(after.accounts()).toEqual([account]);
  const firm = await after.addSample('bookkeeper');
  expect((await (await after.connect(account.id)).jenji.organizations.list()).data).not.toHaveLength(0);
  expect((await (await after.connect(firm.id)).jenji.bookkeepers.list()).data).not.toHaveLength(0);
  const running = await after.sample.start();
  await after.remove(account.id);
  expect(existsSync(running.stateFolder)).toBe(true);
  await after.remove(firm.id);
  expect(existsSync(running.stateFolder)).toBe(false);
  expect(editor.store.kept).toEqual([]);
});

test('new settings apply from the next use on', async () => {
  const editor = memoryEditor();
  let writes: 'off' | 'confirm' = 'confirm';
  const connections = createConnections({
    store: editor.store,
    secrets: editor.secrets,
    pin: editor.pin(),
    settings: () => ({ ...testSettings, writes, budget: { perSecond: 5, perMinute: 50 } }),
  });
  onTestFinished(connections.close);
  const account = await connections.add(...newAccount());
  const connection = await connections.connect(account.id);
  expect((await connection.jenji.budget.status()).limits).toEqual({ perSecond: 5, perMinute: 50 });
  writes = 'off';
  await connections.reopen();
  expect(connection.closed.aborted).toBe(true);
  const changes = await (await connections.connect(account.id)).changes();
  await expect(changes.plan({ operation: 'groups.create', path: {}, body: {} })).rejects.toThrow(
    'switched writing off',
  );
});

test('what was read to verify a key is there when its account is shown, and asked for once', async () => {
  const connections = openWindow(memoryEditor());
  const [account, secret] = newAccount();
  const begun = Date.now();
  const before = sandbox.requests.length;
  const verification = await connections.verify({ ...account, secret }, new AbortController().signal);
  expect(verification).toMatchObject({ worksAs: 'organization', name: 'Atelier Lumière' });
  const { id } = await connections.add(account, secret);
  const { value, asOf } = await organizationsOf(await connections.connect(id));
  expect(value).toMatchObject([{ name: 'Atelier Lumière' }]);
  expect(asOf).toBeGreaterThanOrEqual(begun);
  expect(sandbox.requests.slice(before).map(({ operation }) => operation)).toEqual(['organizations.list']);
});

test('a key whose list cannot be read is accepted all the same', async () => {
  const connections = openWindow(memoryEditor());
  const [account, secret] = newAccount();
  const stop = sandbox.faults.add({ operation: 'organizations.list', kind: 'status', status: 403 });
  onTestFinished(stop);
  const verification = await connections.verify({ ...account, secret }, new AbortController().signal);
  expect(verification).toEqual({ worksAs: 'organization' });
});

test('the log tells of each request, and never a secret', async () => {
  const editor = memoryEditor();
  const connections = openWindow(editor);
  const [account, secret] = newAccount();
  const { id } = await connections.add(account, secret);
  await connections.verify({ ...account, secret: 'wrong-secret' }, new AbortController().signal);
  const { jenji } = await connections.connect(id);
  sandbox.faults.add({ operation: 'organizations.list', kind: 'status', status: 503, times: 1 });
  sandbox.faults.add({ operation: 'organizations.list', kind: 'reset-before', times: 1 });
  await jenji.organizations.list();
  await jenji.expenses.get({ path: { expenseId: 'someone@example.com' } }).catch(() => undefined);
  expect(connections.log.map((line) => line.replace(/ in \d+ ms/, '').replace(/, \d+ ms of waiting.*/, ''))).toEqual([
    `warn ${id}: GET organizations.list: 401`,
    `warn ${id}: GET bookkeepers.list: 401`,
    `warn ${id}: GET organizations.list: 503`,
    expect.stringMatching(/^warn .+organizations\.list: no answer \(.+\), attempt 2/),
    `debug ${id}: GET organizations.list: 200, attempt 3`,
    `warn ${id}: GET expenses.get: 404`,
  ]);
  const basic = Buffer.from(`${account.user}:${secret}`).toString('base64');
  for (const hidden of [secret, basic, 'wrong-secret', 'someone@example.com']) {
    expect(connections.log.join('\n')).not.toContain(hidden);
  }
});

test('what is kept and damaged hides no other account', () => {
  const account = {
    label: 'A',
    place: 'test',
    baseUrl: 'https://api-test.jenji.io',
    keyType: 'organization',
    user: 'u',
  } as const;
  const good = { ...account, id: accountIdOf(account) };
  expect(good.id).toMatch(/^[a-z0-9]{12}$/);
  expect(readAccounts([null, 'x', { ...good, place: 'moon' }, { ...good, id: '../x' }, good, good])).toEqual([good]);
  for (const kept of [undefined, null, {}, 'x']) expect(readAccounts(kept)).toEqual([]);
});
