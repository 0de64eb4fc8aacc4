import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { deadUrl, json, scriptedServer, socketServer } from '../../test/scripted-server.ts';
import { create, failure, read, remove, secret, transportTo } from '../../test/transport-fixture.ts';
import { ApiError, ConnectionError, JenjiError } from '../errors.ts';

describe('what goes over the wire', () => {
  it('keeps the percent-encoding of the path, and the path of the base URL', async () => {
    const server = await scriptedServer(({ response }) => json(response, 200, {}));
    const { send } = transportTo(`${server.url}/jenji/`);
    await send({ ...read, target: '/users/a%2Fb%40c.d%3F/x?internalId=%26%3D%C3%A9' });
    expect(server.requests[0]?.url).toBe('/jenji/users/a%2Fb%40c.d%3F/x?internalId=%26%3D%C3%A9');
  });

  it('is the body of a DELETE, with its type and length', async () => {
    const server = await scriptedServer(({ response }) => json(response, 200, {}));
    const { send } = transportTo(server.url);
    await send({ ...remove, body: '{"states":["é"]}' });
    expect(server.requests[0]).toMatchObject({
      method: 'DELETE',
      body: '{"states":["é"]}',
      headers: { 'content-type': 'application/json', 'content-length': '17' },
    });
  });

  it('is no Content-Type without a body', async () => {
    const server = await scriptedServer(({ response }) => json(response, 200, {}));
    const { send } = transportTo(server.url);
    await send(remove);
    await send({ operation: 'x', method: 'POST', target: '/x', hazard: 'read' });
    expect(server.requests.map(({ headers }) => headers['content-type'])).toEqual([undefined, undefined]);
    expect(server.requests[1]?.headers['content-length']).toBe('0');
  });

  it('is Basic authentication with the form of the key that is asked for', async () => {
    const server = await scriptedServer(({ response }) => json(response, 200, {}));
    const { send } = transportTo(server.url);
    await send(read);
    await send({ ...read, keyType: 'bookkeeper' });
    expect(server.requests.map(({ headers }) => headers.authorization)).toEqual([
      `Basic ${btoa(`api-user:${secret}`)}`,
      `Basic ${btoa(`api-user:${secret}:API_BK`)}`,
    ]);
  });

  it('keeps connections for the calls that follow', async () => {
    const ports = new Set<number | undefined>();
    const server = await scriptedServer(({ response }) => {
      ports.add(response.socket?.remotePort);
      json(response, 200, {});
    });
    const { send } = transportTo(server.url);
    for (let call = 0; call < 5; call++) await send(read);
    expect(ports.size).toBeLessThan(5);
  });
});

describe('the secret', () => {
  const encoded = btoa(`api-user:${secret}`);

  function expectNoSecret(value: unknown): void {
    const texts = [inspect(value, { depth: Infinity, showHidden: true }), JSON.stringify(value), String(value)];
    for (const text of texts) {
      expect(text).not.toContain(secret);
      expect(text).not.toContain(encoded);
    }
  }

  it('is in no error, even when the server echoes it', async () => {
    const echo = await scriptedServer(({ request, response }) =>
      json(response, 400, { error: `${request.headers.authorization} ${secret}`, path: secret, errorCode: secret }),
    );
    const echoText = await scriptedServer(({ request, response }) => {
      response.writeHead(500, { 'content-type': 'text/plain' });
      response.end(request.headers.authorization);
    });
    const garbage = await socketServer((socket) => socket.on('data', (data) => socket.end(data)));
    const reset = await scriptedServer(({ response }) => response.socket?.resetAndDestroy());
    for (const url of [echo.url, echoText.url]) expectNoSecret(await failure(transportTo(url).send(create), ApiError));
    for (const url of [garbage.url, reset.url, await deadUrl()]) {
      expectNoSecret(await failure(transportTo(url).send(create), ConnectionError));
    }
  });

  it('is not in the transport', async () => {
    const server = await scriptedServer(({ response }) => json(response, 200, {}));
    const { transport, send } = transportTo(server.url);
    await send(read);
    const text = inspect(transport, { depth: Infinity });
    expect(text).not.toContain(secret);
    expect(text).not.toContain(encoded);
    expect(JSON.stringify(transport)).toBe('{}');
  });
});

it('an error of the budget is not one of the connection', async () => {
  const { send, budget } = transportTo('http://127.0.0.1:9');
  budget.acquire = () => Promise.reject(new Error('disk full'));
  const error = await failure(send(create), JenjiError);
  expect(error).toMatchObject({
    ambiguous: false,
    message: 'things.create: the request budget failed, nothing was sent.',
  });
});
