import { expect, test } from 'vitest';
import { acme, sandboxOfTest } from '../../test/api.ts';
import { createSmallWorld } from '../../test/small-world.ts';
import { createSandbox } from '../sandbox.ts';
import type { FaultRule } from './faults.ts';
import { Faults } from './faults.ts';

const create = ['POST', `${acme}/groups`, { name: 'New' }] as const;

async function groupsAfter(rule: FaultRule) {
  const { sandbox, api } = await sandboxOfTest();
  sandbox.faults.add(rule);
  const outcome = await api(...create).catch((error: Error) => error);
  return { outcome, groups: sandbox.world.organizations.get('acme')?.groups.map(({ name }) => name) ?? [], sandbox };
}

test('resets the connection before the handler ran', async () => {
  const { outcome, groups, sandbox } = await groupsAfter({ kind: 'reset-before' });
  expect(outcome).toMatchObject({ cause: { code: 'ECONNRESET' } });
  expect(groups).not.toContain('New');
  expect(sandbox.requests[0]).toMatchObject({ operation: 'groups.create', refused: false });
  expect(sandbox.requests[0]?.status).toBeUndefined();
});

test('resets the connection after the handler committed', async () => {
  const { outcome, groups } = await groupsAfter({ kind: 'reset-after' });
  expect(outcome).toMatchObject({ cause: { code: 'ECONNRESET' } });
  expect(groups).toContain('New');
});

test('answers with a status of its own, before or after the handler', async () => {
  const before = await groupsAfter({ kind: 'status', status: 503 });
  expect(before.outcome).toMatchObject({
    status: 503,
    body: { status: 503, path: '/api/org/v1/organizations/acme/groups' },
  });
  expect(before.groups).not.toContain('New');
  const after = await groupsAfter({ kind: 'status', status: 500, committed: true });
  expect(after.outcome).toMatchObject({ status: 500 });
  expect(after.groups).toContain('New');
});

test('sends 429 with Retry-After, a proxy page, and garbage', async () => {
  const { sandbox, api } = await sandboxOfTest();
  const raw = () =>
    fetch(`${sandbox.url}/s/test`, { headers: { authorization: `Basic ${btoa('org-api:org-secret')}` } });
  sandbox.faults.add({ kind: 'retry-after', seconds: 7, times: 1 });
  expect((await api('GET', '/organizations')).headers.get('retry-after')).toBe('7');
  sandbox.faults.add({ kind: 'html', times: 1 });
  const page = await raw();
  expect([page.status, page.headers.get('content-type')]).toEqual([502, 'text/html']);
  sandbox.faults.add({ kind: 'garbage', times: 1 });
  const garbage = await raw();
  expect(garbage.status).toBe(200);
  await expect(garbage.json()).rejects.toThrow(SyntaxError);
});

test('truncates the JSON, cuts the body off, sends it slowly, compresses it', async () => {
  const { sandbox, api } = await sandboxOfTest();
  const whole = await api('GET', acme);
  const text = JSON.stringify(whole.body);
  const raw = () =>
    fetch(`${sandbox.url}/api/org/v1/organizations/acme`, {
      headers: { authorization: `Basic ${btoa('org-api:org-secret')}` },
    });
  sandbox.faults.add({ kind: 'truncate', times: 1 });
  const truncated = await (await raw()).text();
  expect(text.startsWith(truncated)).toBe(true);
  expect(truncated.length).toBeLessThan(text.length);
  sandbox.faults.add({ kind: 'cut-body', times: 1 });
  const cut = await raw();
  expect(cut.status).toBe(200);
  await expect(cut.text()).rejects.toMatchObject({ cause: { code: 'UND_ERR_SOCKET' } });
  sandbox.faults.add({ kind: 'slow-body', pieceBytes: 400, milliseconds: 1, times: 1 });
  expect((await api('GET', acme)).body).toEqual(whole.body);
  sandbox.faults.add({ kind: 'gzip', times: 1 });
  const compressed = await api('GET', acme);
  expect(compressed.headers.get('content-encoding')).toBe('gzip');
  expect(compressed.body).toEqual(whole.body);
});

test('holds the answer back after the handler ran, until the client gives up', async () => {
  const { sandbox } = await sandboxOfTest();
  sandbox.faults.add({ kind: 'stall-headers' });
  const patience = new AbortController();
  const arrived = sandbox.nextRequest(({ operation }) => operation === 'organizations.list');
  const answered = sandbox.nextAnswer();
  const response = fetch(`${sandbox.url}/api/org/v1/organizations`, {
    headers: { authorization: `Basic ${btoa('org-api:org-secret')}` },
    signal: patience.signal,
  });
  expect((await arrived).status).toBeUndefined();
  patience.abort();
  await expect(response).rejects.toThrow('aborted');
  expect((await answered).status).toBe(200);
});

test('closes although an answer is held back', async () => {
  const { sandbox } = await sandboxOfTest();
  sandbox.faults.add({ kind: 'stall-headers' });
  const arrived = sandbox.nextRequest();
  const response = fetch(`${sandbox.url}/s/test`, {
    headers: { authorization: `Basic ${btoa('org-api:org-secret')}` },
  });
  const outcome = response.then(
    () => 'answered',
    () => 'broken',
  );
  await arrived;
  await sandbox.close();
  expect(['answered', 'broken']).toContain(await outcome);
});

test('concerns only the requests that fit, as often as it is told, until it is removed', () => {
  const faults = new Faults(1);
  const remove = faults.add({ kind: 'garbage', operation: 'users.get', times: 2 });
  faults.add({ kind: 'gzip', method: 'post', path: /search$/ });
  const users = { operation: 'users.get', method: 'GET', path: '/users/1' };
  const search = { operation: 'expenses.search', method: 'POST', path: '/api/org/v1/expenses/search' };
  expect(faults.take({ ...users, operation: 'users.list' })).toBeUndefined();
  expect(faults.take(search)?.kind).toBe('gzip');
  expect(faults.take({ ...search, method: 'GET' })).toBeUndefined();
  expect([faults.take(users)?.kind, faults.take(users)?.kind, faults.take(users)]).toEqual([
    'garbage',
    'garbage',
    undefined,
  ]);
  remove();
  const removeAll = faults.add({ kind: 'html' });
  expect(faults.take(users)?.kind).toBe('html');
  removeAll();
  expect(faults.take(users)).toBeUndefined();
});

test('is late by a time, or by one drawn between bounds, besides any other fault', async () => {
  const faults = new Faults(1);
  const target = { method: 'GET', path: '/' };
  faults.add({ kind: 'delay', milliseconds: 5, times: 1 });
  faults.add({ kind: 'delay', milliseconds: { from: 10, to: 20 } });
  faults.add({ kind: 'html' });
  expect(faults.takeDelay(target)).toBe(5);
  const drawn = Array.from({ length: 50 }, () => faults.takeDelay(target));
  expect(Math.min(...drawn)).toBeGreaterThanOrEqual(10);
  expect(Math.max(...drawn)).toBeLessThan(20);
  expect(new Set(drawn).size).toBeGreaterThan(10);
  expect(faults.take(target)?.kind).toBe('html');
  const { sandbox, api } = await sandboxOfTest();
  sandbox.faults.add({ kind: 'delay', milliseconds: { from: 1, to: 3 } });
  expect((await api('GET', '/organizations')).status).toBe(200);
});

test('draws the same misfortunes for the same seed', () => {
  const draw = (seed: number) => {
    const faults = new Faults(seed);
    faults.add({ kind: 'garbage', probability: 0.5 });
    return Array.from({ length: 200 }, () => faults.take({ method: 'GET', path: '/' }) !== undefined);
  };
  expect(draw(7)).toEqual(draw(7));
  expect(draw(7)).not.toEqual(draw(8));
  const struck = draw(7).filter(Boolean).length;
  expect(struck).toBeGreaterThan(60);
  expect(struck).toBeLessThan(140);
});

test('rejects in process where the connection would break', async () => {
  const sandbox = createSandbox({ world: createSmallWorld() });
  sandbox.faults.add({ kind: 'reset-before' });
  const request = new Request('http://sandbox.test/s/test', {
    headers: { authorization: `Basic ${btoa('org-api:org-secret')}` },
  });
  await expect(sandbox.fetch(request)).rejects.toMatchObject({ code: 'ECONNRESET' });
});
