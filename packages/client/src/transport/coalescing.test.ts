import { describe, expect, it } from 'vitest';
import { json, scriptedServer } from '../../test/scripted-server.ts';
import { create, failure, read, replace, search, transportTo } from '../../test/transport-fixture.ts';
import { AbortedError, NotFoundError, TimeoutError } from '../errors.ts';

/** A server that answers when the test opens it. */
async function heldServer(body: unknown = { tags: ['a'] }, status = 200) {
  const held: (() => void)[] = [];
  const server = await scriptedServer(({ response }) => held.push(() => json(response, status, body)));
  const answer = () => {
    for (const reply of held.splice(0)) reply();
  };
  return { server, answer };
}

describe('equal GETs under way', () => {
  it('are one request, and each caller gets an answer of its own', async () => {
    const { server, answer } = await heldServer();
    const { send, budget } = transportTo(server.url);
    const calls = [send(read), send(read), send(read)];
    await server.seen(1);
    answer();
    const [first, second, third] = (await Promise.all(calls)).map((reply) => reply.json());
    expect(server.requests).toHaveLength(1);
    expect(budget.events).toEqual(['acquire call', 'settle']);
    expect(first).toEqual(second);
    expect(first).not.toBe(second);
    expect((first as { tags: string[] }).tags).not.toBe((third as { tags: string[] }).tags);
  });

  it('fail alike', async () => {
    const { server, answer } = await heldServer({}, 404);
    const { send } = transportTo(server.url);
    const calls = [failure(send(read), NotFoundError), failure(send(read), NotFoundError)];
    await server.seen(1);
    answer();
    await Promise.all(calls);
    expect(server.requests).toHaveLength(1);
  });

  it('are sent anew once answered', async () => {
    const server = await scriptedServer(({ response }) => json(response, 200, {}));
    const { send } = transportTo(server.url);
    await send(read);
    await send(read);
    expect(server.requests).toHaveLength(2);
  });

  it('go on when one caller leaves, the one that started it even', async () => {
    const { server, answer } = await heldServer();
    const { send } = transportTo(server.url);
    const abort = new AbortController();
    const leaves = failure(send(read, { signal: abort.signal }), AbortedError);
    const stays = send(read);
    await server.seen(1);
    abort.abort();
    await leaves;
    const joins = send(read);
    answer();
    expect((await stays).json()).toEqual({ tags: ['a'] });
    expect((await joins).json()).toEqual({ tags: ['a'] });
    expect(server.requests).toHaveLength(1);
  });

  it('close the connection when the last caller leaves', async () => {
    const { server } = await heldServer();
    const { send } = transportTo(server.url);
    const abort = new AbortController();
    const calls = [1, 2].map(() => failure(send(read, { signal: abort.signal }), AbortedError));
    await server.seen(1);
    abort.abort();
    await Promise.all(calls);
    await server.requests[0]?.connectionClosed;
  });

  it('each keep their own deadline', async () => {
    const { server, answer } = await heldServer();
    const { send } = transportTo(server.url);
    const patient = send(read, { timeoutMs: 15_000 });
    await failure(send(read, { timeoutMs: 30 }), TimeoutError);
    await server.seen(1);
    answer();
    expect((await patient).status).toBe(200);
    expect(server.requests).toHaveLength(1);
  });

  it('outlive the deadline of the caller that came first', async () => {
    let release = () => {};
    const server = await scriptedServer(({ response, index }) => {
      if (index > 0) return json(response, 200, {});
      release = () => json(response, 503, {}, { 'retry-after': '0.2' });
    });
    const { send } = transportTo(server.url);
    const first = failure(send(read, { timeoutMs: 100 }), TimeoutError);
    const patient = send(read, { timeoutMs: 15_000 });
    await server.seen(1);
    release();
    await first;
    // The wait to try again goes past the first caller's deadline, not past the second's.
    expect((await patient).status).toBe(200);
  });

  it('wait for the budget as the most urgent of their callers', async () => {
    const server = await scriptedServer(({ response }) => json(response, 200, {}));
    const { send, budget } = transportTo(server.url);
    budget.shut();
    const calls = [send(read, { priority: 'poll' }), send(read, { priority: 'click' }), send(read)];
    await budget.happened('acquire click');
    budget.open();
    await Promise.all(calls);
    expect(budget.events).toEqual(['acquire poll', 'acquire click', 'settle']);
  });
});

describe('what is never shared', () => {
  it('is a write, or a read by POST', async () => {
    const server = await scriptedServer(({ response }) => json(response, 200, {}));
    const { send } = transportTo(server.url);
    await Promise.all([create, create, replace, replace, search, search].map((request) => send(request)));
    expect(server.requests).toHaveLength(6);
  });

  it('is a GET of another URL', async () => {
    const server = await scriptedServer(({ response }) => json(response, 200, {}));
    const { send } = transportTo(server.url);
    await Promise.all([send(read), send({ ...read, target: '/things/1?x=1' })]);
    expect(server.requests).toHaveLength(2);
  });

  it('is a GET that began before a write was answered: it may have read what is no longer so', async () => {
    const held: (() => void)[] = [];
    let version = 1;
    const server = await scriptedServer(({ request, response }) => {
      const seen = version;
      if (request.method === 'PUT') {
        version = 2;
        json(response, 200, {});
      } else if (seen === 1) held.push(() => json(response, 200, { version: seen }));
      else json(response, 200, { version: seen });
    });
    const { send } = transportTo(server.url);
    const before = send(read);
    await server.seen(1);
    await send(replace);
    expect((await send(read)).json()).toEqual({ version: 2 });
    held[0]?.();
    expect((await before).json()).toEqual({ version: 1 });
  });
});
