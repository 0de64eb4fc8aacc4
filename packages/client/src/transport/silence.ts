import type { Readable } from 'node:stream';
import { interruptible, type Patience } from './patience.ts';

/**
 * The parts of a body, until the sender is silent for longer than the patience lasts. The time that the reader takes
 * between two parts does not count. Leaving the loop early closes the connection.
 */
export async function* untilSilent(body: Readable, patience: Patience): AsyncGenerator<Uint8Array, void, undefined> {
  const parts = body[Symbol.asyncIterator]();
  try {
    for (;;) {
      const silence = setTimeout(() => patience.expire(), patience.timeoutMs);
      let next: IteratorResult<Uint8Array>;
      try {
        next = await interruptible(parts.next(), patience.signal);
      } finally {
        clearTimeout(silence);
      }
      if (next.done) return;
      yield next.value;
    }
  } finally {
    body.destroy();
  }
}
