import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { describe, expect, onTestFinished, test } from 'vitest';
import { bundleOptions, packageFolder, requireBanner } from '../../scripts/bundle-options.mjs';
import { expensesIn, mainOrganization } from '../tools/known-world.ts';
import { clients, type Host, host, resultOf } from './embedded.ts';

const waiting = 'WAITING_FOR_VALIDATION';

function waitingExpenses({ sandbox }: Host): string[] {
  return expensesIn(sandbox, ({ state }) => state === waiting).map(({ id }) => id);
}

function firstWaiting(program: Host): string {
  const [id] = waitingExpenses(program);
  if (id === undefined) throw new Error('The sandbox has no expense that waits');
  return id;
}

const stateOf = ({ sandbox }: Host, id: string) => sandbox.world.expenses.get(id)?.expense.state;
const accept = (id: string) => ({ expenses: [id], action: 'accept' });

/** What was sent to Jenji that changes something. */
const written = ({ sandbox }: Host) =>
  sandbox.requests.filter(({ operation = '' }) => /execute|update|create|delete/i.test(operation));

describe.each(clients)('a client of $era', ({ connect }) => {
  test('reads, and finds the tools that are listed by default', async () => {
    const program = await host();
    const client = await connect(program);
    expect(await client.tools()).toEqual(program.server.tools.map(({ name }) => name));
    const { structured } = await client.call('list_organizations');
    expect(JSON.stringify(structured.organizations)).toContain(mainOrganization(program.sandbox).header.id);
    expect(program.asked).toBe(0);
  });

  test('waits, with news, until the user approves; then it is done and read back', async () => {
    const program = await host();
    const client = await connect(program);
    const id = firstWaiting(program);
    const news: (string | undefined)[] = [];
    const call = client.call('run_expense_action', accept(id), { onprogress: ({ message }) => news.push(message) });
    const shown = await program.shown();
    expect(shown.plan).toMatchObject({ hazard: 'transition', items: [{ operation: 'expenses.actions.execute' }] });
    await expect.poll(() => news).toContain('Waits for approval in the host');
    expect(stateOf(program, id)).toBe(waiting);
    shown.decide({ approved: true });
    expect(await call).toMatchObject({ isError: false, structured: { status: 'committed', change_id: shown.plan.id } });
    expect(stateOf(program, id)).toBe('ACCEPTED');
    expect(await program.changes.get(shown.plan.id)).toMatchObject({ status: 'committed', approvedBy: 'person' });
  });

  test('is told that the user refused, and why; nothing was sent', async () => {
    const program = await host();
    const client = await connect(program);
    const call = client.call('run_expense_action', accept(firstWaiting(program)));
    const { plan, decide } = await program.shown();
    decide({ approved: false, reason: 'Not this one.' });
    const { structured, text, isError } = await call;
    expect({ status: structured.status, isError }).toEqual({ status: 'refused', isError: false });
    expect(text).toContain('Not this one. Nothing was changed.');
    expect(written(program)).toEqual([]);
    expect(await program.changes.get(plan.id)).toMatchObject({ status: 'refused', reason: 'Not this one.' });
  });

  test('cancels: the host hears of it, and the plan is withdrawn, whatever the user says afterwards', async () => {
    const program = await host();
    const client = await connect(program);
    const caller = new AbortController();
    const call = client.call('run_expense_action', accept(firstWaiting(program)), { signal: caller.signal });
    const failed = expect(call).rejects.toThrow();
    const { plan, token, signal, decide } = await program.shown();
    caller.abort();
    await failed;
    await expect.poll(() => signal.aborted).toBe(true);
    decide({ approved: true });
    await expect.poll(async () => (await program.changes.get(plan.id))?.status).toBe('refused');
    await expect(program.changes.commit(token)).rejects.toThrow('refused this plan');
    expect(written(program)).toEqual([]);
  });

  test('previews without asking, and has the user asked when it commits', async () => {
    const program = await host();
    const client = await connect(program);
    const id = firstWaiting(program);
    const preview = await client.call('run_expense_action', { ...accept(id), preview: true });
    expect(preview.structured).toMatchObject({ status: 'planned', token: preview.structured.change_id });
    expect(program.asked).toBe(0);
    const call = client.call('commit_change', { token: preview.structured.token });
    const { plan, decide } = await program.shown();
    expect(plan.id).toBe(preview.structured.change_id);
    decide({ approved: true });
    expect((await call).structured.status).toBe('committed');
    const again = await client.call('commit_change', { token: preview.structured.token });
    expect(again.text).toMatch(/used before[\s\S]*Nothing was changed/);
    expect(program.asked).toBe(1);
  });

  test('turns a change back only when the user approves that too', async () => {
    const program = await host();
    const client = await connect(program);
    const id = firstWaiting(program);
    const explanation = () => program.sandbox.world.expenses.get(id)?.expense.explanation;
    const before = explanation();
    const change = client.call('update_expense', { expense: id, set: { explanation: 'Changed' } });
    (await program.shown()).decide({ approved: true });
    const { structured } = await change;
    expect(structured.status).toBe('committed');
    const undo = client.call('undo_change', { change_id: structured.change_id });
    const { plan, decide } = await program.shown();
    expect(plan.undoes).toBe(structured.change_id);
    expect(explanation()).toBe('Changed');
    decide({ approved: true });
    expect((await undo).structured.status).toBe('committed');
    expect(explanation()).toBe(before);
  });

  test('destroys only what the host allows, and only after the user typed what it is', async () => {
    const program = await host({ allowReset: new Set(['project']) });
    const client = await connect(program);
    const { header, optionLists } = mainOrganization(program.sandbox);
    const reset = (listId: string) => ({
      operation: 'customOptions.deleteAll',
      path: { organizationId: header.id, listId },
    });
    const left = () => optionLists.get('project')?.length ?? 0;
    const many = left();
    const other = [...optionLists.keys()].find((id) => id !== 'project') ?? 'other';
    expect((await client.call('call_write_operation', reset(other))).isError).toBe(true);
    expect(program.asked).toBe(0);

    for (const confirmation of [undefined, { name: 'something', count: many }]) {
      const call = client.call('call_write_operation', reset('project'));
      (await program.shown()).decide({ approved: true, confirmation });
      expect((await call).structured.status).toBe('refused');
      expect(left()).toBe(many);
    }

    const call = client.call('call_write_operation', reset('project'));
    const { plan, decide } = await program.shown();
    expect(plan.confirmation).toMatchObject({ count: many });
    decide({ approved: true, ...(plan.confirmation && { confirmation: plan.confirmation }) });
    expect((await call).structured).toMatchObject({ status: 'committed', snapshot: expect.any(String) });
    expect(left()).toBe(0);
  });
});

describe('the server of a host', () => {
  test('is open to nobody without the secret, to no page, and by no other name', async () => {
    const program = await host();
    const { url, headers, close } = await program.server.serve();
    onTestFinished(close);
    expect(new URL(url).hostname).toBe('127.0.0.1');
    // 32 bytes, of which no two services have the same.
    expect(headers.authorization).toMatch(/^Bearer [\w-]{43}$/);
    const another = await program.server.serve();
    onTestFinished(another.close);
    expect(another.headers.authorization).not.toBe(headers.authorization);

    const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list' });
    const status = (more: Record<string, string>) =>
      new Promise((resolve, reject) => {
        const accepts = { 'content-type': 'application/json', accept: 'application/json, text/event-stream' };
        const asked = request(url, { method: 'POST', headers: { ...accepts, ...more } }, (answer) => {
          answer.resume();
          resolve(answer.statusCode);
        });
        asked.once('error', reject);
        asked.end(body);
      });
    expect(await status({})).toBe(401);
    expect(await status({ authorization: 'Bearer guess' })).toBe(401);
    expect(await status(another.headers)).toBe(401);
    expect(await status({ ...headers, host: 'evil.example' })).toBe(403);
    expect(await status({ ...headers, origin: 'https://evil.example' })).toBe(403);
    expect(await status(headers)).toBe(200);
    const [, secret = ''] = headers.authorization.split(' ');
    expect(program.log.join('\n')).toContain(url);
    expect(program.log.join('\n')).not.toContain(secret);
  });

  test('serves two clients at once, whose plans are decided in any order', async () => {
    const program = await host();
    const [one, other] = await Promise.all(clients.map(({ connect }) => connect(program)));
    const [first = '', second = ''] = waitingExpenses(program);
    const calls = [one?.call('run_expense_action', accept(first)), other?.call('run_expense_action', accept(second))];
    const shown = [await program.shown(), await program.shown()];
    const about = (id: string) => shown.find(({ plan }) => JSON.stringify(plan.items).includes(id));
    about(second)?.decide({ approved: false, reason: 'No.' });
    expect((await calls[1])?.structured.status).toBe('refused');
    about(first)?.decide({ approved: true });
    expect((await calls[0])?.structured.status).toBe('committed');
    expect([stateOf(program, first), stateOf(program, second)]).toEqual(['ACCEPTED', waiting]);
  });

  test.each(clients)('withdraws what waits for a client of $era when it is closed', async ({ connect }) => {
    const services: (() => Promise<void>)[] = [];
    const program = await host();
    const server = {
      ...program.server,
      serve: async () => {
        const service = await program.server.serve();
        services.push(service.close);
        return service;
      },
    };
    const client = await connect({ ...program, server });
    const call = client.call('run_expense_action', accept(firstWaiting(program)));
    // A client of the 2025 revisions takes the end of the stream for a pause, until it is closed itself.
    call.catch(() => {});
    const { plan, signal } = await program.shown();
    for (const close of services) await close();
    await expect.poll(() => signal.aborted).toBe(true);
    await expect.poll(async () => (await program.changes.get(plan.id))?.status).toBe('refused');
  });

  test('lets a model commit or refuse no plan but those that were made through it', async () => {
    const program = await host();
    const [{ connect }] = clients;
    const client = await connect(program);
    const expenseId = firstWaiting(program);
    const own = await program.changes.plan({
      operation: 'expenses.update',
      path: { expenseId },
      body: { explanation: 'By the user' },
    });
    for (const token of [own.id, own.token]) {
      for (const decision of ['commit', 'refuse']) {
        const { isError, text } = await client.call('commit_change', { token, decision });
        expect(isError).toBe(true);
        expect(text).toContain('is of no plan that was made here');
      }
    }
    expect(await program.changes.get(own.id)).toMatchObject({ status: 'pending' });
  });

  test('stays within bounds that are narrower than those of the host', async () => {
    const elsewhere = await host({ organizations: new Set(['another']) });
    const [{ connect }] = clients;
    const client = await connect(elsewhere);
    const { isError, text } = await client.call('call_write_operation', {
      operation: 'expenses.update',
      path: { expenseId: firstWaiting(elsewhere) },
      body: { explanation: 'x' },
    });
    expect({ isError, asked: elsewhere.asked }).toEqual({ isError: true, asked: 0 });
    expect(text).toContain('Nothing was changed');
    expect(await elsewhere.changes.list({ limit: 5, status: 'pending' })).toEqual([]);
    const own = await elsewhere.changes.plan({
      operation: 'expenses.update',
      path: { expenseId: firstWaiting(elsewhere) },
      body: { explanation: 'By the user' },
    });
    await elsewhere.changes.commit(own.token, { approvedBy: 'person' });
    expect((await client.call('undo_change', { change_id: own.id })).isError).toBe(true);
    expect(elsewhere.asked).toBe(0);
  });

  test('names no card on its tools, as it asks by none', async () => {
    const { server } = await host();
    expect(server.tools.filter((tool) => '_meta' in tool)).toEqual([]);
  });

  test('writes nothing where writing is off', async () => {
    const { server } = await host({ writes: 'off' });
    expect(server.tools.every(({ annotations }) => annotations.readOnlyHint === true)).toBe(true);
  });

  test('takes a host that fails to ask for a no, and logs where', async () => {
    const program = await host({ approve: () => Promise.reject(new RangeError('with a secret in it')) });
    const [{ connect }] = clients;
    const client = await connect(program);
    const { structured, text } = await client.call('run_expense_action', accept(firstWaiting(program)));
    expect(structured.status).toBe('refused');
    expect(text).toContain('The user could not be asked.');
    expect(program.log.join('\n')).toMatch(/Asking the user failed with RangeError at /);
    expect(program.log.join('\n')).not.toContain('a secret');
  });
});

describe('without a client', () => {
  const call = { signal: new AbortController().signal };

  test('the host calls the same tools through the same gate', async () => {
    const program = await host();
    const id = firstWaiting(program);
    const told: (string | undefined)[] = [];
    const result = program.server.callTool('run_expense_action', accept(id), {
      ...call,
      progress: (_done, _total, message) => told.push(message),
    });
    const { decide } = await program.shown();
    expect(told).toContain('Waits for approval in the host');
    decide({ approved: true });
    expect(resultOf(await result).structured).toMatchObject({ status: 'committed' });
    expect(stateOf(program, id)).toBe('ACCEPTED');
  });

  test('it may not call what is not listed, and an aborted call withdraws its plan', async () => {
    const program = await host();
    await expect(program.server.callTool('compute_trip', {}, call)).rejects.toThrow('There is no tool compute_trip.');
    const caller = new AbortController();
    const result = program.server.callTool('run_expense_action', accept(firstWaiting(program)), caller);
    const failed = expect(result).rejects.toThrow('enough');
    const { plan, signal } = await program.shown();
    caller.abort(new Error('enough'));
    await failed;
    expect(signal.aborted).toBe(true);
    expect(await program.changes.get(plan.id)).toMatchObject({ status: 'refused', reason: 'The call was cancelled.' });
  });
});

test.each(['cjs', 'esm'] as const)('bundled as %s it loads without doing anything, and serves', async (format) => {
  const folder = await mkdtemp(join(tmpdir(), 'jenji-embed-bundle-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const outfile = join(folder, format === 'cjs' ? 'embed.cjs' : 'embed.mjs');
  const { outputFiles } = await build({
    ...bundleOptions,
    entryPoints: [join(packageFolder, 'src/embed.ts')],
    format,
    ...(format === 'esm' && { banner: requireBanner }),
    minify: true,
    write: false,
  });
  await writeFile(outfile, outputFiles[0]?.text ?? '');
  const bundled: typeof import('../../src/embed.ts') =
    format === 'cjs' ? createRequire(import.meta.url)(outfile) : await import(pathToFileURL(outfile).href);
  const program = await host();
  const server = bundled.embedServer({
    identity: { name: 'host', title: 'Host', version: '1.0.0' },
    jenji: program.jenji,
    changes: async () => program.changes,
    approve: async () => ({ approved: false, reason: 'No.' }),
    log: () => {},
  });
  const [{ connect }] = clients;
  const client = await connect({ ...program, server });
  expect((await client.call('list_organizations')).isError).toBe(false);
  expect((await client.call('run_expense_action', accept(firstWaiting(program)))).structured.status).toBe('refused');
});
