import { describe, expect, it } from 'vitest';
import { json, scriptedServer, socketServer } from '../../test/scripted-server.ts';
import { create, failure, read, replace, transportTo } from '../../test/transport-fixture.ts';
import { AbortedError, JenjiError, TimeoutError } from '../errors.ts';

describe('a caller that changes its mind', () => {
  it('before it starts sends nothing', async () => {
    const server = await scriptedServer(({ response }) => json(response, 200, {}));
    const { send, budget } = transportTo(server.url);
    const reason = new Error('not needed');
    const error = await failure(send(create, { signal: AbortSignal.abort(reason) }), AbortedError);
    expect(error).toMatchObject({ ambiguous: false, attempts: 0, cause: reason });
    expect(budget.events).toEqual([]);
    expect(server.requests).toHaveLength(0);
  });

  it('while it waits for the budget sends nothing', async () => {
    const server = await scriptedServer(({ response }) => json(response, 200, {}));
    const { send, budget } = transportTo(server.url);
    budget.shut();
    const abort = new AbortController();
    const sending = send(create, { signal: abort.signal });
    abort.abort();
    const error = await failure(sending, AbortedError);
    expect(error).toMatchObject({ ambiguous: false, attempts: 0 });
    expect(error.message).toBe('things.create: cancelled while waiting for the request budget. Nothing was changed.');
    budget.open();
    expect(server.requests).toHaveLength(0);
  });

  it('while it connects gives its slot back and sends nothing', async () => {
    // A listener whose queue is full does not answer; one that never speaks TLS is as good, and portable.
    const silent = await socketServer(() => {});
    const { send, budget } = transportTo(silent.url.replace('http:', 'https:'));
    const abort = new AbortController();
    const sending = send(create, { signal: abort.signal });
    await silent.connected;
    abort.abort();
    const error = await failure(sending, AbortedError);
    expect(error.ambiguous).toBe(false);
    expect(error.message).toContain('while connecting');
    expect(budget.events).toEqual(['acquire call', 'release']);
  });

  it('while it waits for the headers leaves a write in doubt and closes the connection', async () => {
    const server = await scriptedServer(() => {});
    const { send, budget } = transportTo(server.url);
    const abort = new AbortController();
    const sending = send(create, { signal: abort.signal });
    await server.seen(1);
    abort.abort();
    const error = await failure(sending, AbortedError);
    expect(error).toMatchObject({ ambiguous: true, applied: false });
    expect(budget.events).toEqual(['acquire call', 'settle']);
    await server.requests[0]?.connectionClosed;
  });

  it('while it reads the body says that the write was applied', async () => {
    const server = await scriptedServer(({ response }) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write('{"id":');
    });
    const { send, budget } = transportTo(server.url);
    const abort = new AbortController();
    const sending = send(create, { signal: abort.signal });
    await budget.happened('settle');
    abort.abort();
    expect(await failure(sending, AbortedError)).toMatchObject({ ambiguous: true, applied: true });
    await server.requests[0]?.connectionClosed;
  });

  it('while it waits to try again does not wait any longer', async () => {
    const server = await scriptedServer(({ response }) => json(response, 503, {}, { 'retry-after': '10' }));
    const { send, budget } = transportTo(server.url);
    const abort = new AbortController();
    const sending = send(read, { signal: abort.signal });
    await budget.happened('settle');
    await new Promise(setImmediate);
    abort.abort();
    await failure(sending, AbortedError);
    expect(server.requests).toHaveLength(1);
  });

  it('and many callers with one signal leave no listeners behind', async () => {
    const server = await scriptedServer(({ response }) => json(response, 200, {}));
    const { send } = transportTo(server.url);
    const abort = new AbortController();
    let listeners = 0;
    const { signal } = abort;
    const add = signal.addEventListener.bind(signal);
    const remove = signal.removeEventListener.bind(signal);
    signal.addEventListener = (...args: Parameters<typeof add>) => {
      listeners += 1;
      add(...args);
    };
    signal.removeEventListener = (...args: Parameters<typeof remove>) => {
      listeners -= 1;
      remove(...args);
    };
    await Promise.all(Array.from({ length: 30 }, () => send(create, { signal })));
    expect(listeners).toBe(0);
  });
});

describe('a deadline', () => {
  it('while it waits for the budget sends nothing', async () => {
    const { send, budget } = transportTo('http://127.0.0.1:9');
    budget.shut();
    const error = await failure(send(replace, { timeoutMs: 20 }), TimeoutError);
    expect(error.ambiguous).toBe(false);
    expect(error.message).toBe(
      'things.update: not finished after 0.02 s, while waiting for the request budget. Only so many requests may be ' +
        'sent in a minute: give a longer timeoutMs, or ask for less at a time. Nothing was changed.',
    );
  });

  it('while it connects sends nothing', async () => {
    const silent = await socketServer(() => {});
    const { send, budget } = transportTo(silent.url.replace('http:', 'https:'));
    const error = await failure(send(replace, { timeoutMs: 50 }), TimeoutError);
    expect(error.ambiguous).toBe(false);
    expect(budget.events).toEqual(['acquire call', 'release']);
  });

  it.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])('of %d ms is refused', async (timeoutMs) => {
    const { send } = transportTo('http://127.0.0.1:9');
    expect((await failure(send(read, { timeoutMs }), JenjiError)).message).toContain('timeoutMs must be');
  });
});

describe('closing', () => {
  it('ends what is under way and refuses what comes after', async () => {
    const server = await scriptedServer(() => {});
    const { transport, send } = transportTo(server.url);
    const sending = failure(send(read), AbortedError);
    await server.seen(1);
    await transport.close();
    expect((await sending).cause).toMatchObject({ message: 'The client was closed.' });
    expect((await failure(send(read), JenjiError)).message).toBe('things.get: this client is closed.');
    await server.requests[0]?.connectionClosed;
  });
});
