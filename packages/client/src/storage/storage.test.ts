import { createServer, type IncomingHttpHeaders } from 'node:http';
import { describe, expect, it, onTestFinished } from 'vitest';
import { deadUrl, json, scriptedServer } from '../../test/scripted-server.ts';
import { failure } from '../../test/transport-fixture.ts';
import { AbortedError, ConnectionError, JenjiError, StorageError, TimeoutError } from '../errors.ts';
import { contentMd5 } from './content-md5.ts';
import { Storage } from './storage.ts';

const bytes = Buffer.from('%PDF-1.7 a receipt');
const md5 = contentMd5(bytes);
const signature = 'X-Amz-Signature=s1gned';

function storage(): Storage {
  const made = new Storage({ maxAttempts: 3, firstWaitMs: 1, longestWaitMs: 60_000 });
  onTestFinished(() => made.close());
  return made;
}

async function* parts(...texts: (string | Buffer | Error)[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) {
    if (text instanceof Error) throw text;
    yield Buffer.from(text);
  }
}

describe('upload', () => {
  it('puts the bytes with their hash, and with no credentials', async () => {
    const server = await scriptedServer(({ response }) => response.writeHead(200).end());
    const link = `${server.url}/bucket/a%40b.c/r.pdf?${signature}`;
    await storage().upload(link, bytes, { md5, contentType: 'application/pdf' });
    const [seen] = server.requests;
    expect(seen).toMatchObject({
      method: 'PUT',
      url: `/bucket/a%40b.c/r.pdf?${signature}`,
      body: bytes.toString(),
      headers: { 'content-md5': md5, 'content-length': String(bytes.length), 'content-type': 'application/pdf' },
    });
    expect(seen?.headers.authorization).toBeUndefined();
    expect(seen?.headers['transfer-encoding']).toBeUndefined();
  });

  it('sends a stream with its length, not in chunks', async () => {
    const server = await scriptedServer(({ response }) => response.writeHead(200).end());
    const content = parts(bytes.subarray(0, 4), bytes.subarray(4));
    await storage().upload(server.url, content, { md5, contentLength: bytes.length });
    expect(server.requests[0]).toMatchObject({ body: bytes.toString() });
    expect(server.requests[0]?.headers['transfer-encoding']).toBeUndefined();
  });

  it('sends nothing when the bytes do not fit the hash', async () => {
    const server = await scriptedServer(({ response }) => response.writeHead(200).end());
    const error = await failure(storage().upload(server.url, Buffer.from('other'), { md5 }), StorageError);
    expect(error.message).toContain('does not have the MD5 hash');
    expect(server.requests).toHaveLength(0);
  });

  it('never completes a stream that does not fit the hash', async () => {
    const server = await scriptedServer(({ response }) => response.writeHead(200).end());
    const sending = storage().upload(server.url, parts('other', 'things'), { md5, contentLength: 11 });
    expect((await failure(sending, StorageError)).message).toContain('does not have the MD5 hash');
    expect(server.requests).toHaveLength(0);
  });

  it('names a stream that fails', async () => {
    const server = await scriptedServer(({ response }) => response.writeHead(200).end());
    const broken = new Error('disk unplugged');
    const sending = storage().upload(server.url, parts('a', broken), { md5, contentLength: 11 });
    expect(await failure(sending, StorageError)).toMatchObject({ cause: broken });
  });

  it('does not send a stream of another length whole', async () => {
    const server = await scriptedServer(({ response }) => response.writeHead(200).end());
    for (const contentLength of [bytes.length - 1, bytes.length + 1]) {
      const sending = storage().upload(server.url, parts(bytes), { md5, contentLength });
      expect((await failure(sending, ConnectionError)).message).toContain('does not have the length that was given');
    }
    expect(server.requests.filter(({ body }) => body === bytes.toString())).toHaveLength(0);
  });

  it.each([
    ['no length for a stream', {}, 'contentLength'],
    ['a hexadecimal hash', { md5: 'd41d8cd98f00b204e9800998ecf8427e', contentLength: 1 }, 'in base64'],
  ])('refuses %s', async (_, options, rule) => {
    const sending = storage().upload('http://127.0.0.1:9', parts('a'), { md5, ...options });
    expect((await failure(sending, StorageError)).message).toContain(rule);
  });

  it('is tried again when the storage fails, but not when it refuses', async () => {
    const failing = await scriptedServer(({ response, index }) => response.writeHead(index === 0 ? 503 : 200).end());
    await storage().upload(failing.url, bytes, { md5 });
    expect(failing.requests.map(({ body }) => body)).toEqual([bytes.toString(), bytes.toString()]);
    const refusing = await scriptedServer(({ response }) => {
      response.writeHead(403, { 'content-type': 'application/xml' });
      response.end(`<Error><Code>AccessDenied</Code><StringToSign>${signature}</StringToSign></Error>`);
    });
    const error = await failure(storage().upload(`${refusing.url}/r?${signature}`, bytes, { md5 }), StorageError);
    expect(error).toMatchObject({ status: 403, code: 'AccessDenied', attempts: 1 });
    expect(refusing.requests).toHaveLength(1);
  });
});

describe('download', () => {
  it('gives the bytes, their type and length, and sends no credentials', async () => {
    let headers: IncomingHttpHeaders = {};
    const server = await scriptedServer(({ request, response }) => {
      headers = request.headers;
      response.writeHead(200, { 'content-type': 'application/pdf', 'content-length': bytes.length });
      response.end(bytes);
    });
    const file = await storage().download(`${server.url}/r.pdf?${signature}`);
    expect(file).toMatchObject({ contentType: 'application/pdf', contentLength: bytes.length });
    expect(Buffer.from(await file.bytes())).toEqual(bytes);
    expect(headers.authorization).toBeUndefined();
    expect(server.requests[0]?.url).toBe(`/r.pdf?${signature}`);
  });

  it('gives the bytes as they arrive, and frees the connection when left early', async () => {
    const server = await scriptedServer(({ response }) => {
      response.writeHead(200);
      response.write('first');
    });
    const { body } = await storage().download(server.url);
    for await (const part of body) {
      expect(Buffer.from(part).toString()).toBe('first');
      break;
    }
    await server.requests[0]?.connectionClosed;
  });

  it.each([
    ['announced', { 'content-length': '100' }],
    ['not announced', {}],
  ])('refuses a file that is larger than maxBytes, %s', async (_, headers) => {
    const server = await scriptedServer(({ response }) => {
      response.writeHead(200, headers);
      response.end(Buffer.alloc(100));
    });
    const getting = storage()
      .download(server.url, { maxBytes: 99 })
      .then((file) => file.bytes());
    expect((await failure(getting, StorageError)).message).toContain('the 99 bytes allowed by maxBytes');
  });

  it('checks the hash that the storage gives', async () => {
    const server = await scriptedServer(({ response, index }) => {
      response.writeHead(200, { 'content-md5': md5 });
      response.end(index === 0 ? bytes : 'changed');
    });
    const file = () => storage().download(server.url);
    expect(Buffer.from(await (await file()).bytes())).toEqual(bytes);
    const changed = await file();
    expect((await failure(changed.bytes(), StorageError)).message).toContain('MD5');
  });

  it('tells a file that breaks off from a whole one', async () => {
    const server = await scriptedServer(({ response }) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('part', () => response.socket?.end());
    });
    const file = await storage().download(server.url);
    await failure(file.bytes(), ConnectionError);
  });

  it('ends at once when its signal fires, or when the storage falls silent', async () => {
    const server = await scriptedServer(({ response }) => {
      response.writeHead(200);
      response.write('part');
    });
    const abort = new AbortController();
    const aborted = await storage().download(server.url, { signal: abort.signal });
    const reading = failure(aborted.bytes(), AbortedError);
    abort.abort();
    await reading;
    const silent = await storage().download(server.url, { timeoutMs: 400 });
    await failure(silent.bytes(), TimeoutError);
    for (const { connectionClosed } of server.requests) await connectionClosed;
  });
});

describe('a storage link', () => {
  it('that redirects is not followed', async () => {
    const other = await scriptedServer(({ response }) => json(response, 200, {}));
    const server = await scriptedServer(({ response }) => {
      response.writeHead(307, { location: other.url });
      response.end();
    });
    expect((await failure(storage().download(server.url), StorageError)).message).toContain('redirect is not followed');
    const upload = storage().upload(server.url, bytes, { md5 });
    expect((await failure(upload, StorageError)).status).toBe(307);
    expect(other.requests).toHaveLength(0);
  });

  it.each([
    ['http://bucket.s3.amazonaws.com/r', 'https://'],
    ['file:///etc/passwd', 'https://'],
    ['https://user:pass@bucket.s3.amazonaws.com/r', 'user or password'],
    ['bucket/r', 'not a URL'],
  ])('as %s is refused', async (link, rule) => {
    const error = await failure(storage().download(`${link}?${signature}`), StorageError);
    expect(error.message).toContain(rule);
    expect(error.message).not.toContain(signature);
  });

  it('is never in an error', async () => {
    const server = createServer((_, response) => response.writeHead(404).end(`<Code>NoSuchKey</Code>${signature}`));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : '';
    for (const url of [`http://127.0.0.1:${port}`, await deadUrl()]) {
      const error = await failure(storage().download(`${url}/secret-name?${signature}`), JenjiError);
      expect(JSON.stringify(error) + String(error) + error.stack).not.toMatch(/s1gned|secret-name/);
    }
  });
});
