import { createHash, createHmac, randomBytes, randomUUID } from 'node:crypto';
import type { World } from '../world/index.ts';
import { readBytes } from './request-body.ts';

/** Links live for ten minutes, as the `X-Amz-Expires` of the manual's example says. */
const lifetimeSeconds = 600;

export type ReceiptType = 'EXPENSE' | 'EXPENSE_REQUEST';

type Verb = 'GET' | 'PUT';

/**
 * The storage that receipts are sent to and fetched from, on the sandbox's own server: signed links that expire, that
 * hold the upload to its MD5, and that refuse API credentials, with the XML errors of S3.
 */
export class StorageLinks {
  /** Path prefix of every link. */
  static readonly prefix = '/storage/';

  readonly #world: World;
  readonly #now: () => Date;
  readonly #secret = randomBytes(32);
  /** What the keys handed out are for. */
  readonly #issued = new Map<string, ReceiptType>();

  constructor(world: World, now: () => Date) {
    this.#world = world;
    this.#now = now;
  }

  /** A new key for a file of the user, and the link to put it. `md5`: base64. */
  upload(origin: string, userId: string, fileType: string, md5: string, receiptType: ReceiptType) {
    const key = `${userId}/${randomUUID()}.${fileType}`;
    this.#issued.set(key, receiptType);
    return { uploadUrl: this.#link(origin, 'PUT', key, md5), key };
  }

  download(origin: string, key: string) {
    return { downloadUrl: this.#link(origin, 'GET', key) };
  }

  /** Whether a file was uploaded with this key, for this use. */
  isUploaded(key: string, receiptType: ReceiptType): boolean {
    return this.#issued.get(key) === receiptType && this.#world.receipts.get(key) !== undefined;
  }

  async handle(request: Request): Promise<Response> {
    const url = new URL(request.url);
    const key = decoded(url.pathname.slice(StorageLinks.prefix.length));
    if (request.headers.has('authorization')) {
      return refusal(
        400,
        'InvalidArgument',
        'Only one auth mechanism allowed; the link is signed: send no credentials',
      );
    }
    if (request.method !== 'GET' && request.method !== 'PUT') {
      return refusal(405, 'MethodNotAllowed', 'The link can be used with the method it was made for only');
    }
    const md5 = request.method === 'PUT' ? (request.headers.get('content-md5') ?? undefined) : undefined;
    const date = url.searchParams.get('X-Amz-Date') ?? '';
    if (url.searchParams.get('X-Amz-Signature') !== this.#signature(request.method, key, date, md5)) {
      return refusal(403, 'SignatureDoesNotMatch', 'The link does not fit the request: method, key or Content-MD5');
    }
    if (this.#now().getTime() > instantOf(date) + lifetimeSeconds * 1000) {
      return refusal(403, 'AccessDenied', 'Request has expired');
    }
    return request.method === 'PUT' ? this.#put(key, request, md5) : this.#get(key);
  }

  async #put(key: string, request: Request, md5: string | undefined): Promise<Response> {
    const bytes = await readBytes(request);
    if (bytes === 'too-long') return refusal(400, 'EntityTooLarge', 'Your upload exceeds the maximum allowed size');
    if (createHash('md5').update(bytes).digest('base64') !== md5) {
      return refusal(400, 'BadDigest', 'The Content-MD5 you specified did not match what we received');
    }
    this.#world.receipts.put(key, { bytes, contentType: contentTypeOf(key) });
    return new Response(null, { status: 200 });
  }

  #get(key: string): Response {
    const file = this.#world.receipts.get(key);
    if (!file) return refusal(404, 'NoSuchKey', 'The specified key does not exist');
    return new Response(new Uint8Array(file.bytes), { headers: { 'content-type': file.contentType } });
  }

  #link(origin: string, verb: Verb, key: string, md5?: string): string {
    const date = this.#now()
      .toISOString()
      .replaceAll(/[-:]|\.\d+/g, '');
    const url = new URL(StorageLinks.prefix + key.split('/').map(encodeURIComponent).join('/'), origin);
    url.searchParams.set('X-Amz-Date', date);
    url.searchParams.set('X-Amz-SignedHeaders', md5 === undefined ? 'host' : 'content-md5;host');
    url.searchParams.set('X-Amz-Expires', String(lifetimeSeconds));
    url.searchParams.set('X-Amz-Signature', this.#signature(verb, key, date, md5));
    return url.href;
  }

  #signature(verb: Verb, key: string, date: string, md5 = ''): string {
    return createHmac('sha256', this.#secret).update([verb, key, date, md5].join('\n')).digest('hex');
  }
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path; // of no link: its signature does not fit
  }
}

/** Milliseconds since 1970 of `20250601T120000Z`. */
function instantOf(date: string): number {
  return Date.parse(date.replace(/(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z/, '$1-$2-$3T$4:$5:$6Z'));
}

function contentTypeOf(key: string): string {
  return key.endsWith('.pdf') ? 'application/pdf' : 'image/jpeg';
}

function refusal(status: number, code: string, message: string): Response {
  const body = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${message}</Message></Error>`;
  return new Response(body, { status, headers: { 'content-type': 'application/xml' } });
}
