import { type Sandbox, startSandbox } from '@jenji-kit/sandbox';
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { connectionsTo } from '../../test/connection.ts';
import { BudgetWatch } from './budget-watch.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ limits: 'none', expenses: 5 });
});
afterAll(() => sandbox.close());

/** Timers that pass when the test says so. */
let timers: { ms: number; call: () => void }[];
beforeEach(() => {
  timers = [];
});
function after(ms: number, call: () => void): () => void {
  const timer = { ms, call };
  timers.push(timer);
  return () => {
    timers = timers.filter((each) => each !== timer);
  };
}

/** Lets the time pass that is waited for. */
function pass(): void {
  for (const { call } of timers.splice(0)) call();
}

async function watched() {
  const opened = await connectionsTo(sandbox, { settings: { budget: { perSecond: 2, perMinute: 50 } } });
  onTestFinished(opened.close);
  const watch = new BudgetWatch({ connections: opened.connections, after });
  onTestFinished(() => watch.dispose());
  const changes = vi.fn();
  watch.onDidChange(changes);
  await vi.waitFor(() => expect(changes).toHaveBeenCalled());
  return { ...opened, watch, changes };
}

test('shows the account that is meant, opens nothing to look at it, and has no timer', async () => {
  const { watch, account, connections } = await watched();
  expect(watch.view).toEqual({ account, status: undefined });
  expect(connections.open()).toEqual([]);
  expect(timers).toEqual([]);
});

test('follows requests while they count, often at first, seldom where nobody sees it, and not at all in the end', async () => {
  const { watch, connection, connections, account } = await watched();
  const { jenji } = await connection();
  await jenji.organizations.list();
  await vi.waitFor(() => {
    pass();
    expect(watch.view?.status).toMatchObject({ own: { minute: 1 }, free: { minute: 49 } });
  });
  await vi.waitFor(() =>
    expect(timers.map(({ ms }) => ms)).toEqual([expect.toSatisfy((ms) => ms === 250 || ms === 2000)]),
  );

  watch.seen(false);
  pass();
  await vi.waitFor(() => expect(timers.map(({ ms }) => ms)).toEqual([5000]));

  await connections.reopen();
  expect(connections.open()).toEqual([]);
  await vi.waitFor(() => expect(watch.view).toEqual({ account, status: undefined }));
  expect(timers).toEqual([]);
});

test('tells how many wait, of this window', async () => {
  const { watch, connection } = await watched();
  const { jenji } = await connection();
  const ids = ['a', 'b', 'c', 'd', 'e'];
  const leaving = new AbortController();
  const calls = ids.map((expenseId) => jenji.expenses.get({ path: { expenseId } }, { signal: leaving.signal }));
  const settled = Promise.allSettled(calls);
  await vi.waitFor(() => {
    pass();
    expect(watch.view?.status?.waiting).toBeGreaterThan(0);
  });
  leaving.abort();
  await settled;
});

test('shows the account that was used last, and lists them all', async () => {
  const { watch, signIn, connections, account } = await watched();
  const firm = await signIn('bookkeeper');
  await (await connections.connect(firm.id)).jenji.bookkeepers.list();
  await vi.waitFor(() => expect(watch.view?.account).toEqual(firm));
  const all = await watch.all();
  expect(all.map((view) => [view.account.id, view.status?.used.minute])).toEqual([
    [account.id, undefined],
    [firm.id, 1],
  ]);
  await connections.remove(firm.id);
  await vi.waitFor(() => expect(watch.view?.account).toEqual(account));
  await connections.remove(account.id);
  await vi.waitFor(() => expect(watch.view).toBeUndefined());
});
