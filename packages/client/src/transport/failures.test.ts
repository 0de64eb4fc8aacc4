import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { deadUrl, json, scriptedServer, socketServer } from '../../test/scripted-server.ts';
import {
  create,
  failure,
  patch,
  read,
  remove,
  replace,
  reset,
  search,
  transportTo,
} from '../../test/transport-fixture.ts';
import {
  ApiError,
  BadRequestError,
  ConflictError,
  ConnectionError,
  ForbiddenError,
  NotFoundError,
  RateLimitedError,
  ResponseShapeError,
  ServerError,
  TimeoutError,
  UnauthorizedError,
} from '../errors.ts';

describe('a connection that is refused', () => {
  it.each([read, create, patch, remove])('is tried again for $method, since nothing was sent', async (request) => {
    const { send, budget } = transportTo(await deadUrl());
    const error = await failure(send(request), ConnectionError);
    expect(error).toMatchObject({ attempts: 3, ambiguous: false, applied: false, operation: request.operation });
    expect(error.message).toContain('the connection was refused (ECONNREFUSED)');
    expect(budget.events).toEqual(Array.from({ length: 3 }, () => ['acquire call', 'release']).flat());
  });

  it('says that a write changed nothing', async () => {
    const { send } = transportTo(await deadUrl());
    expect((await failure(send(create), ConnectionError)).message).toContain('Nothing was changed.');
  });
});

describe('a server that does not speak TLS', () => {
  it('is not tried again, and nothing was sent', async () => {
    const server = await scriptedServer(({ response }) => json(response, 200, {}));
    const { send, budget } = transportTo(server.url.replace('http:', 'https:'));
    const error = await failure(send(create), ConnectionError);
    expect(error).toMatchObject({ attempts: 1, ambiguous: false });
    expect(error.message).toContain('does not speak TLS as it should');
    expect(budget.events).toEqual(['acquire call', 'release']);
  });
});

describe('a connection that the server closed while nothing was under way', () => {
  it('is replaced, and a POST goes through', async () => {
    const server = await scriptedServer(({ response }) => {
      const { socket } = response;
      json(response, 200, {});
      response.on('finish', () => socket?.end());
    });
    const { send } = transportTo(server.url);
    for (let call = 0; call < 3; call++) {
      await send(create);
      await server.requests.at(-1)?.connectionClosed;
    }
    expect(server.requests).toHaveLength(3);
  });
});

describe('a connection that is reset before the request was read', () => {
  it('never sends a POST twice', async () => {
    const { url } = await socketServer((socket) => socket.resetAndDestroy());
    const { send, budget } = transportTo(url);
    const error = await failure(send(create), ConnectionError);
    // The reset comes before or after the request is on its way: the error has to say which, and nothing is sent twice.
    const sent = budget.events.filter((event) => event === 'settle');
    expect(sent).toHaveLength(error.ambiguous ? 1 : 0);
  });

  it('is tried again for a read, until it succeeds', async () => {
    const server = await scriptedServer(({ response, index }) => {
      if (index < 2) response.socket?.resetAndDestroy();
      else json(response, 200, { id: '1' });
    });
    const { send, budget } = transportTo(server.url);
    expect((await send(read)).json()).toEqual({ id: '1' });
    expect(server.requests).toHaveLength(3);
    expect(budget.events).toEqual(Array.from({ length: 3 }, () => ['acquire call', 'settle']).flat());
  });
});

describe('a connection that is reset after the server has read the request', () => {
  it.each([create, patch, reset])('is not tried again for $operation, which may have been applied', async (request) => {
    const server = await scriptedServer(({ response }) => response.socket?.resetAndDestroy());
    const { send, budget } = transportTo(server.url);
    const error = await failure(send(request), ConnectionError);
    expect(error).toMatchObject({ ambiguous: true, applied: false, attempts: 1 });
    expect(error.message).toContain('The write may have been applied');
    expect(server.requests).toHaveLength(1);
    expect(budget.events).toEqual(['acquire call', 'settle']);
  });

  it.each([replace, remove, search])('is tried again for $operation', async (request) => {
    const server = await scriptedServer(({ response, index }) => {
      if (index === 0) response.socket?.resetAndDestroy();
      else json(response, 200, {});
    });
    const { send } = transportTo(server.url);
    await send(request);
    expect(server.requests.map(({ method, body }) => [method, body])).toEqual(
      Array.from({ length: 2 }, () => [request.method, request.body ?? '']),
    );
  });

  it('leaves a later answer of 404 to a DELETE in doubt: the first attempt may have deleted', async () => {
    const server = await scriptedServer(({ response, index }) => {
      if (index === 0) response.socket?.resetAndDestroy();
      else json(response, 404, { status: 404 });
    });
    const { send } = transportTo(server.url);
    const error = await failure(send(remove), NotFoundError);
    expect(error).toMatchObject({ ambiguous: true, attempts: 2 });
    expect(error.message).toContain('may have been applied');
  });
});

describe('silence', () => {
  it('ends a read at its deadline when no headers come', async () => {
    const server = await scriptedServer(() => {});
    const { send } = transportTo(server.url);
    const error = await failure(send(read, { timeoutMs: 400 }), TimeoutError);
    expect(error.message).toBe('things.get: not finished after 0.4 s, while waiting for the answer.');
    expect(error.ambiguous).toBe(false);
    await server.requests[0]?.connectionClosed;
  });

  it('leaves a write in doubt', async () => {
    const server = await scriptedServer(() => {});
    const { send, budget } = transportTo(server.url);
    const error = await failure(send(replace, { timeoutMs: 400 }), TimeoutError);
    expect(error).toMatchObject({ ambiguous: true, applied: false });
    expect(budget.events).toEqual(['acquire call', 'settle']);
  });

  it('counts the deadline over the body too, however steadily it drips', async () => {
    const server = await scriptedServer(({ response }) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write('[');
      const drip = setInterval(() => response.write(' '), 5);
      response.on('close', () => clearInterval(drip));
    });
    const { send } = transportTo(server.url);
    const error = await failure(send(read, { timeoutMs: 400 }), TimeoutError);
    expect(error.message).toContain('while reading the answer');
    await server.requests[0]?.connectionClosed;
  });

  it('counts the deadline over all attempts', async () => {
    const server = await scriptedServer(({ response, index }) => {
      if (index === 0) json(response, 503, {});
    });
    const { send } = transportTo(server.url);
    const error = await failure(send(read, { timeoutMs: 600 }), TimeoutError);
    expect(error.attempts).toBe(2);
    expect(error.message).toContain('waiting for the answer (attempt 2). The attempt before failed: HTTP 503.');
  });
});

describe('an answer that breaks off', () => {
  it('is asked for again when it is a read', async () => {
    const server = await scriptedServer(({ response, index }) => {
      if (index > 0) return json(response, 200, { whole: true });
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' });
      response.write('{"whole":', () => response.socket?.end());
    });
    const { send } = transportTo(server.url);
    expect((await send(read)).json()).toEqual({ whole: true });
    expect(server.requests).toHaveLength(2);
  });

  it.each([create, replace, remove])('leaves $operation applied, and is not repeated', async (request) => {
    const server = await scriptedServer(({ response }) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' });
      response.write('{"id":', () => response.socket?.end());
    });
    const { send } = transportTo(server.url);
    const error = await failure(send(request), ConnectionError);
    expect(error).toMatchObject({ applied: true, ambiguous: true, attempts: 1 });
    expect(error.message).toContain('Jenji said that the write succeeded: do not repeat it');
    expect(server.requests).toHaveLength(1);
  });

  it('of truncated JSON in a whole HTTP message is a wrong shape, not a broken connection', async () => {
    const server = await scriptedServer(({ response }) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end('{"label":"private words",');
    });
    const { send } = transportTo(server.url);
    const reply = await send(create);
    const error = await failure(Promise.resolve().then(reply.json), ResponseShapeError);
    expect(error).toMatchObject({ applied: true, ambiguous: true });
    expect(error.message).toContain('it is not complete, valid JSON');
    expect(error.message).not.toContain('private words');
  });

  it('stalls: a write that the server said it did is applied, though the deadline passed', async () => {
    const server = await scriptedServer(({ response }) => {
      response.writeHead(201, { 'content-type': 'application/json' });
      response.write('{');
    });
    const { send } = transportTo(server.url);
    expect(await failure(send(create, { timeoutMs: 600 }), TimeoutError)).toMatchObject({ applied: true });
  });
});

describe('an answer that is not Jenji’s', () => {
  it('and not HTTP either fails as a connection, in doubt for a write', async () => {
    const { url } = await socketServer((socket) => {
      socket.once('data', () => socket.end('SSH-2.0-OpenSSH_9.2\r\n'));
    });
    const { send } = transportTo(url);
    const error = await failure(send(create), ConnectionError);
    expect(error.message).toContain('not valid HTTP');
    expect(error.ambiguous).toBe(true);
  });

  it('but a gateway’s page with 502 is tried again, and then named for what it is', async () => {
    const server = await scriptedServer(({ response }) => {
      response.writeHead(502, { 'content-type': 'text/html; charset=utf-8' });
      response.end('<html><body><h1>502 Bad Gateway</h1></body></html>');
    });
    const { send } = transportTo(server.url);
    const error = await failure(send(read), ServerError);
    expect(error).toMatchObject({ status: 502, attempts: 3 });
    expect(error.message).toBe(
      'things.get: HTTP 502 after 3 attempts (the answer is a web page: a proxy or gateway answered, not the API). ' +
        'The server failed; try again later.',
    );
  });

  it('but a login page with 200 is refused', async () => {
    const server = await scriptedServer(({ response }) => {
      response.writeHead(200, { 'content-type': 'text/html' });
      response.end('<html>Sign in</html>');
    });
    const { send } = transportTo(server.url);
    expect((await failure(send(read), ResponseShapeError)).message).toContain('it is a web page');
  });

  it('but a redirect is not followed, so the key stays here', async () => {
    const other = await scriptedServer(({ response }) => json(response, 200, {}));
    const server = await scriptedServer(({ response }) => {
      response.writeHead(302, { location: `${other.url}/stolen` });
      response.end();
    });
    const { send } = transportTo(server.url);
    const error = await failure(send(read), ApiError);
    expect(error.status).toBe(302);
    expect(error.message).toContain('A redirect is not followed');
    expect(other.requests).toHaveLength(0);
  });

  it('but too large is refused without reading on', async () => {
    const server = await scriptedServer(({ response }) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const more = () => {
        while (response.write(' '.repeat(64 * 1024)) && !response.destroyed);
      };
      response.on('drain', more);
      more();
    });
    const { send } = transportTo(server.url);
    expect((await failure(send(read), ResponseShapeError)).message).toContain('it is larger than 1048576 bytes');
    await server.requests[0]?.connectionClosed;
  });
});

describe('gzip', () => {
  const zipped = { 'content-type': 'application/json', 'content-encoding': 'gzip' };

  it('is asked for and unpacked', async () => {
    const server = await scriptedServer(({ response }) => {
      response.writeHead(200, zipped);
      response.end(gzipSync('{"label":"Déjeuner"}'));
    });
    const { send } = transportTo(server.url);
    expect((await send(read)).json()).toEqual({ label: 'Déjeuner' });
    expect(server.requests[0]?.headers['accept-encoding']).toBe('gzip');
  });

  it('is unpacked in an error as well', async () => {
    const server = await scriptedServer(({ response }) => {
      response.writeHead(400, zipped);
      response.end(gzipSync('{"error":"No","errorCode":"X_1"}'));
    });
    const { send } = transportTo(server.url);
    expect(await failure(send(read), BadRequestError)).toMatchObject({ error: 'No', errorCode: 'X_1' });
  });

  it('may be announced for an empty answer', async () => {
    const server = await scriptedServer(({ response }) => {
      response.writeHead(200, { ...zipped, 'content-length': '0' });
      response.end();
    });
    const { send } = transportTo(server.url);
    expect((await send(read)).json()).toBeNull();
  });

  it.each([
    ['garbage', Buffer.from('not gzip at all')],
    ['a gzip cut short', gzipSync('{"label":"Déjeuner"}').subarray(0, 20)],
  ])('that is %s is named', async (_, body) => {
    const server = await scriptedServer(({ response }) => {
      response.writeHead(200, zipped);
      response.end(body);
    });
    const { send } = transportTo(server.url);
    expect((await failure(send(read), ResponseShapeError)).message).toContain('its gzip data is damaged');
  });

  it('of a bomb stops at the limit', async () => {
    const server = await scriptedServer(({ response }) => {
      response.writeHead(200, zipped);
      response.end(gzipSync(Buffer.alloc(32 * 1024 * 1024, ' ')));
    });
    const { send } = transportTo(server.url);
    expect((await failure(send(read), ResponseShapeError)).message).toContain('it is larger than 1048576 bytes');
  });
});

describe('an answer without content', () => {
  it.each([
    ['204', 204, undefined],
    ['205', 205, undefined],
    ['an empty 200', 200, ''],
    ['the text null', 200, 'null'],
    ['blanks', 200, ' \r\n'],
  ])('may be %s', async (_, status, body) => {
    const server = await scriptedServer(({ response }) => {
      response.writeHead(status, status === 200 ? { 'content-type': 'application/json' } : {});
      response.end(body);
    });
    const { send } = transportTo(server.url);
    expect((await send(remove)).json()).toBeNull();
  });
});

describe('429', () => {
  it.each([read, create, patch])('is tried again for $method, and the budget hears of it', async (request) => {
    const server = await scriptedServer(({ response, index }) => {
      if (index === 0) json(response, 429, { status: 429 }, { 'retry-after': '0' });
      else json(response, 200, { id: '1' });
    });
    const { send, budget } = transportTo(server.url);
    await send(request);
    expect(server.requests).toHaveLength(2);
    expect(budget.events).toEqual(['acquire call', 'refused 0', 'acquire call', 'settle']);
  });

  it('without Retry-After waits as long as any failure', async () => {
    const server = await scriptedServer(({ response }) => json(response, 429, {}));
    const { send, budget } = transportTo(server.url);
    const error = await failure(send(create), RateLimitedError);
    expect(error).toMatchObject({ status: 429, attempts: 3, ambiguous: false, retryAfterMs: undefined });
    expect(budget.events.filter((event) => event === 'refused')).toHaveLength(3);
  });

  it('with a Retry-After past the deadline fails now, and says when it would be', async () => {
    const server = await scriptedServer(({ response }) => json(response, 429, {}, { 'retry-after': '3600' }));
    const { send, budget } = transportTo(server.url);
    const error = await failure(send(read), RateLimitedError);
    expect(error).toMatchObject({ retryAfterMs: 3_600_000, attempts: 1 });
    expect(error.message).toContain('The next attempt would be in 3600.0 s, after the deadline');
    expect(budget.events).toEqual(['acquire call', 'refused 3600000']);
  });

  it('reads a Retry-After date against the server’s own clock', async () => {
    const server = await scriptedServer(({ response }) =>
      json(
        response,
        429,
        {},
        {
          date: 'Wed, 21 Oct 2015 07:28:00 GMT',
          'retry-after': 'Wed, 21 Oct 2015 08:28:00 GMT',
        },
      ),
    );
    const { send } = transportTo(server.url);
    expect(await failure(send(read), RateLimitedError)).toMatchObject({ retryAfterMs: 3_600_000 });
  });
});

describe('5xx', () => {
  it('is tried again for reads and writes that may be repeated', async () => {
    for (const request of [read, search, replace, remove]) {
      const server = await scriptedServer(({ response, index }) => json(response, index === 0 ? 500 : 200, {}));
      await transportTo(server.url).send(request);
      expect(server.requests).toHaveLength(2);
    }
  });

  it.each([create, patch, reset])('is not tried again for $operation, which may have been applied', async (request) => {
    const server = await scriptedServer(({ response }) => json(response, 500, { error: 'Oops' }));
    const { send } = transportTo(server.url);
    expect(await failure(send(request), ServerError)).toMatchObject({ ambiguous: true, attempts: 1, error: 'Oops' });
    expect(server.requests).toHaveLength(1);
  });
});

describe('4xx', () => {
  it.each([
    [400, BadRequestError],
    [401, UnauthorizedError],
    [403, ForbiddenError],
    [404, NotFoundError],
    [409, ConflictError],
    [422, BadRequestError],
  ])('%i is an error of its own class, after one attempt, with nothing changed', async (status, type) => {
    const server = await scriptedServer(({ response }) => json(response, status, { status }));
    const { send } = transportTo(server.url);
    const error = await failure(send(replace), type);
    expect(error).toMatchObject({ status, attempts: 1, ambiguous: false, operation: 'things.update' });
    expect(server.requests).toHaveLength(1);
  });

  it('with the documented body carries its fields and explains its code', async () => {
    const body = {
      timestamp: 1669309467343,
      error: 'Missing custom field',
      path: '/api/org/v1/expenses',
      errorCode: 'EXP_033',
      status: 400,
    };
    const server = await scriptedServer(({ response }) => json(response, 400, body));
    const { send } = transportTo(server.url);
    const error = await failure(send(create), BadRequestError);
    expect(error).toMatchObject(body);
    expect(error.message).toBe(
      'things.create: HTTP 400 (EXP_033, "Missing custom field"). Custom fields that must be filled in are empty: list ' +
        'the expense custom fields of the organization, fill in those that are mandatory, or leave out ' +
        'check-missing-custom-fields.',
    );
  });

  it.each([
    ['no body', undefined],
    ['an array', []],
    ['fields of other types', { errorCode: 7, error: null, timestamp: 'now', path: {} }],
  ])('with %s is still an error of its class', async (_, body) => {
    const server = await scriptedServer(({ response }) => json(response, 400, body));
    const { send } = transportTo(server.url);
    expect(await failure(send(create), BadRequestError)).toMatchObject({ errorCode: undefined, error: undefined });
  });

  it('with hostile text is cleaned and cut', async () => {
    const error = `\u001b[31mred\u202E${'x'.repeat(1000)}`;
    const server = await scriptedServer(({ response }) => json(response, 400, { error }));
    const { send } = transportTo(server.url);
    const { message } = await failure(send(create), BadRequestError);
    expect(message).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect(message.length).toBeLessThan(400);
  });

  it('with a body that breaks off is still an error of its class', async () => {
    const server = await scriptedServer(({ response }) => {
      response.writeHead(400, { 'content-length': '100' });
      response.write('{"error":', () => response.socket?.end());
    });
    const { send } = transportTo(server.url);
    expect((await failure(send(create), BadRequestError)).ambiguous).toBe(false);
  });
});
