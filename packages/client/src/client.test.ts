import { inspect } from 'node:util';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { RecordingBudget } from '../test/recording-budget.ts';
import { json, scriptedServer } from '../test/scripted-server.ts';
import { failure, secret } from '../test/transport-fixture.ts';
import { createJenjiClient, type JenjiClientOptions } from './client.ts';
import { type OperationId, operationIds, operations } from './contract/index.ts';
import {
  AbortedError,
  ConnectionError,
  InvalidArgumentsError,
  JenjiError,
  ResponseShapeError,
  ServerError,
  TimeoutError,
} from './errors.ts';
import type { Attempt } from './transport/attempt.ts';

function clientTo(url: string, options: Partial<JenjiClientOptions> = {}) {
  const budget = new RecordingBudget();
  const jenji = createJenjiClient({
    baseUrl: url,
    credentials: { type: 'organization', user: 'api-user', secret },
    budget,
    ...options,
  });
  onTestFinished(() => jenji.close());
  return { jenji, budget };
}

async function all<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const list: Item[] = [];
  for await (const item of items) list.push(item);
  return list;
}

describe('call', () => {
  it('sends path, query and body, and returns the answer with the fields that nobody documented', async () => {
    const server = await scriptedServer(({ response }) => json(response, 200, { id: 'e 1', total: 7.11, novel: [1] }));
    const { jenji } = clientTo(server.url);
    const expense = await jenji.call('expenses.get', { path: { expenseId: 'a/b@c.d' } });
    expect(expense).toEqual({ id: 'e 1', total: 7.11, novel: [1] });
    expect(server.requests[0]).toMatchObject({ method: 'GET', url: '/api/org/v1/expenses/a%2Fb%40c.d', body: '' });
  });

  it('is the same by name, for every operation', async () => {
    const { jenji } = clientTo('http://127.0.0.1:9');
    for (const id of operationIds) {
      const method = id.split('.').reduce<unknown>((group, name) => (group as Record<string, unknown>)[name], jenji);
      expect(method, id).toBeTypeOf('function');
    }
  });

  it('by name reaches the operation of that id', async () => {
    const server = await scriptedServer(({ response }) => json(response, 200, { data: ['accept'] }));
    const { jenji } = clientTo(server.url);
    expect(await jenji.expenses.actions.list({ path: { expenseId: 'e1' } })).toEqual({ data: ['accept'] });
    await jenji.expenses.actions.execute({ path: { expenseId: 'e1', actionCode: 'accept' }, body: { comment: 'ok' } });
    expect(server.requests.map(({ method, url, body }) => [method, url, body])).toEqual([
      ['GET', '/api/org/v1/expenses/e1/actions', ''],
      ['POST', '/api/org/v1/expenses/e1/actions/accept', '{"comment":"ok"}'],
    ]);
  });

  it('tells of each attempt what became of it, and nothing of what was asked or answered', async () => {
    const attempts: Attempt[] = [];
    let served = 0;
    const server = await scriptedServer(({ response }) => {
      served += 1;
      if (served === 1) json(response, 503, { message: secret });
      else if (served === 2) response.socket?.resetAndDestroy();
      else if (served === 3) json(response, 200, { id: 'e1' });
    });
    const { jenji } = clientTo(server.url, { onAttempt: (attempt) => attempts.push(attempt) });
    await jenji.expenses.get({ path: { expenseId: 'someone@example.com' } });
    const leaving = new AbortController();
    const left = jenji.expenses.get({ path: { expenseId: 'e2' } }, { signal: leaving.signal });
    await vi.waitFor(() => expect(served).toBe(4));
    leaving.abort();
    await expect(left).rejects.toThrow(AbortedError);
    await vi.waitFor(() => expect(attempts).toHaveLength(4));
    expect(attempts.map(({ operation, method, attempt, outcome }) => [operation, method, attempt, outcome])).toEqual([
      ['expenses.get', 'GET', 1, { kind: 'answer', status: 503 }],
      ['expenses.get', 'GET', 2, { kind: 'no answer', reason: expect.any(String) }],
      ['expenses.get', 'GET', 3, { kind: 'answer', status: 200 }],
      ['expenses.get', 'GET', 1, { kind: 'given up' }],
    ]);
    expect(JSON.stringify(attempts)).not.toMatch(new RegExp(`${secret}|someone`));
  });

  it('sends the body of a DELETE', async () => {
    const server = await scriptedServer(({ response }) => json(response, 200, {}));
    const { jenji } = clientTo(server.url);
    await jenji.call('bookkeepers.clients.states.remove', {
      path: { bookkeeperId: 'b', clientId: 'c' },
      body: { states: ['BLOCKED'] },
    });
    expect(server.requests[0]).toMatchObject({ method: 'DELETE', body: '{"states":["BLOCKED"]}' });
    expect(server.requests[0]?.headers['content-type']).toBe('application/json');
  });

  it('refuses bad arguments before it takes a slot or sends anything', async () => {
    const server = await scriptedServer(({ response }) => json(response, 200, {}));
    const { jenji, budget } = clientTo(server.url);
    const error = await failure(
      jenji.callUnknown('expenses.get', { path: { expenseId: '..' } }),
      InvalidArgumentsError,
    );
    expect(error.issues[0]?.path).toBe('path.expenseId');
    await failure(jenji.callUnknown('expenses.get', { path: { expenseId: 'e' }, body: {} }), InvalidArgumentsError);
    await failure(jenji.callUnknown('expenses.nothing'), InvalidArgumentsError);
    await failure(jenji.callUnknown('toString'), InvalidArgumentsError);
    // @ts-expect-error: no such operation
    await failure(jenji.call('expenses.nothing', {}), InvalidArgumentsError);
    expect(budget.events).toEqual([]);
    expect(server.requests).toHaveLength(0);
  });

  it('names the field of an answer that has another shape, and says what became of a write', async () => {
    const server = await scriptedServer(({ response }) => json(response, 200, { id: 'e1', total: 'seven' }));
    const { jenji } = clientTo(server.url);
    const onRead = await failure(jenji.expenses.get({ path: { expenseId: 'e1' } }), ResponseShapeError);
    expect(onRead).toMatchObject({ operation: 'expenses.get', ambiguous: false, attempts: 1 });
    expect(onRead.issues[0]?.path).toBe('total');
    expect(onRead.message).not.toContain('seven');
    const onWrite = await failure(
      jenji.expenses.actions.execute({ path: { expenseId: 'e1', actionCode: 'accept' } }),
      ResponseShapeError,
    );
    expect(onWrite).toMatchObject({ applied: true, ambiguous: true });
    expect(onWrite.message).toContain('do not repeat it');
  });

  it('keeps what one caller does to a shared answer from the others', async () => {
    const server = await scriptedServer(({ response }) => json(response, 200, { id: 'e1', customFields: { a: [1] } }));
    const { jenji } = clientTo(server.url);
    const get = () => jenji.expenses.get({ path: { expenseId: 'e1' } });
    const [mine, yours] = await Promise.all([get(), get()]);
    Object.assign(mine.customFields ?? {}, { a: 'changed' });
    expect(server.requests).toHaveLength(1);
    expect(yours.customFields).toEqual({ a: [1] });
  });

  it('answers undefined where nothing is documented', async () => {
    const server = await scriptedServer(({ response }) => response.writeHead(204).end());
    const { jenji } = clientTo(server.url);
    expect(await jenji.expenses.delete({ path: { expenseId: 'e1' } })).toBeUndefined();
  });

  it('uses the client’s timeout unless the call has its own', async () => {
    const server = await scriptedServer(() => {});
    const { jenji } = clientTo(server.url, { timeoutMs: 20 });
    const path = { expenseId: 'e1' };
    expect((await failure(jenji.expenses.get({ path }), TimeoutError)).message).toContain('after 0.02 s');
    const own = jenji.expenses.get({ path }, { timeoutMs: 30 });
    expect((await failure(own, TimeoutError)).message).toContain('after 0.03 s');
  });

  it('tries as often as maxAttempts says', async () => {
    const server = await scriptedServer(({ response }) => json(response, 500, {}));
    const { jenji } = clientTo(server.url, { maxAttempts: 1 });
    expect((await failure(jenji.expenses.get({ path: { expenseId: 'e1' } }), ServerError)).attempts).toBe(1);
  });
});

describe('stream', () => {
  const items = (count: number) => Array.from({ length: count }, (_, index) => ({ id: `e${index}`, total: index }));

  it('gives the items one at a time, with the fields that nobody documented', async () => {
    const sent = items(2500).map((item) => ({ ...item, novel: true }));
    const server = await scriptedServer(({ response }) => json(response, 200, { data: sent }));
    const { jenji } = clientTo(server.url);
    expect(await all(jenji.stream('expenses.search', { body: {} }))).toEqual(sent);
    expect(server.requests[0]).toMatchObject({ method: 'POST', url: '/api/org/v1/expenses/search', body: '{}' });
  });

  it('names the item and the field that have another shape, after the items before', async () => {
    const data = [...items(3), { id: 'e3', total: 'three' }];
    const server = await scriptedServer(({ response }) => json(response, 200, { data }));
    const { jenji } = clientTo(server.url);
    const seen: unknown[] = [];
    const reading = (async () => {
      for await (const item of jenji.stream('expenses.search', { body: {} })) seen.push(item);
    })();
    const error = await failure(reading, ResponseShapeError);
    expect(error.issues[0]?.path).toBe('data[3].total');
    expect(error.operation).toBe('expenses.search');
    expect(seen).toHaveLength(3);
  });

  it('names the operation when the list is no JSON', async () => {
    const server = await scriptedServer(({ response }) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end('{"data":[{"id":"e0"},{"id":');
    });
    const { jenji } = clientTo(server.url);
    const error = await failure(all(jenji.stream('expenses.search', { body: {} })), ResponseShapeError);
    expect(error).toMatchObject({ operation: 'expenses.search', attempts: 1 });
  });

  it('tells a connection that breaks from a list that ends', async () => {
    const server = await scriptedServer(({ response }) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write('{"data":[{"id":"e0"}', () => response.socket?.resetAndDestroy());
    });
    const { jenji } = clientTo(server.url);
    const error = await failure(all(jenji.stream('expenses.search', { body: {} })), ConnectionError);
    expect(error.message).toContain('before the list was complete');
  });

  it('is tried again until the answer begins', async () => {
    const server = await scriptedServer(({ response, index }) => {
      if (index === 0) response.socket?.resetAndDestroy();
      else json(response, 200, { data: items(2) });
    });
    const { jenji, budget } = clientTo(server.url);
    expect(await all(jenji.stream('expenses.search', { body: {} }))).toHaveLength(2);
    expect(budget.events).toEqual(['acquire call', 'settle', 'acquire call', 'settle']);
  });

  /** Sends items for as long as they are taken. */
  const endless = () =>
    scriptedServer(({ response }) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write('{"data":[{"id":"first"}');
      const item = `,{"id":"${'x'.repeat(10_000)}"}`;
      const more = () => {
        while (!response.destroyed && response.write(item));
      };
      response.on('drain', more);
      more();
    });

  it('left early frees the connection', async () => {
    const server = await endless();
    const { jenji } = clientTo(server.url);
    for await (const item of jenji.stream('expenses.search', { body: {} })) {
      expect(item.id).toBe('first');
      break;
    }
    await server.requests[0]?.connectionClosed;
  });

  it('takes no more than it is asked for', async () => {
    let sentAll = false;
    const server = await scriptedServer(({ request, response }) => {
      if (request.method === 'GET') return json(response, 200, {});
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write('{"data":[{"id":"first"}');
      // More than the buffers of both sides can hold.
      const item = `,{"id":"${'x'.repeat(512 * 1024)}"}`;
      const more = (left: number) => {
        sentAll = left === 0;
        if (sentAll) response.end(']}');
        else response.write(item, () => more(left - 1));
      };
      more(128);
    });
    const { jenji } = clientTo(server.url);
    const stream = jenji.stream('expenses.search', { body: {} });
    await stream.next();
    for (let call = 0; call < 100; call++) await jenji.expenses.get({ path: { expenseId: 'e' } });
    expect(sentAll).toBe(false);
    expect(await all(stream)).toHaveLength(128);
  });

  it('ends at once when its signal fires', async () => {
    const server = await endless();
    const { jenji } = clientTo(server.url);
    const abort = new AbortController();
    const stream = jenji.stream('expenses.search', { body: {} }, { signal: abort.signal });
    await stream.next();
    abort.abort();
    await failure(stream.next(), AbortedError);
    await server.requests[0]?.connectionClosed;
  });

  it('ends when the answer falls silent, also before it begins', async () => {
    const silent = await scriptedServer(() => {});
    const begun = await scriptedServer(({ response }) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write('{"data":[{"id":"e0"},');
    });
    for (const server of [silent, begun]) {
      const stream = clientTo(server.url).jenji.stream('expenses.search', { body: {} }, { timeoutMs: 300 });
      await failure(all(stream), TimeoutError);
      await server.requests[0]?.connectionClosed;
    }
  });

  it('has four times as long as other calls of its client', async () => {
    const server = await scriptedServer(() => {});
    const { jenji } = clientTo(server.url, { timeoutMs: 20 });
    const error = await failure(all(jenji.stream('expenses.search', { body: {} })), TimeoutError);
    expect(error.message).toContain('after 0.08 s');
  });

  it('does not count the time of its reader', async () => {
    let finish = () => {};
    const server = await scriptedServer(({ response }) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write('{"data":[{"id":"e0"},{"id":"e1"},');
      finish = () => response.end('{"id":"e2"}]}');
    });
    const { jenji } = clientTo(server.url);
    const stream = jenji.stream('expenses.search', { body: {} }, { timeoutMs: 1000 });
    await stream.next();
    await new Promise((resolve) => setTimeout(resolve, 1100));
    finish();
    expect(await all(stream)).toHaveLength(2);
  });

  it('is for operations that read lists', async () => {
    const { jenji } = clientTo('http://127.0.0.1:9');
    // @ts-expect-error: not a list
    await failure(jenji.stream('expenses.get', { path: { expenseId: 'e' } }).next(), JenjiError);
    const path = { organizationId: 'o' };
    await failure(jenji.stream('categories.replaceAll', { path, body: [] }).next(), JenjiError);
  });
});

describe('verifyCredentials', () => {
  const basic = (password: string) => `Basic ${btoa(`api-user:${password}`)}`;

  async function serverKnowing(authorization: string | undefined) {
    return scriptedServer(({ request, response }) => {
      const known = request.headers.authorization === authorization;
      response.writeHead(known ? 200 : 401, { 'content-type': 'text/plain' });
      response.end(known ? 'OK' : 'no');
    });
  }

  it('says that the configured type is right, with one request', async () => {
    const server = await serverKnowing(basic(secret));
    const { jenji, budget } = clientTo(server.url);
    expect(await jenji.verifyCredentials()).toEqual({ ok: true, type: 'organization' });
    expect(server.requests.map(({ method, url }) => `${method} ${url}`)).toEqual(['GET /s/test']);
    expect(budget.events).toEqual(['acquire call', 'settle']);
  });

  it('sends a bookkeeper’s key in its own form', async () => {
    const server = await serverKnowing(basic(`${secret}:API_BK`));
    const { jenji } = clientTo(server.url, { credentials: { type: 'bookkeeper', user: 'api-user', secret } });
    expect(await jenji.verifyCredentials()).toEqual({ ok: true, type: 'bookkeeper' });
  });

  it('finds out that a key is of the other type', async () => {
    const server = await serverKnowing(basic(`${secret}:API_BK`));
    const { jenji } = clientTo(server.url);
    expect(await jenji.verifyCredentials()).toEqual({
      ok: false,
      worksAs: 'bookkeeper',
      message: 'These credentials work as a bookkeeper key: set the key type to bookkeeper.',
    });
  });

  it('says that a key is unknown', async () => {
    const server = await serverKnowing(undefined);
    const { jenji } = clientTo(server.url);
    const check = await jenji.verifyCredentials();
    expect(check).toMatchObject({ ok: false, worksAs: undefined });
    expect(JSON.stringify(check)).not.toContain(secret);
    expect(server.requests).toHaveLength(2);
  });

  it('does not take a login page for a yes', async () => {
    const server = await scriptedServer(({ response }) => {
      response.writeHead(200, { 'content-type': 'text/html' });
      response.end('<html>Welcome to the hotel</html>');
    });
    await failure(clientTo(server.url).jenji.verifyCredentials(), ResponseShapeError);
  });

  it('does not blame the key for a server that fails', async () => {
    const server = await scriptedServer(({ response }) => json(response, 500, {}));
    await failure(clientTo(server.url, { maxAttempts: 1 }).jenji.verifyCredentials(), ServerError);
  });
});

describe('the client', () => {
  it('shows no secret when printed or serialized', async () => {
    const server = await scriptedServer(({ response }) => json(response, 200, {}));
    const { jenji } = clientTo(server.url);
    await jenji.verifyCredentials();
    const credentials = btoa(`api-user:${secret}`);
    for (const text of [inspect(jenji, { depth: Infinity, showHidden: true }), JSON.stringify(jenji)]) {
      expect(text).not.toContain(secret);
      expect(text).not.toContain(credentials);
    }
  });

  it('has no operation whose name hides a method of its own', () => {
    const own = [
      'call',
      'callUnknown',
      'stream',
      'verifyCredentials',
      'upload',
      'download',
      'close',
      'budget',
      'baseUrl',
    ];
    const groups = new Set(operationIds.map((id) => id.split('.')[0]));
    expect(own.filter((name) => groups.has(name))).toEqual([]);
    // No operation is also a group of others.
    const ids = new Set<string>(operationIds);
    const both = operationIds.filter((id: OperationId) => [...ids].some((other) => other.startsWith(`${id}.`)));
    expect(both).toEqual([]);
    expect(Object.keys(operations)).toHaveLength(96);
  });

  it('leaves a budget open that it was given', async () => {
    let closed = false;
    const budget = new RecordingBudget();
    budget.close = async () => {
      closed = true;
    };
    const { jenji } = clientTo('http://127.0.0.1:9', { budget });
    await jenji.close();
    expect(closed).toBe(false);
  });

  it.each([
    [{ baseUrl: 'http://api.jenji.io' }, 'must start with https://'],
    [{ baseUrl: 'ftp://localhost' }, 'must start with https://'],
    [{ baseUrl: 'nonsense' }, 'not a URL'],
    [{ baseUrl: 'https://user:pass@api.jenji.io' }, 'must not hold a user or password'],
    [{ baseUrl: 'https://api.jenji.io/?a=1' }, 'must not hold a query'],
    [{ baseUrl: 'https://api.jenji.io/#a' }, 'must not hold a query or a fragment'],
    [{ baseUrl: 'https://api.jenji.io', environment: 'production' as const }, 'not both'],
    [{ baseUrl: 'http://127.0.0.1.example.com' }, 'must start with https://'],
    [{ timeoutMs: 0 }, 'timeoutMs'],
    [{ maxAttempts: -1 }, 'maxAttempts'],
    [{ userAgent: 'a\nb' }, 'userAgent'],
    [{ credentials: { type: 'organization' as const, user: '', secret } }, 'credentials.user'],
    [{ credentials: { type: 'organization' as const, user: 'a:b', secret } }, "must not contain ':'"],
    [{ credentials: { type: 'organization' as const, user: 'a', secret: '' } }, 'credentials.secret'],
    [{ credentials: { type: 'organization' as const, user: 'a', secret: `${secret}\n` } }, 'credentials.secret'],
    [{ credentials: { type: 'organization' as const, user: 'a', secret: `${secret}\u0000x` } }, 'control characters'],
  ])('refuses %j', (options, rule) => {
    const base = 'environment' in options || 'baseUrl' in options ? {} : { baseUrl: 'http://127.0.0.1:9' };
    const credentials = { type: 'organization' as const, user: 'api-user', secret };
    const create = () => createJenjiClient({ credentials, budget: new RecordingBudget(), ...base, ...options });
    expect(create).toThrow(JenjiError);
    expect(create).toThrow(rule);
    expect(create).not.toThrow(secret);
  });

  it.each(['http://localhost:1', 'http://127.8.9.1', 'http://[::1]:80', 'https://example.com/jenji/'])(
    'accepts %s',
    (baseUrl) => {
      expect(() => clientTo(baseUrl)).not.toThrow();
    },
  );
});
