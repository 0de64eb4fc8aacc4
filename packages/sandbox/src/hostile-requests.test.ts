import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { acme, keys, sandboxOfTest } from '../test/api.ts';

const search = '/expenses/search';
const megabytes = (count: number) => 'x'.repeat(count * 1024 * 1024);

test.each(['a/b', '..%2F..', '100%', '%2F', 'é東🧾', '\u0000', '__proto__', 'constructor', 'toString', ' '])(
  'looks for the id %j as it is, and finds nothing',
  async (id) => {
    const { api } = await sandboxOfTest();
    for (const path of [
      `${acme}/users/${encodeURIComponent(id)}`,
      `/organizations/${encodeURIComponent(id)}`,
      `/expenses/${encodeURIComponent(id)}`,
      `${acme}/custom-options/${encodeURIComponent(id)}`,
    ]) {
      const { status, body } = await api('GET', path);
      expect(status).toBe(404);
      expect(body.error).toContain(`"${id}"`);
    }
  },
);

test('answers what is no percent-encoding, of an id or of a storage link, with a refusal', async () => {
  const { sandbox, api } = await sandboxOfTest();
  expect((await api('GET', `${acme}/users/%ZZ`)).status).toBe(404);
  expect((await api('GET', `${acme}/users/%E0%A4`)).status).toBe(404);
  expect((await fetch(`${sandbox.url}/storage/%ZZ`)).status).toBe(403);
});

test('finds an option whose id has to be encoded', async () => {
  const { api } = await sandboxOfTest();
  for (const id of ['a/b', '100%', '%2F', 'é東🧾', '__proto__', 'constructor']) {
    const path = `${acme}/custom-options/meal-types/options/${encodeURIComponent(id)}`;
    expect((await api('POST', path, { id })).body).toEqual({ id });
    expect((await api('DELETE', path)).status).toBe(200);
  }
  expect((await api('GET', `${acme}/custom-options/meal-types`)).body.data).toHaveLength(2);
});

test('knows a path by another method as 405 with the methods it has, and no other path at all', async () => {
  const { sandbox, api } = await sandboxOfTest();
  const refused = await api('DELETE', acme);
  expect(refused.body).toMatchObject({ status: 405, errorCode: 'METHOD_NOT_ALLOWED' });
  expect(refused.headers.get('allow')).toBe('GET, PATCH');
  expect((await api('POST', '/s/test')).status).toBe(405);
  expect((await api('OPTIONS', `${acme}/users`)).headers.get('allow')).toBe('GET, POST');
  for (const path of ['/nothing', `${acme}/`, `${acme}/users/a/b`]) expect((await api('GET', path)).status).toBe(404);
  expect((await fetch(`${sandbox.url}/`)).status).toBe(401);
  const head = await fetch(`${sandbox.url}/api/org/v1${acme}`, {
    method: 'HEAD',
    headers: { authorization: keys.organization },
  });
  expect([head.status, await head.text()]).toEqual([200, '']);
});

test('refuses a body of more than 20 megabytes, announced or not, and goes on', async () => {
  const { sandbox, api } = await sandboxOfTest();
  expect((await api('POST', search, { x: megabytes(19) })).status).toBe(200);
  expect((await api('POST', search, { x: megabytes(20) })).body).toMatchObject({
    status: 413,
    path: `/api/org/v1${search}`,
  });
  async function* pieces() {
    for (let sent = 0; sent < 21; sent += 1) yield new TextEncoder().encode(megabytes(1));
  }
  const unannounced = await fetch(`${sandbox.url}/api/org/v1${search}`, {
    method: 'POST',
    headers: { authorization: keys.organization, 'content-type': 'application/json' },
    body: ReadableStream.from(pieces()),
    duplex: 'half',
  });
  expect(unannounced.status).toBe(413);
  const { uploadUrl } = (
    await api('POST', '/receipts/upload-url', { fileType: 'pdf', userId: 'alice', md5: 'yaWmh42XtIzJZcHkGFnwNA==' })
  ).body;
  const upload = await fetch(uploadUrl, {
    method: 'PUT',
    headers: { 'content-md5': 'yaWmh42XtIzJZcHkGFnwNA==' },
    body: megabytes(21),
  });
  expect([upload.status, await upload.text()]).toEqual([400, expect.stringContaining('EntityTooLarge')]);
  expect((await api('POST', search, {})).status).toBe(200);
});

test('refuses a body that is nested too deep, is no UTF-8, or is no object where one is needed', async () => {
  const { sandbox, api } = await sandboxOfTest();
  const send = async (body: string | Uint8Array) => {
    const response = await fetch(`${sandbox.url}/api/org/v1${search}`, {
      method: 'POST',
      headers: { authorization: keys.organization, 'content-type': 'application/json' },
      body,
    });
    return response.json();
  };
  const nested = (depth: number) => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;
  expect(await send(nested(100_000))).toMatchObject({ status: 400, error: expect.stringContaining('nested') });
  expect(await send(nested(50))).toHaveProperty('data');
  expect(await send(Uint8Array.of(0x7b, 0xff, 0x7d))).toMatchObject({ status: 400, errorCode: 'INVALID_JSON' });
  for (const body of [null, [], 'x', 7]) {
    const answer = await api('POST', search, body);
    expect(answer.body).toMatchObject({ status: 400, error: expect.stringMatching(/^The body: /) });
  }
});

test('closes although a client is in the middle of its request', async () => {
  const { sandbox } = await sandboxOfTest();
  const socket = connect(sandbox.port, '127.0.0.1');
  socket.on('error', () => undefined);
  const closed = once(socket, 'close');
  const arrived = sandbox.nextRequest();
  socket.write(
    `POST /api/org/v1${search} HTTP/1.1\r\nHost: sandbox\r\nAuthorization: ${keys.organization}\r\n` +
      'Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{"states"',
  );
  await arrived;
  await sandbox.close();
  await closed;
});

test('answers requests that come at once, each with its own answer', async () => {
  const { sandbox, api } = await sandboxOfTest();
  const created = await Promise.all(
    Array.from({ length: 40 }, (_, index) => api('POST', `${acme}/groups`, { name: `Group ${index}` })),
  );
  expect(created.map(({ body }) => body.name)).toEqual(created.map((_, index) => `Group ${index}`));
  expect(new Set(created.map(({ body }) => body.id)).size).toBe(40);
  expect(sandbox.world.organizations.get('acme')?.groups).toHaveLength(43);
});
