import { JenjiError } from '../errors.ts';
import type { AcquireOptions, Budget, BudgetLimits, BudgetStatus, BudgetWindows, Slot } from './budget.ts';
import type { Clock } from './clock.ts';
import { rank } from './rank.ts';
import type { BudgetStore } from './store.ts';

export interface SchedulerOptions {
  store: BudgetStore;
  limits: BudgetLimits;
  windows: BudgetWindows;
  clock: Clock;
  /** Told when a slot could not be handed back; the request it belonged to is not disturbed. */
  onWarning: (message: string) => void;
}

interface Request {
  rank: number;
  grant: (slot: Slot) => void;
  refuse: (reason: unknown) => void;
}

/** The queue of one process before a store: most urgent first, one question to the store at a time. */
export class Scheduler implements Budget {
  readonly #store: BudgetStore;
  readonly #limits: BudgetLimits;
  readonly #windows: BudgetWindows;
  readonly #clock: Clock;
  readonly #onWarning: (message: string) => void;
  /** Who waits, by rank, in the order of asking where ranks are equal. */
  readonly #queue: Request[] = [];
  #asking = false;
  #askAgain = false;
  #stopTimer: (() => void) | undefined;
  #closed = false;

  constructor({ store, limits, windows, clock, onWarning }: SchedulerOptions) {
    this.#store = store;
    this.#limits = limits;
    this.#windows = windows;
    this.#clock = clock;
    this.#onWarning = onWarning;
  }

  acquire({ signal, priority = 'call' }: AcquireOptions = {}): Promise<Slot> {
    return new Promise((resolve, reject) => {
      if (this.#closed || signal?.aborted) {
        reject(signal?.aborted ? signal.reason : closedError());
        return;
      }
      const request: Request = {
        rank: rank(priority, this.#store.now(), this.#windows),
        grant: (slot) => {
          signal?.removeEventListener('abort', onAbort);
          resolve(slot);
        },
        refuse: (reason) => {
          signal?.removeEventListener('abort', onAbort);
          reject(reason);
        },
      };
      const onAbort = () => {
        this.#remove(request);
        request.refuse(signal?.reason);
      };
      signal?.addEventListener('abort', onAbort);
      const place = this.#queue.findLastIndex((other) => other.rank <= request.rank) + 1;
      this.#queue.splice(place, 0, request);
      // Behind somebody else there is nothing to ask that was not asked for them.
      if (place === 0) this.#ask();
    });
  }

  async status(): Promise<BudgetStatus> {
    const limits = { ...this.#limits };
    const waiting = this.#queue.length;
    const { second, minute, own, waitingElsewhere, paused, nextSlotInMs } = await this.#store.usage(limits, waiting);
    const left = (limit: number, used: number) => (paused ? 0 : Math.max(0, limit - used));
    return {
      limits,
      used: { second, minute },
      own,
      free: { second: left(limits.perSecond, second), minute: left(limits.perMinute, minute) },
      waiting,
      waitingElsewhere,
      nextSlotInMs,
    };
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    this.#stopTimer?.();
    for (const request of this.#queue.splice(0)) request.refuse(closedError());
    await this.#store.close();
  }

  #remove(request: Request): void {
    const place = this.#queue.indexOf(request);
    if (place < 0) return;
    this.#queue.splice(place, 1);
    // The store knows the first in line by name: tell it who is first now, or that nobody is.
    if (place === 0) this.#ask();
  }

  /** Asks for slots until the queue is empty or the store says when to ask again. */
  async #ask(): Promise<void> {
    this.#askAgain = true;
    if (this.#asking) return;
    this.#asking = true;
    this.#stopTimer?.();
    this.#stopTimer = undefined;
    let sleep: number | undefined;
    try {
      while (this.#askAgain && !this.#closed) {
        this.#askAgain = false;
        sleep = await this.#askOnce();
        if (sleep === undefined) this.#askAgain = this.#queue.length > 0;
      }
    } catch (error) {
      for (const request of this.#queue.splice(0)) request.refuse(error);
    } finally {
      this.#asking = false;
    }
    if (sleep === undefined || this.#closed) return;
    this.#stopTimer = this.#clock.after(sleep, () => this.#ask());
  }

  /** One question to the store: undefined when it was settled, else the milliseconds until it is worth another. */
  async #askOnce(): Promise<number | undefined> {
    const first = this.#queue[0];
    if (!first) {
      await this.#store.withdraw();
      return undefined;
    }
    const waiter = { rank: first.rank, count: this.#queue.length };
    const taken = await this.#store.take({ limits: this.#limits, first: waiter });
    if ('askAgainInMs' in taken) return taken.askAgainInMs;
    // Whoever is first now: someone more urgent may have come, or everyone may have left.
    const request = this.#queue.shift();
    if (request) request.grant(this.#slot(taken.slot));
    else await this.#store.release(taken.slot);
    return undefined;
  }

  #slot(name: string): Slot {
    let ended = false;
    const once = (end: () => Promise<void>) => {
      if (ended) return;
      ended = true;
      end().catch((error: unknown) => {
        this.#onWarning(`A slot of the request budget could not be handed back: ${String(error)}`);
      });
    };
    return {
      settle: () => once(() => this.#store.settle(name)),
      release: () =>
        once(async () => {
          await this.#store.release(name);
          if (this.#queue.length > 0) await this.#ask();
        }),
      refused: (retryAfterMs) => once(() => this.#store.refused(name, retryAfterMs)),
    };
  }
}

function closedError(): JenjiError {
  return new JenjiError('The request budget is closed: its client was closed while requests waited or after.');
}
