export interface RateLimits {
  /** Requests in any second; documented: 3. */
  perSecond: number;
  /** Requests in any minute; documented: 120. */
  perMinute: number;
  /** Whether refused requests fill the windows too. Default true: "All requests count towards the rate limit". */
  countRefused?: boolean;
  /** Whether a refusal names a `Retry-After`, in whole seconds. Default false: none is documented. */
  retryAfter?: boolean;
}

export const documentedLimits: RateLimits = { perSecond: 3, perMinute: 120 };

/**
 * Both sliding windows of one key. A request passes if, with it, no window of the last second (or minute) up to its
 * arrival holds more than the limit; an arrival exactly one window ago is out of it.
 */
export class RateLimiter {
  readonly #windows: { limit: number; milliseconds: number }[];
  readonly #countRefused: boolean;
  readonly #remembered: number;
  readonly #arrivals: number[] = [];

  /** `windowScale` shortens (below 1) or stretches both windows, for tests. */
  constructor(limits: RateLimits, windowScale = 1) {
    this.#windows = [
      { limit: limits.perSecond, milliseconds: 1_000 * windowScale },
      { limit: limits.perMinute, milliseconds: 60_000 * windowScale },
    ];
    this.#countRefused = limits.countRefused ?? true;
    this.#remembered = Math.max(limits.perSecond, limits.perMinute);
  }

  /**
   * Counts an arrival. `at`: milliseconds of a clock that never goes back. Returns 0 if the request passes, else the
   * milliseconds until one would, if none came in between.
   */
  arrive(at: number): number {
    const refused = this.#wait(at) > 0;
    if (!refused || this.#countRefused) {
      this.#arrivals.push(at);
      if (this.#arrivals.length > this.#remembered) this.#arrivals.shift();
    }
    return refused ? this.#wait(at) : 0;
  }

  #wait(at: number): number {
    const waits = this.#windows.map(({ limit, milliseconds }) => {
      const oldestThatCounts = this.#arrivals.at(-limit);
      return oldestThatCounts === undefined ? 0 : oldestThatCounts + milliseconds - at;
    });
    return Math.max(0, ...waits);
  }
}
