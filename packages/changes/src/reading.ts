import type { JenjiClient } from '@jenji-kit/client';
import type { Reading } from './recipe.ts';

interface ReadingOptions {
  /** Ends a read at once. */
  signal?: AbortSignal | undefined;
  /** Milliseconds that one read may take. */
  timeoutMs?: number;
}

/** Reads by a client; counts the requests that it makes. */
export function readingWith(jenji: JenjiClient, options: ReadingOptions = {}): Reading & { readonly requests: number } {
  let requests = 0;
  return {
    get requests() {
      return requests;
    },
    call: (id, args) => {
      requests++;
      // The client checks the arguments of an id that is known only at run time as strictly as of any other.
      return jenji.callUnknown(id, args, options) as ReturnType<Reading['call']> as never;
    },
    stream: (id, args) => {
      requests++;
      return jenji.stream(id, args, options);
    },
  };
}
