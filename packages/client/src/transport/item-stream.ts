import type { Readable } from 'node:stream';
import type * as z from 'zod';
import { ConnectionError, ResponseShapeError } from '../errors.ts';
import { quickCheck } from '../stream/quick-check.ts';
import { readItems } from '../stream/read-items.ts';
import type { ApiRequest } from './api-request.ts';
import type { Answer } from './dispatch.ts';
import { unreadable } from './exchange.ts';
import { NetworkFailure } from './network-failure.ts';
import type { Patience } from './patience.ts';
import type { Progress } from './progress.ts';
import { isGzipError, Unreadable } from './response-body.ts';
import { parseShape } from './response-shape.ts';
import { untilSilent } from './silence.ts';

/**
 * The items of a list answer, each as its schema reads it, no faster than they are taken. They come in batches, each of
 * which reads its items as it is gone through: handing single items through every layer of async generators would slow
 * a long list down. A batch ends early when the patience does; asking for the next one tells why.
 */
export async function* itemStream<Item extends z.ZodType>(
  request: ApiRequest,
  item: Item,
  maxItemBytes: number | undefined,
  answer: Answer,
  progress: Progress,
  patience: Patience,
): AsyncGenerator<Iterable<z.output<Item>>, void, undefined> {
  const fits = quickCheck(item);
  let index = 0;
  const bytes = explained(request, answer.body, progress, patience);
  try {
    for await (const batch of readItems(bytes, {
      signal: patience.signal,
      ...(maxItemBytes !== undefined && { maxItemBytes }),
    })) {
      yield read(batch);
    }
  } catch (error) {
    if (!(error instanceof ResponseShapeError) || error.operation !== undefined) throw error;
    throw new ResponseShapeError(`${request.operation}: ${error.message}`, error.issues, progress.facts(request));
  }

  function* read(batch: unknown[]): Generator<z.output<Item>> {
    for (const value of batch) {
      if (patience.signal.aborted) return;
      yield fits?.(value) ? value : parseShape(item, value, ['data', index], request, progress);
      index += 1;
    }
  }
}

/** The bytes of the answer; what goes wrong on the way is told apart from what is wrong with them. */
async function* explained(
  request: ApiRequest,
  body: Readable,
  progress: Progress,
  patience: Patience,
): AsyncGenerator<Uint8Array, void, undefined> {
  try {
    yield* untilSilent(body, patience);
  } catch (error) {
    patience.signal.throwIfAborted();
    if (isGzipError(error)) throw unreadable(request, progress, new Unreadable('its gzip data is damaged'));
    const cause = new NetworkFailure(error);
    throw new ConnectionError(
      `${request.operation}: the connection failed before the list was complete: ${cause.message}.`,
      { ...progress.facts(request), cause },
    );
  }
}
