/**
 * Who is asking, most urgent first: a person's click goes before an assistant's call, that before prefetching, and
 * polling comes last. See `rank` for what that means when the queue is long.
 */
export const priorities = ['click', 'call', 'prefetch', 'poll'] as const;
export type Priority = (typeof priorities)[number];

export interface BudgetLimits {
  /** Requests in any 1-second window. Jenji's limit is 3. */
  perSecond: number;
  /** Requests in any 60-second window. Jenji's limit is 120. */
  perMinute: number;
}

/**
 * Lengths of the two windows in milliseconds: 1000 and 60000. Only tests and benchmarks against a server with a faster
 * clock give others.
 */
export interface BudgetWindows {
  second: number;
  minute: number;
}

export interface BudgetStatus {
  limits: BudgetLimits;
  /** Slots counted now in each window, by all processes that share the budget, requests in flight included. */
  used: { second: number; minute: number };
  /**
   * Of `used`, what was taken through this object. The rest is of others on this machine that use the key, or from before
   * this object was made.
   */
  own: { second: number; minute: number };
  /** What is left of each limit; 0 in both while the windows count as full because the server refused. */
  free: { second: number; minute: number };
  /** Requests of this process that wait for a slot. */
  waiting: number;
  /** Requests of other processes that wait for one. */
  waitingElsewhere: number;
  /**
   * Milliseconds until a request asked for now could start, all that wait before it included; 0 when it could at once.
   * The earliest case: every request in flight, and every one before it, is taken to be answered at once.
   */
  nextSlotInMs: number;
}

export interface AcquireOptions {
  /** Rejects the wait at once with the signal's reason. */
  signal?: AbortSignal;
  /** Default `call`. */
  priority?: Priority;
}

/** Permission to send one request. Exactly one of its methods must be called, once; more calls are ignored. */
export interface Slot {
  /** The response's headers arrived, or the request failed after it may have been sent: counts until the window has passed. */
  settle(): void;
  /** Nothing was sent: the slot is free again. */
  release(): void;
  /**
   * The server said 429: the windows count as full for everyone. For `retryAfterMs` if the server named it (at most an
   * hour), else for one window of a second, and twice as long each time that the first request after such a pause is
   * refused again (then it is the minute that is full, used up by software that does not share the budget), up to a
   * minute. The refused request counts in both windows like any other.
   */
  refused(retryAfterMs?: number): void;
}

/**
 * The right to call Jenji, shared by everyone who uses the same key.
 *
 * Both sliding windows hold at once. A slot counts from the moment it is given until one window after the headers of
 * the response arrived, because the request reached the server somewhere between the two.
 */
export interface Budget {
  /**
   * Waits until a request may be sent.
   *
   * @throws the signal's reason when it aborts, JenjiError when the budget is closed.
   */
  acquire(options?: AcquireOptions): Promise<Slot>;
  status(): Promise<BudgetStatus>;
  /** Rejects everyone who waits and lets go of files and timers. Requests in flight still count until they are settled. */
  close(): Promise<void>;
}
