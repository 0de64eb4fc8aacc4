import { AbortedError } from '@jenji-kit/client/errors';
import { type Sandbox, startSandbox } from '@jenji-kit/sandbox';
import { afterAll, afterEach, beforeAll, expect, onTestFinished, test } from 'vitest';
import { connectionsTo, memoryEditor, testSettings } from '../../test/connection.ts';
import { type Deed, scriptedDialog } from '../../test/scripted-dialog.ts';
import { createConnections } from './connections.ts';
import { askForNewSecret } from './new-secret.ts';
import { askForAccount } from './sign-in.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ limits: 'none', expenses: 5 });
});
afterEach(() => sandbox.faults.clear());
afterAll(() => sandbox.close());

/** Signs in as a person does with these deeds, in an editor that knows nobody. */
async function signInWith(...deeds: Deed[]) {
  const editor = memoryEditor();
  const { store, secrets } = editor;
  const connections = createConnections({ store, secrets, pin: editor.pin(), settings: () => testSettings });
  onTestFinished(connections.close);
  const dialog = scriptedDialog(...deeds);
  const options = { verify: connections.verify, accounts: connections.accounts() };
  const wish = askForAccount(dialog, options);
  await wish.catch(() => undefined);
  const kept = { accounts: store.kept, secrets: [...secrets.kept] };
  return { wish, asked: dialog.asked, kept, last: () => dialog.asked.at(-1) };
}

const nothing = { accounts: undefined, secrets: [] };

test('asks for place, address, user and secret, verifies, and suggests the name of the company', async () => {
  const { user, secret } = sandbox.credentials.organization;
  const { wish, asked } = await signInWith(
    { pick: 'custom' },
    { type: `${sandbox.url}/` },
    { type: ` ${user} ` },
    { type: secret },
    { type: 'Mine' },
  );
  expect(await wish).toEqual({
    kind: 'key',
    account: { label: 'Mine', place: 'custom', baseUrl: sandbox.url, keyType: 'organization', user },
    secret,
  });
  expect(asked.map(({ question: { step, steps, canGoBack } }) => [step, steps, canGoBack])).toEqual([
    [1, 4, false],
    [2, 5, true],
    [3, 5, true],
    [4, 5, true],
    [5, 5, true],
  ]);
  expect(asked[3]?.question).toMatchObject({ password: true });
  expect(asked[4]?.question).toMatchObject({ value: 'Atelier Lumière' });
});

test('says what is wrong as it is typed, and asks Jenji nothing meanwhile', async () => {
  const before = sandbox.requests.length;
  const { wish, asked } = await signInWith(
    { pick: 'custom' },
    { type: 'http://example.com' },
    { type: 'https://user:password@example.com' },
    { type: sandbox.url },
    { type: '  ' },
    { type: 'user:secret' },
    { type: 'user\u200f\u0007' },
    { type: 'someone' },
    { type: '' },
    'dismiss',
  );
  await expect(wish).rejects.toThrow(AbortedError);
  expect(asked.map(({ messages }) => messages.length)).toEqual([0, 2, 3, 1]);
  expect(sandbox.requests).toHaveLength(before);
});

test('tells of a wrong secret what to check, without repeating it, and saves nothing', async () => {
  const { user } = sandbox.credentials.organization;
  const { wish, kept, last } = await signInWith(
    { pick: 'custom' },
    { type: sandbox.url },
    { type: user },
    { type: 'not-the-secret' },
    'dismiss',
  );
  await expect(wish).rejects.toThrow(AbortedError);
  expect(last()?.messages).toEqual([expect.stringMatching(/does not know this user.*Nothing was saved/s)]);
  expect(last()?.messages.join()).not.toContain('not-the-secret');
  expect(kept).toEqual(nothing);
});

test('offers the other type of key where Jenji accepts it as that', async () => {
  const { user, secret } = sandbox.credentials.bookkeeper;
  const { wish, asked } = await signInWith(
    { pick: 'custom' },
    { type: sandbox.url },
    { type: user },
    { type: secret },
    { pick: 'bookkeeper' },
    { type: 'Firm' },
  );
  expect(await wish).toMatchObject({ account: { keyType: 'bookkeeper', label: 'Firm' }, secret });
  expect(asked.at(-1)?.question).toMatchObject({ step: 6, steps: 6 });
});

test('does not ask for the type where the secret was copied with the mark of a bookkeeper key', async () => {
  const { user, secret } = sandbox.credentials.bookkeeper;
  const { wish } = await signInWith(
    { pick: 'custom' },
    { type: sandbox.url },
    { type: user },
    { type: `${secret}:API_BK` },
    { type: 'Firm' },
  );
  expect(await wish).toMatchObject({ account: { keyType: 'bookkeeper' } });
});

test('says that the server is gone or has a problem, and lets people try again', async () => {
  const gone = await startSandbox({ limits: 'none', expenses: 1 });
  await gone.close();
  const elsewhere = await signInWith({ pick: 'custom' }, { type: gone.url }, { type: 'u' }, { type: 's' }, 'dismiss');
  expect(elsewhere.last()?.messages).toEqual([expect.stringContaining(`No connection to ${new URL(gone.url).host}`)]);

  const { user, secret } = sandbox.credentials.organization;
  sandbox.faults.add({ kind: 'status', status: 503, times: 4 });
  const again = await signInWith(
    { pick: 'custom' },
    { type: sandbox.url },
    { type: user },
    { type: secret },
    { type: secret },
    { type: 'Mine' },
  );
  expect(await again.wish).toMatchObject({ kind: 'key' });
  expect(again.asked[3]?.messages).toEqual([expect.stringContaining('HTTP 503')]);
});

test('ends verifying as soon as somebody dismisses the question', async () => {
  const { user, secret } = sandbox.credentials.organization;
  sandbox.faults.add({ kind: 'stall-headers' });
  const { wish, kept } = await signInWith(
    { pick: 'custom' },
    { type: sandbox.url },
    { type: user },
    { type: secret, thenDismissAt: sandbox.nextRequest() },
  );
  await expect(wish).rejects.toThrow(AbortedError);
  expect(kept).toEqual(nothing);
});

test('goes back to the answer before, which is still there', async () => {
  const { user, secret } = sandbox.credentials.organization;
  const { wish, asked } = await signInWith(
    { pick: 'production' },
    'back',
    { pick: 'custom' },
    { type: sandbox.url },
    { type: user },
    { type: secret },
    'back',
    'back',
    { type: user },
    { type: secret },
    { type: 'Mine' },
  );
  expect(await wish).toMatchObject({ account: { place: 'custom', user } });
  expect(asked.map(({ question }) => question.step)).toEqual([1, 2, 1, 2, 3, 4, 5, 4, 3, 4, 5]);
  expect(asked[8]?.question).toMatchObject({ value: user });
});

test('takes a typed address of Jenji for what it is', async () => {
  const dialog = scriptedDialog(
    { pick: 'custom' },
    { type: 'https://API.jenji.io:443/' },
    { type: 'u' },
    { type: 's' },
    { type: 'Real' },
  );
  const wish = await askForAccount(dialog, { verify: async () => ({ worksAs: 'organization' }), accounts: [] });
  expect(wish).toMatchObject({ account: { place: 'production', baseUrl: 'https://api.jenji.io' } });
});

test('sample data needs one more answer', async () => {
  const dialog = scriptedDialog({ pick: 'sample' }, { pick: 'bookkeeper' });
  const options = { verify: () => Promise.reject(new Error('Nothing is to be verified')), accounts: [] };
  expect(await askForAccount(dialog, options)).toEqual({ kind: 'sample', keyType: 'bookkeeper' });
  const direct = scriptedDialog({ pick: 'organization' });
  expect(await askForAccount(direct, { ...options, place: 'sample' })).toEqual({
    kind: 'sample',
    keyType: 'organization',
  });
  expect(direct.asked[0]?.question).toMatchObject({ step: 1, steps: 1, canGoBack: false });
});

test('a new secret is verified, and has to be of the same type of key', async () => {
  const { connections, account, close } = await connectionsTo(sandbox);
  onTestFinished(close);
  const { organization } = sandbox.credentials;
  const dialog = scriptedDialog({ type: 'wrong' }, { type: organization.secret });
  expect(await askForNewSecret(dialog, account, connections.verify)).toBe(organization.secret);
  expect(dialog.asked[0]?.messages).toEqual([expect.stringContaining('Nothing was saved')]);

  const other = scriptedDialog({ type: 'x' }, 'dismiss');
  const verify = async () => ({ worksAs: 'bookkeeper' as const });
  await expect(askForNewSecret(other, account, verify)).rejects.toThrow(AbortedError);
  expect(other.asked[0]?.messages).toEqual([expect.stringContaining('other type')]);
});
