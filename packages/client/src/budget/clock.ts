/** Time as the budget sees it; tests bring one of their own. */
export interface Clock {
  /** Milliseconds with three decimals on a clock that never goes back and that all processes of the machine share. */
  now(): number;
  /**
   * Calls `run` once after `ms`, and gives back what cancels it. A `background` timer does not keep the process alive.
   */
  after(ms: number, run: () => void, background?: boolean): () => void;
}

/** Node fires at once what is due later than a signed 32-bit number of milliseconds says; nobody sleeps this long unasked. */
const longestSleep = 3_600_000;

/**
 * The machine's monotonic clock. On every platform of Node it counts from the machine's start, so that processes can
 * compare times, a change of the wall clock moves nothing, and a time ahead of it was written before a restart.
 */
export const machineClock: Clock = {
  now: () => Number(process.hrtime.bigint() / 1000n) / 1000,
  after(ms, run, background = false) {
    // Rounded up: a timer that fires a fraction early would find nothing to do and have to be set again.
    const timer = setTimeout(run, Math.min(Math.ceil(ms), longestSleep));
    if (background) timer.unref();
    return () => clearTimeout(timer);
  },
};
