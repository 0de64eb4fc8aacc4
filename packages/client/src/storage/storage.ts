import { Readable } from 'node:stream';
import { Agent } from 'undici';
import { ConnectionError, JenjiError, StorageError } from '../errors.ts';
import { header } from '../transport/dispatch.ts';
import { NetworkFailure } from '../transport/network-failure.ts';
import { Patience } from '../transport/patience.ts';
import { interruption, Progress } from '../transport/progress.ts';
import type { RetrySettings } from '../transport/retry-policy.ts';
import { untilSilent } from '../transport/silence.ts';
import { checkMd5Text, contentMd5, verifyMd5 } from './content-md5.ts';
import { parseStorageLink } from './storage-link.ts';
import { transfer } from './transfer.ts';

export interface UploadOptions {
  /** The MD5 hash of the content in base64: the same that was sent to ask for the link. */
  md5: string;
  /** Such as `application/pdf`. */
  contentType?: string;
  /** Bytes of the content; needed for a stream, because the storage takes no upload of unknown length. */
  contentLength?: number;
  signal?: AbortSignal;
  /** Milliseconds for the whole transfer. Default 120 000. */
  timeoutMs?: number;
}

export interface DownloadOptions {
  signal?: AbortSignal;
  /** A file with more bytes is refused. Default 50 MiB. */
  maxBytes?: number;
  /** Milliseconds until the answer begins, and then the longest silence. Default 30 000. */
  timeoutMs?: number;
}

/** A file on its way. Read `body` or call `bytes()`, one of them, once: until then the connection stays open. */
export interface Download {
  contentType: string | undefined;
  /** Bytes announced; undefined when the storage did not say. */
  contentLength: number | undefined;
  body: AsyncIterable<Uint8Array>;
  bytes(): Promise<Uint8Array>;
}

const wrongHash = 'The content does not have the MD5 hash that was given; it was not sent whole.';

/**
 * Receipts in and out, by the signed links that Jenji hands out. Has connections of its own: the API key and the
 * request budget have no business there, and no redirect is followed.
 */
export class Storage {
  readonly #agent = new Agent({
    connections: 8,
    pipelining: 1,
    connect: { timeout: 10_000 },
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  readonly #closing = new AbortController();
  readonly #retry: RetrySettings;

  constructor(retry: RetrySettings) {
    this.#retry = retry;
  }

  async upload(link: string, content: Uint8Array | AsyncIterable<Uint8Array>, options: UploadOptions): Promise<void> {
    const url = parseStorageLink(link);
    checkMd5Text(options.md5);
    const whole = content instanceof Uint8Array;
    if (whole && contentMd5(content) !== options.md5) throw new StorageError(wrongHash);
    const contentLength = whole ? content.byteLength : options.contentLength;
    if (contentLength === undefined || !(Number.isSafeInteger(contentLength) && contentLength >= 0)) {
      throw new StorageError('contentLength must be the number of bytes of the stream.');
    }
    const patience = this.#patience(options.timeoutMs ?? 120_000, options.signal);
    const progress = new Progress();
    try {
      const answer = await transfer(
        this.#agent,
        this.#retry,
        {
          operation: 'upload',
          url,
          body: whole ? { bytes: content } : { stream: streamed(content, options.md5) },
          headers: {
            'content-md5': options.md5,
            'content-length': String(contentLength),
            ...(options.contentType !== undefined && { 'content-type': options.contentType }),
          },
        },
        progress,
        patience.signal,
      );
      answer.body.destroy();
    } catch (error) {
      throw this.#explained('upload', error, progress, patience);
    } finally {
      patience.release();
    }
  }

  async download(link: string, options: DownloadOptions = {}): Promise<Download> {
    const url = parseStorageLink(link);
    const maxBytes = options.maxBytes ?? 50 * 1024 * 1024;
    const patience = this.#patience(options.timeoutMs ?? 30_000, options.signal);
    const progress = new Progress();
    try {
      const { headers, body } = await transfer(
        this.#agent,
        this.#retry,
        { operation: 'download', url, body: { bytes: null }, headers: { 'accept-encoding': 'identity' } },
        progress,
        patience.signal,
      );
      patience.dropDeadline();
      body.on('close', () => patience.release());
      const announced = header(headers, 'content-length');
      const contentLength = announced === undefined ? undefined : Number(announced);
      if (contentLength !== undefined && contentLength > maxBytes) {
        body.destroy();
        throw tooLarge(maxBytes);
      }
      const md5 = header(headers, 'content-md5');
      const limited = upTo(maxBytes, untilSilent(body, patience));
      const checked = md5
        ? verifyMd5(limited, md5, 'The downloaded file does not have the MD5 hash that the storage gave with it.')
        : limited;
      const content = this.#explaining(checked, progress, patience);
      return {
        contentType: header(headers, 'content-type'),
        contentLength,
        body: content,
        bytes: () => joined(content),
      };
    } catch (error) {
      patience.release();
      throw this.#explained('download', error, progress, patience);
    }
  }

  /** Ends every transfer and closes the connections. */
  async close(): Promise<void> {
    this.#closing.abort(new JenjiError('The client was closed.'));
    await this.#agent.destroy();
  }

  #patience(timeoutMs: number, signal: AbortSignal | undefined): Patience {
    if (this.#closing.signal.aborted) throw new JenjiError('This client is closed.');
    return new Patience(timeoutMs, [signal, this.#closing.signal]);
  }

  async *#explaining(
    content: AsyncIterable<Uint8Array>,
    progress: Progress,
    patience: Patience,
  ): AsyncGenerator<Uint8Array, void, undefined> {
    try {
      yield* content;
    } catch (error) {
      throw this.#explained('download', error, progress, patience);
    }
  }

  #explained(operation: string, error: unknown, progress: Progress, patience: Patience): Error {
    if (patience.signal.aborted) return interruption({ operation, hazard: 'read' }, progress, patience);
    if (error instanceof JenjiError) return error;
    const cause = new NetworkFailure(error);
    return new ConnectionError(`${operation}: the connection to the storage failed: ${cause.message}.`, {
      operation,
      attempts: progress.attempts,
      cause,
    });
  }
}

/** A stream to upload; what goes wrong in it is told apart from what goes wrong on the way. */
function streamed(content: AsyncIterable<Uint8Array>, md5: string): Readable {
  return Readable.from(verifyMd5(readable(content), md5, wrongHash), { objectMode: false });
}

async function* readable(content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
  try {
    yield* content;
  } catch (error) {
    throw new StorageError('The content to upload could not be read.', {}, { cause: error });
  }
}

async function* upTo(maxBytes: number, parts: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
  let size = 0;
  for await (const part of parts) {
    size += part.length;
    if (size > maxBytes) throw tooLarge(maxBytes);
    yield part;
  }
}

async function joined(parts: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const all: Uint8Array[] = [];
  for await (const part of parts) all.push(part);
  return Buffer.concat(all);
}

function tooLarge(maxBytes: number): StorageError {
  return new StorageError(`download: the file has more than the ${maxBytes} bytes allowed by maxBytes.`);
}
