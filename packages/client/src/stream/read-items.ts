import { setImmediate } from 'node:timers/promises';
import { ItemSplitter } from './item-splitter.ts';

export interface ReadItemsOptions {
  /** Longest item accepted, in bytes; default 1 MiB. */
  maxItemBytes?: number;
  /** How many bytes are parsed at once; default 64 KiB. More of them hold up other work longer. */
  batchBytes?: number;
  /** Ends the reading at once with the signal's reason, even while nothing comes. */
  signal?: AbortSignal;
}

/** Other work gets its turn at least this often while bytes and items keep coming, in milliseconds. */
const turnMs = 10;

/**
 * The items of an answer `{"data":[ … ]}`, in batches, as they arrive. A batch holds the items that the last bytes
 * completed, so a slow answer is not held back and a fast one comes some dozens of items at a time. Besides the chunk
 * that the source gave, no more than one item and one batch are held.
 *
 * Keys beside `data` are read over. Leaving the loop early closes the source.
 * @throws ResponseShapeError when the answer is not JSON or not UTF-8, ends too early, goes on after its end, has no
 * list `data`, has it twice, or holds an item that is too long. Items before the fault were given.
 */
export async function* readItems(
  body: AsyncIterable<Uint8Array>,
  { maxItemBytes = 1_048_576, batchBytes = 65_536, signal }: ReadItemsOptions = {},
): AsyncGenerator<unknown[]> {
  const splitter = new ItemSplitter({ maxItemBytes, batchBytes });
  let lastTurn = performance.now();
  for await (const chunk of untilAborted(body, signal)) {
    for (const items of splitter.push(chunk)) {
      yield items;
      await giveTurn();
    }
    await giveTurn();
  }
  splitter.end();

  async function giveTurn(): Promise<void> {
    if (performance.now() - lastTurn > turnMs) {
      await setImmediate();
      lastTurn = performance.now();
    }
    signal?.throwIfAborted();
  }
}

/**
 * The chunks of the source, until the signal fires: then its reason is thrown, also while a chunk is awaited. A source
 * that is busy with that chunk cannot be closed before it has it; give the signal to the request as well.
 */
async function* untilAborted<T>(source: AsyncIterable<T>, signal: AbortSignal | undefined): AsyncGenerator<T> {
  const iterator = source[Symbol.asyncIterator]();
  let interrupt: (reason: unknown) => void = () => {};
  const onAbort = () => interrupt(signal?.reason);
  signal?.addEventListener('abort', onAbort);
  let open = true;
  try {
    for (;;) {
      signal?.throwIfAborted();
      const next = await new Promise<IteratorResult<T>>((resolve, reject) => {
        interrupt = reject;
        iterator.next().then(resolve, (error) => {
          open = false;
          reject(error);
        });
      });
      if (next.done) {
        open = false;
        return;
      }
      yield next.value;
    }
  } finally {
    signal?.removeEventListener('abort', onAbort);
    if (open) {
      // A source that cannot be closed does not hide why the reading ended.
      const closed = iterator.return?.().catch(() => {});
      if (!signal?.aborted) {
        await closed;
      }
    }
  }
}
