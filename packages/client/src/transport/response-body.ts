import { pipeline, type Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { type Answer, type AnswerHeaders, header } from './dispatch.ts';

/** The answer arrived whole and cannot be understood. The message says why, and holds nothing of the answer. */
export class Unreadable extends Error {
  override name = 'Unreadable';
}

/** The body without its gzip. Destroying what is returned closes the connection. */
export function decoded({ status, headers, body }: Answer): Readable {
  // An empty body is no gzip, whatever the headers say.
  if (status === 204 || status === 205 || header(headers, 'content-length') === '0') return body;
  const encoding = header(headers, 'content-encoding')?.trim().toLowerCase() ?? 'identity';
  if (encoding === 'identity' || encoding === '') return body;
  if (encoding !== 'gzip' && encoding !== 'x-gzip') {
    body.destroy();
    throw new Unreadable('it is compressed in a way that was not asked for');
  }
  const gunzip = createGunzip({ chunkSize: 64 * 1024 });
  // The callback is there because a pipeline wants one: whoever reads sees the error.
  pipeline(body, gunzip, () => {});
  return gunzip;
}

/** All bytes of a decoded body. @throws Unreadable when there are more than `maxBytes`. */
export async function collect(body: Readable, maxBytes: number): Promise<Buffer> {
  // Events rather than an async iterator, which costs more than a short answer itself.
  return await new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    body.on('data', (chunk: Buffer) => {
      size += chunk.length;
      chunks.push(chunk);
      if (size > maxBytes) body.destroy(new Unreadable(`it is larger than ${maxBytes} bytes`));
    });
    body.once('end', () => resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks, size)));
    body.once('error', (error) => reject(isGzipError(error) ? new Unreadable('its gzip data is damaged') : error));
    const onClose = () => reject(body.errored ?? new Error('the connection was closed in the middle of the answer'));
    body.once('close', onClose);
    if (body.closed) onClose();
  });
}

/**
 * The text of an answer, for a JSON parser.
 *
 * @throws Unreadable when it is too large, damaged, not UTF-8, or a web page.
 */
export async function readText(answer: Answer, maxBytes: number): Promise<string> {
  const text = utf8(await collect(decoded(answer), maxBytes));
  if (text.trim() !== '') refuseWebPage(answer.headers);
  return text;
}

export function isGzipError(error: unknown): boolean {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code.startsWith('Z_');
}

const strictUtf8 = new TextDecoder('utf-8', { fatal: true });

/** @throws Unreadable unless the bytes are UTF-8. */
export function utf8(bytes: Buffer): string {
  try {
    return strictUtf8.decode(bytes);
  } catch {
    throw new Unreadable('it is not UTF-8 text');
  }
}

/** Whether it is a web page: what proxies, gateways and login walls answer in the place of an API. */
export function isWebPage(headers: AnswerHeaders): boolean {
  return /^(text\/html|application\/xhtml\+xml)\b/i.test(header(headers, 'content-type')?.trim() ?? '');
}

/** @throws Unreadable when the headers announce a web page. */
export function refuseWebPage(headers: AnswerHeaders): void {
  if (isWebPage(headers)) throw new Unreadable('it is a web page: a proxy or gateway answered, not the API');
}

/**
 * The JSON value of a text; `null` for an empty one.
 *
 * @throws Unreadable, without the parser's own message, which quotes what it read.
 */
export function parseJson(text: string): unknown {
  if (text.trim() === '') return null;
  try {
    return JSON.parse(text);
  } catch {
    throw new Unreadable('it is not complete, valid JSON');
  }
}
