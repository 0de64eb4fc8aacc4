import type { ApiKey, World } from '../world/index.ts';
import type { StorageLinks } from './storage-links.ts';

/** What every handler works with. */
export interface Services {
  world: World;
  now: () => Date;
  links: StorageLinks;
}

/** One authenticated request for an operation. */
export interface Call extends Services {
  key: ApiKey;
  /** The decoded value of a placeholder of the path. */
  parameter: (name: string) => string;
  query: URLSearchParams;
  /** Parsed JSON; undefined if the request had no body. */
  body: unknown;
  /** Scheme and authority the client used: links to storage start with it. */
  origin: string;
}

/** Answers with JSON (`null` included), or with a response of its own. Throws `ApiError` to refuse. */
export type Handler = (call: Call) => unknown;

/** Handlers by operation id. */
export function handlers<Id extends string>(table: Record<Id, Handler>): Record<Id, Handler> {
  return table;
}

export function noContent(): Response {
  return new Response(null, { status: 204 });
}

const chunkCharacters = 64 * 1024;

/** `{"data":[...]}` written as it is read, so that a long list is never held whole. */
export function streamedList(items: Iterable<unknown>): Response {
  const iterator = items[Symbol.iterator]();
  const encoder = new TextEncoder();
  let started = false;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      let chunk = started ? '' : '{"data":[';
      while (chunk.length < chunkCharacters) {
        const next = iterator.next();
        if (next.done) {
          controller.enqueue(encoder.encode(`${chunk}]}`));
          controller.close();
          return;
        }
        chunk += `${started ? ',' : ''}${JSON.stringify(next.value)}`;
        started = true;
      }
      controller.enqueue(encoder.encode(chunk));
    },
    cancel() {
      iterator.return?.();
    },
  });
  return new Response(body, { headers: { 'content-type': 'application/json' } });
}
