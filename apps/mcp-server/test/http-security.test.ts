import { once } from 'node:events';
import { request } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { type HttpServerProcess, startHttp } from './server-process.ts';

const ping = { jsonrpc: '2.0', id: 1, method: 'ping' };
const usual = { 'content-type': 'application/json', accept: 'application/json, text/event-stream' };

/** A POST with exactly these headers, which `fetch` would not let a program choose. */
async function post(url: URL, body: string, headers: Record<string, string> = {}) {
  const sent = request(url, { method: 'POST', headers: { ...usual, ...headers } });
  // A server that has seen enough may answer and close before all is sent.
  sent.on('error', () => {});
  sent.end(body);
  const [response] = await once(sent, 'response');
  return { status: response.statusCode as number, headers: response.headers, body: await text(response) };
}

let server: HttpServerProcess;
let guarded: HttpServerProcess;
const token = 'a-token-of-20-letters';
beforeAll(async () => {
  [server, guarded] = await Promise.all([
    startHttp(),
    startHttp({ env: { JENJI_MCP_TOKEN: token, JENJI_MCP_HOSTS: 'jenji.example' } }),
  ]);
});
afterAll(() => Promise.all([server.stop(), guarded.stop()]));

describe('over HTTP', () => {
  test('no file of this machine is sent anywhere, whatever folders the operator has named', async () => {
    const env = { JENJI_RECEIPT_FOLDERS: '/' };
    const open = await startHttp({ args: ['--sandbox', '--toolsets', 'receipts'], env });
    onTestFinished(() => open.stop());
    const params = { name: 'upload_receipt', arguments: { user: 'x', file: '/etc/hostname.pdf' } };
    const { body } = await post(open.url, JSON.stringify({ ...ping, method: 'tools/call', params }));
    expect(body).toContain('This server reads no files');
  });

  test('an ordinary request is served', async () => {
    expect((await post(server.url, JSON.stringify(ping))).status).toBe(200);
  });

  test.each(['evil.example', 'evil.example:80', 'localhost.evil.example', '127.0.0.1.evil.example', '[::1'])(
    'host %j, which a page could have pointed here, gets 403',
    async (host) => {
      expect((await post(server.url, JSON.stringify(ping), { host })).status).toBe(403);
    },
  );

  test.each(['https://evil.example', 'http://localhost.evil.example', 'null', 'file://', 'not a url'])(
    'origin %j gets 403',
    async (origin) => {
      expect((await post(server.url, JSON.stringify(ping), { origin })).status).toBe(403);
    },
  );

  test.each(['http://localhost:5173', 'http://127.0.0.1', 'http://[::1]:1'])(
    'origin %j of this machine is served',
    async (origin) => {
      expect((await post(server.url, JSON.stringify(ping), { origin })).status).toBe(200);
    },
  );

  test('names that the operator added are served, others not', async () => {
    const authorization = `Bearer ${token}`;
    const send = (headers: Record<string, string>) =>
      post(guarded.url, JSON.stringify(ping), { authorization, ...headers });
    expect((await send({ host: 'jenji.example:8443', origin: 'https://jenji.example' })).status).toBe(200);
    expect((await send({ host: 'jenji.example', origin: 'https://other.example' })).status).toBe(403);
  });

  test.each([undefined, '', 'Bearer', 'Bearer wrong', `Basic ${token}`, `Bearer ${token}x`, token])(
    'authorization %j is refused with 401 where a token is set',
    async (authorization) => {
      const { status, headers, body } = await post(
        guarded.url,
        JSON.stringify(ping),
        authorization === undefined ? {} : { authorization },
      );
      expect(status).toBe(401);
      expect(headers['www-authenticate']).toContain('Bearer');
      expect(body).not.toContain(token);
    },
  );

  test('the token opens', async () => {
    expect((await post(guarded.url, JSON.stringify(ping), { authorization: `Bearer ${token}` })).status).toBe(200);
  });

  test('a body over the limit gets 413, whether or not its length was said', async () => {
    const large = JSON.stringify({ ...ping, params: { x: 'x'.repeat(1024 * 1024) } });
    expect((await post(server.url, large)).status).toBe(413);
    expect((await post(server.url, large, { 'transfer-encoding': 'chunked' })).status).toBe(413);
  });

  test.each([
    ['no JSON', '{"jsonrpc":', 400],
    ['no JSON-RPC', '{"hello":"world"}', 400],
    ['nothing', '', 400],
    ['another version', '{"jsonrpc":"1.0","id":1,"method":"ping"}', 400],
    ['a number', '42', 400],
  ])('%s gets a JSON-RPC error, and the server goes on', async (_what, body, status) => {
    const answer = await post(server.url, body);
    expect(answer.status).toBe(status);
    expect(JSON.parse(answer.body)).toMatchObject({ jsonrpc: '2.0', error: { message: expect.any(String) } });
    expect((await post(server.url, JSON.stringify(ping))).status).toBe(200);
  });

  test('another content type gets 415', async () => {
    expect((await post(server.url, JSON.stringify(ping), { 'content-type': 'text/plain' })).status).toBe(415);
  });

  test('another path gets 404, and only POST is served', async () => {
    expect((await post(new URL('/other', server.url), JSON.stringify(ping))).status).toBe(404);
    for (const method of ['GET', 'DELETE', 'PUT']) expect((await fetch(server.url, { method })).status).toBe(405);
  });

  test('a client that leaves in the middle of its request does no harm', async () => {
    const socket = connect(Number(server.url.port), '127.0.0.1');
    await once(socket, 'connect');
    socket.write(
      `POST /mcp HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{`,
    );
    socket.resetAndDestroy();
    expect((await post(server.url, JSON.stringify(ping))).status).toBe(200);
    expect(server.log()).not.toContain('    at ');
  });

  test('two clients are answered apart, with no session between them', async () => {
    const list = (id: number) =>
      fetch(server.url, { method: 'POST', headers: usual, body: JSON.stringify({ ...ping, id }) });
    const answers = await Promise.all([list(1), list(1)]);
    for (const answer of answers) {
      expect(answer.headers.has('mcp-session-id')).toBe(false);
      expect(answer.body && (await text(answer.body))).toContain('"id":1');
    }
  });
});
