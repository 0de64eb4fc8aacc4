import type { Clock } from '../src/budget/clock.ts';

interface Timer {
  at: number;
  order: number;
  run: () => void;
  background: boolean;
}

/** A clock that stands still until `run` moves it from one timer to the next. */
export class SimulatedClock implements Clock {
  #now: number;
  #order = 0;
  readonly #timers = new Set<Timer>();
  /** `now` is the milliseconds since the machine was started. */
  constructor(now = 1_000_000) {
    this.#now = now;
  }

  /** How late each timer fires, in milliseconds: event loops stall. */
  lateness: () => number = () => 0;

  now(): number {
    return this.#now;
  }

  after(ms: number, run: () => void, background = false): () => void {
    const timer = { at: this.#now + Math.max(0, ms) + this.lateness(), order: ++this.#order, run, background };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  /** The clock as one process sees it that can be killed: nothing of it runs from then on. */
  process(): Clock & { kill(): void } {
    const started = new Set<() => void>();
    let dead = false;
    return {
      now: () => this.now(),
      after: (ms, run, background) => {
        const cancel = this.after(ms, () => !dead && run(), background);
        started.add(cancel);
        return cancel;
      },
      kill() {
        dead = true;
        for (const cancel of started) cancel();
      },
    };
  }

  /** Waits on this clock. */
  sleep(ms: number): Promise<void> {
    return new Promise((resolve) => this.after(ms, resolve));
  }

  /**
   * Fires timers in their order, with everything that follows from each, until only background timers are left or the
   * clock has moved by `ms`.
   */
  async run(ms = Number.POSITIVE_INFINITY): Promise<void> {
    const end = this.#now + ms;
    for (;;) {
      await new Promise((resolve) => setImmediate(resolve));
      const timers = [...this.#timers].sort((a, b) => a.at - b.at || a.order - b.order);
      const next = timers[0];
      if (!next || next.at > end || (ms === Number.POSITIVE_INFINITY && timers.every(({ background }) => background))) {
        break;
      }
      this.#timers.delete(next);
      this.#now = Math.max(this.#now, next.at);
      next.run();
    }
    if (ms !== Number.POSITIVE_INFINITY) this.#now = end;
  }
}
