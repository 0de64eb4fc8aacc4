import { setTimeout as delay } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { errorResponse } from '../http/api-error.ts';
import type { Delay, Fault } from './faults.ts';

/** Thrown where the connection has to break: the HTTP server resets the socket, in process it is what `fetch` rejects with. */
export class ConnectionReset extends Error {
  readonly code = 'ECONNRESET';

  constructor() {
    super('The sandbox reset the connection, as a fault rule said');
  }
}

/** What can be done to the connection of a request; absent in process. */
export interface Connection {
  /** Breaks it at once, with an RST. */
  reset: () => void;
  /** Sends what was written, then closes it. */
  close: () => void;
}

export interface FaultScene {
  path: string;
  timestamp: number;
  /** Aborted when the client is gone or the sandbox closes: nothing has to wait any longer. */
  signal: AbortSignal;
  connection: Connection | undefined;
}

/** What a fault makes of the answer of `handle`. */
export async function applyFault(
  fault: Exclude<Fault, Delay>,
  { path, timestamp, signal, connection }: FaultScene,
  handle: () => Promise<Response>,
): Promise<Response> {
  switch (fault.kind) {
    case 'status':
      if (fault.committed) await drained(handle);
      return errorResponse(
        fault.status,
        fault.errorCode ?? 'INTERNAL_ERROR',
        fault.error ?? 'A fault rule said so',
        path,
        timestamp,
      );
    case 'retry-after':
      return errorResponse(429, 'RATE_LIMITED', 'Too many requests', path, timestamp, {
        'retry-after': String(fault.seconds),
      });
    case 'html':
      if (fault.committed) await drained(handle);
      return new Response('<html><body><h1>502 Bad Gateway</h1></body></html>', {
        status: fault.status ?? 502,
        headers: { 'content-type': 'text/html' },
      });
    case 'garbage':
      if (fault.committed) await drained(handle);
      return new Response('\u0000\u0001{"data": [nonsense', { headers: { 'content-type': 'application/json' } });
    case 'reset-before':
      throw new ConnectionReset();
    case 'reset-after':
      await drained(handle);
      throw new ConnectionReset();
    case 'stall-headers': {
      const response = await handle();
      await wait(fault.milliseconds, signal);
      return response;
    }
    case 'slow-body':
      return slowly(await handle(), fault.pieceBytes ?? 16, fault.milliseconds ?? 20, signal);
    case 'truncate': {
      const { bytes, rebuilt } = await opened(handle);
      return rebuilt(bytes.slice(0, bytes.length / 2));
    }
    case 'cut-body': {
      const { bytes, rebuilt } = await opened(handle);
      return rebuilt(cut(bytes, connection), { 'content-length': String(bytes.length) });
    }
    case 'gzip': {
      const { bytes, rebuilt } = await opened(handle);
      return rebuilt(gzipSync(bytes), { 'content-encoding': 'gzip' });
    }
  }
}

/** Runs the handler to its end; a streamed answer is read, so that nothing stays half done. */
async function drained(handle: () => Promise<Response>): Promise<void> {
  await (await handle()).arrayBuffer();
}

async function opened(handle: () => Promise<Response>) {
  const response = await handle();
  const bytes = new Uint8Array(await response.arrayBuffer());
  const rebuilt = (body: Uint8Array | ReadableStream<Uint8Array>, headers: Record<string, string> = {}) => {
    const merged = new Headers(response.headers);
    merged.delete('content-length');
    for (const [name, value] of Object.entries(headers)) merged.set(name, value);
    return new Response(body, { status: response.status, headers: merged });
  };
  return { bytes, rebuilt };
}

/** The first half, then the end of the connection: the length announced is never reached. */
function cut(bytes: Uint8Array, connection: Connection | undefined): ReadableStream<Uint8Array> {
  let started = false;
  return new ReadableStream({
    pull(controller) {
      if (!started) {
        started = true;
        controller.enqueue(bytes.slice(0, bytes.length / 2));
        return;
      }
      if (!connection) throw new ConnectionReset();
      connection.close();
      return new Promise(() => undefined);
    },
  });
}

async function slowly(response: Response, pieceBytes: number, milliseconds: number, signal: AbortSignal) {
  const { bytes, rebuilt } = await opened(() => Promise.resolve(response));
  let sent = 0;
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      if (sent > 0) await wait(milliseconds, signal);
      controller.enqueue(bytes.slice(sent, sent + pieceBytes));
      sent += pieceBytes;
      if (sent >= bytes.length) controller.close();
    },
  });
  return rebuilt(body, { 'content-length': String(bytes.length) });
}

/** Waits for the time, or for good, but no longer than somebody is interested. */
export async function wait(milliseconds: number | undefined, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  if (milliseconds === undefined) {
    await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
  } else {
    await delay(milliseconds, undefined, { signal, ref: false }).catch(() => undefined);
  }
}
