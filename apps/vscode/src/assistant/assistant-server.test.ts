import { type Sandbox, startSandbox } from '@jenji-kit/sandbox';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { afterAll, expect, onTestFinished, test } from 'vitest';
import { connectionsTo } from '../../test/connection.ts';
import { createReviews } from '../review/create-reviews.ts';
import { openAssistantServer } from './assistant-server.ts';

const sandbox = await startSandbox({ limits: 'none', expenses: 50 });
afterAll(() => sandbox.close());

function waitingExpense({ world }: Sandbox): string {
  for (const { header } of world.organizations.values()) {
    for (const { expense } of world.expenses.search(header.id)) {
      if (expense.state === 'WAITING_FOR_VALIDATION') return expense.id;
    }
  }
  throw new Error('No expense waits');
}
const stateOf = (id: string) => sandbox.world.expenses.get(id)?.expense.state;

/** A window with assistant access, and a real client that connected to it. */
async function windowWithAssistant(now?: () => number) {
  const window = await connectionsTo(sandbox);
  const reviews = createReviews(window.connections, { now });
  const lines: string[] = [];
  const connection = await window.connection();
  const server = await openAssistantServer(connection, reviews, {
    version: '1.2.3',
    writes: 'confirm',
    log: (line) => lines.push(line),
  });
  const { url, headers } = await server.serve();
  const client = new Client({ name: 'test', version: '1' });
  await client.connect(new StreamableHTTPClientTransport(new URL(url), { requestInit: { headers } }));
  onTestFinished(async () => {
    await client.close();
    await server.close();
    reviews.dispose();
    await window.close();
  });
  const accept = (id: string, signal?: AbortSignal) =>
    client.callTool(
      { name: 'run_expense_action', arguments: { expenses: [id], action: 'accept' } },
      { signal, timeout: 60_000 },
    );
  const shown = async () => {
    await expect.poll(() => reviews.waiting().length, { timeout: 10_000 }).toBe(1);
    const [review] = reviews.waiting();
    if (!review) throw new Error('Nothing waits');
    return review;
  };
  return { window, connection, reviews, server, client, url, headers, accept, shown, lines };
}

test('waits with what an assistant wants to change until a person approves, and hands on the result', async () => {
  const { accept, shown, reviews, connection, lines } = await windowWithAssistant();
  const id = waitingExpense(sandbox);
  const call = accept(id);
  const review = await shown();
  expect(review).toMatchObject({ origin: 'assistant', plan: { items: [{ operation: 'expenses.actions.execute' }] } });
  expect(stateOf(id)).toBe('WAITING_FOR_VALIDATION');

  const token = await (await connection.changes()).tokenOf(review.id);
  await reviews.approve(review.id);
  const result = await call;
  expect(result.isError).not.toBe(true);
  expect(result.structuredContent).toMatchObject({ status: 'committed', change_id: review.id });
  expect(stateOf(id)).toBe('ACCEPTED');
  expect(await (await connection.changes()).get(review.id)).toMatchObject({ approvedBy: 'person' });
  expect(JSON.stringify([result, lines, review])).not.toContain(token);
});

test('tells an assistant that a person refused, and why', async () => {
  const { accept, shown, reviews } = await windowWithAssistant();
  const id = waitingExpense(sandbox);
  const call = accept(id);
  await reviews.refuse((await shown()).id, 'Ask Marie first.');
  expect(JSON.stringify(await call)).toContain('Ask Marie first.');
  expect(stateOf(id)).toBe('WAITING_FOR_VALIDATION');
});

test('tells an assistant that nobody decided in time, and keeps the change to be planned again', async () => {
  let ahead = 0;
  const { accept, shown, reviews, window } = await windowWithAssistant(() => Date.now() + ahead);
  const id = waitingExpense(sandbox);
  const call = accept(id);
  const review = await shown();
  ahead = 16 * 60_000;
  // The clock is looked at when the next change comes, too.
  const other = accept(waitingExpense(sandbox));
  expect(JSON.stringify(await call)).toContain('Nobody decided');
  await other;
  expect(reviews.all().find((each) => each.id === review.id)).toMatchObject({ stage: { name: 'expired' } });
  ahead = 0;
  const again = reviews.planAgain(review.plan, { accountId: window.account.id });
  await reviews.approve((await shown()).id);
  expect(await again).toMatchObject({ approved: true, result: { status: 'committed' } });
});

test('withdraws what an assistant gives up on', async () => {
  const { accept, shown, reviews, connection } = await windowWithAssistant();
  const giveUp = new AbortController();
  const call = accept(waitingExpense(sandbox), giveUp.signal);
  call.catch(() => undefined);
  const { id } = await shown();
  giveUp.abort();
  await expect(call).rejects.toThrow();
  await expect.poll(() => reviews.all()).toEqual([]);
  const changes = await connection.changes();
  await expect.poll(async () => (await changes.get(id))?.status).toBe('refused');
});

test('answers nobody without its secret, and nobody at all after the account is signed out of', async () => {
  const { url, headers, window, client } = await windowWithAssistant();
  const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list' });
  const ask = (more: Record<string, string>) =>
    fetch(url, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream', ...more },
    });
  expect((await ask({})).status).toBe(401);
  expect((await ask({ authorization: 'Bearer guess' })).status).toBe(401);
  expect((await ask(headers)).status).toBe(200);
  expect((await client.listTools()).tools.map(({ name }) => name)).toContain('search_expenses');
  await window.connections.remove(window.account.id);
  await expect
    .poll(() =>
      ask(headers).then(
        ({ status }) => status,
        () => 'gone',
      ),
    )
    .toBe('gone');
});

test('reads with the client and the budget of the window', async () => {
  const { connection, client } = await windowWithAssistant();
  const before = sandbox.requests.length;
  await client.callTool({ name: 'list_organizations', arguments: {} });
  const status = await connection.jenji.budget.status();
  expect(sandbox.requests.length).toBeGreaterThan(before);
  expect(JSON.stringify(status)).toContain('"perMinute"');
});

test('answers with what a person has changed in the window meanwhile', async () => {
  const { client, reviews, connection } = await windowWithAssistant();
  const [organization] = sandbox.world.organizations.values();
  const [{ user } = { user: undefined }] = organization?.users.values() ?? [];
  if (!organization || !user) throw new Error('There is nobody');
  const find = async () => {
    const { structuredContent } = await client.callTool({ name: 'search_users', arguments: { text: user.email } });
    return JSON.stringify(structuredContent);
  };
  expect(await find()).not.toContain('Zenobia');
  const decided = reviews.propose(
    {
      operation: 'users.update',
      path: { organizationId: organization.header.id, userId: user.id },
      body: { firstName: 'Zenobia', language: 'fr' },
    },
    { accountId: connection.account.id },
  );
  await expect.poll(() => reviews.waiting().length, { timeout: 10_000 }).toBe(1);
  await reviews.approve(reviews.waiting()[0]?.id ?? '');
  expect(await decided).toMatchObject({ approved: true });
  expect(await find()).toContain('Zenobia');
});
