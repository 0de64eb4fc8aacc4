import type { JenjiClient } from '@jenji-kit/client';
import type { Reading } from './recipe.ts';

interface ReadingOptions {
  /** Ends a read at once. */
  signal?: AbortSignal | undefined;
  /** Milliseconds that all reads may take together. Default: the client's, for each of them. */
  timeoutMs?: number | undefined;
}

/** Reads by a client; counts the requests that it makes. */
export function readingWith(
  jenji: JenjiClient,
  { signal, timeoutMs }: ReadingOptions = {},
): Reading & { readonly requests: number } {
  let requests = 0;
  const until = timeoutMs === undefined ? undefined : performance.now() + timeoutMs;
  // When no time is left, the client says so: it takes no deadline of 0.
  const options = () => ({ signal, ...(until !== undefined && { timeoutMs: Math.max(1, until - performance.now()) }) });
  return {
    get requests() {
      return requests;
    },
    call: (id, args) => {
      requests++;
      // The client checks the arguments of an id that is known only at run time as strictly as of any other.
      return jenji.callUnknown(id, args, options()) as ReturnType<Reading['call']> as never;
    },
    stream: (id, args) => {
      requests++;
      return jenji.stream(id, args, options());
    },
  };
}

/** What one change reads, of all that are planned together. */
export interface Share extends Reading {
  /** What was asked for, so that two can be told to depend on the same. */
  readonly asked: ReadonlySet<string>;
  /** Requests that it would have taken alone. */
  readonly requests: number;
}

/** Reads each thing once for all changes that are planned together. */
export function sharedReading(reading: Reading): () => Share {
  const answers = new Map<string, Promise<unknown>>();
  return () => {
    const asked = new Set<string>();
    let requests = 0;
    return {
      asked,
      get requests() {
        return requests;
      },
      call(id, args) {
        const key = JSON.stringify([id, args]);
        requests++;
        asked.add(key);
        const answer = answers.get(key) ?? reading.call(id, args);
        answers.set(key, answer);
        // Each gets its own: nobody can see what another one does to it.
        return answer.then((value) => structuredClone(value)) as ReturnType<Reading['call']> as never;
      },
      stream(id, args) {
        requests++;
        asked.add(JSON.stringify([id, args]));
        return reading.stream(id, args);
      },
    };
  };
}
