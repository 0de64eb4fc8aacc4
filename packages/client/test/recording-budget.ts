import type { AcquireOptions, Budget, BudgetStatus, Slot } from '../src/budget/budget.ts';

/** A budget without limits that writes down what is asked of it, and makes everyone wait while it is shut. */
export class RecordingBudget implements Budget {
  /** One line per event: `acquire call`, `settle`, `release`, `refused 2000`. */
  readonly events: string[] = [];
  readonly #waiting = new Set<() => void>();
  #shut: { promise: Promise<void>; open: () => void } | undefined;

  shut(): void {
    let open = () => {};
    const promise = new Promise<void>((resolve) => {
      open = resolve;
    });
    this.#shut = { promise, open };
  }

  open(): void {
    this.#shut?.open();
    this.#shut = undefined;
  }

  /** Resolves when the event is in the list. */
  happened(event: string): Promise<void> {
    return new Promise((resolve) => {
      const check = () => {
        if (!this.events.includes(event)) return;
        this.#waiting.delete(check);
        resolve();
      };
      this.#waiting.add(check);
      check();
    });
  }

  #record(event: string): void {
    this.events.push(event);
    for (const check of this.#waiting) check();
  }

  async acquire({ signal, priority = 'call' }: AcquireOptions = {}): Promise<Slot> {
    this.#record(`acquire ${priority}`);
    if (this.#shut) await Promise.race([this.#shut.promise, rejection(signal)]);
    signal?.throwIfAborted();
    return {
      settle: () => this.#record('settle'),
      release: () => this.#record('release'),
      refused: (retryAfterMs) => this.#record(retryAfterMs === undefined ? 'refused' : `refused ${retryAfterMs}`),
    };
  }

  status(): Promise<BudgetStatus> {
    const none = { second: 0, minute: 0 };
    return Promise.resolve({
      limits: { perSecond: 0, perMinute: 0 },
      used: none,
      free: none,
      waiting: 0,
      own: { second: 0, minute: 0 },
      waitingElsewhere: 0,
      nextSlotInMs: 0,
    });
  }

  async close(): Promise<void> {}
}

function rejection(signal: AbortSignal | undefined): Promise<never> {
  return new Promise((_, reject) => {
    if (signal?.aborted) reject(signal.reason);
    signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}
