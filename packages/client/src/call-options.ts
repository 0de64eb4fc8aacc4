import type { Priority } from './budget/budget.ts';

/** What may be said about one call. */
export interface CallOptions {
  /** Ends the call at once, whatever it is waiting for. */
  signal?: AbortSignal | undefined;
  /** Who is asking, when requests have to wait for the budget. Default `call`. */
  priority?: Priority | undefined;
  /**
   * Milliseconds for the whole call: waiting for the budget, all attempts, and the answer. Default: the client's
   * `timeoutMs`, which is 30 000 unless set.
   */
  timeoutMs?: number | undefined;
}

/** What may be said about one stream. */
export interface StreamOptions {
  /** Ends the stream at once, whatever it is waiting for. */
  signal?: AbortSignal | undefined;
  /** Who is asking, when requests have to wait for the budget. Default `call`. */
  priority?: Priority | undefined;
  /**
   * Milliseconds until the answer begins (waiting for the budget and all attempts included), and then the longest
   * silence between two of its parts. The time that the reader takes does not count. Default: four
   * times the `timeoutMs` of the client, which is 30 000 unless set.
   */
  timeoutMs?: number | undefined;
  /** Bytes that one item may have. Default 1 MiB. */
  maxItemBytes?: number | undefined;
}
