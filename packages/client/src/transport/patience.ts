import { setMaxListeners } from 'node:events';
import { JenjiError } from '../errors.ts';

/** The longest time a Node timer can wait for. */
const longestTimeoutMs = 2 ** 31 - 1;

/** How long one caller waits: until its deadline, or until one of its signals, whichever comes first. */
export class Patience {
  readonly timeoutMs: number;
  /** The deadline, on the clock of `performance.now()`. */
  readonly until: number;
  readonly #controller = new AbortController();
  readonly #signals: AbortSignal[];
  readonly #timer: NodeJS.Timeout;
  readonly #abort = (event: Event) => {
    if (event.target instanceof AbortSignal) this.#controller.abort(event.target.reason);
  };
  #expired = false;

  constructor(timeoutMs: number, signals: (AbortSignal | undefined)[]) {
    if (!(timeoutMs > 0 && timeoutMs <= longestTimeoutMs)) {
      throw new JenjiError(`timeoutMs must be more than 0 and at most ${longestTimeoutMs} milliseconds.`);
    }
    this.timeoutMs = timeoutMs;
    this.until = performance.now() + timeoutMs;
    this.#signals = signals.filter((signal) => signal !== undefined);
    this.#timer = setTimeout(() => this.expire(), timeoutMs);
    setMaxListeners(0, this.#controller.signal, ...this.#signals);
    for (const signal of this.#signals) {
      if (signal.aborted) this.#controller.abort(signal.reason);
      else signal.addEventListener('abort', this.#abort, { once: true });
    }
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Whether the deadline ended it, and not a signal. */
  get expired(): boolean {
    return this.#expired;
  }

  /** Ends it as the deadline would. */
  expire(): void {
    if (this.#controller.signal.aborted) return;
    this.#expired = true;
    this.#controller.abort();
  }

  /** From now on only the signals count. */
  dropDeadline(): void {
    clearTimeout(this.#timer);
  }

  /** Lets go of the timer and the caller's signals. */
  release(): void {
    this.dropDeadline();
    for (const signal of this.#signals) signal.removeEventListener('abort', this.#abort);
  }
}

/** Settles as the promise does, or rejects with the signal's reason as soon as that fires. */
export function interruptible<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}

/** Waits, or rejects with the signal's reason as soon as that fires. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const abort = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', abort);
      resolve();
    }, ms);
    signal.addEventListener('abort', abort, { once: true });
  });
}
