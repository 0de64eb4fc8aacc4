import type { Priority } from '../budget/budget.ts';
import { interruptible, type Patience } from './patience.ts';
import { Run } from './run.ts';

interface Shared<T> {
  run: Run;
  result: Promise<T>;
  callers: number;
}

/** The requests under way, so that equal ones become one. */
export class InFlight<T> {
  readonly #shared = new Map<string, Shared<T>>();

  /**
   * Starts a request, or joins the one with the same key. A caller that gives up leaves the others alone; when the
   * last one leaves, the request is ended. Without a key nothing is shared.
   *
   * `interrupted` makes the error of a caller that gave up.
   */
  async join(
    key: string | undefined,
    patience: Patience,
    priority: Priority,
    start: (run: Run) => Promise<T>,
    interrupted: (run: Run) => Error,
  ): Promise<T> {
    if (patience.signal.aborted) throw interrupted(new Run(patience, priority));
    let shared = key === undefined ? undefined : this.#shared.get(key);
    if (shared) shared.run.admit(patience, priority);
    else {
      const run = new Run(patience, priority);
      shared = { run, result: start(run), callers: 0 };
      if (key !== undefined) this.#keep(key, shared);
    }
    shared.callers += 1;
    let arrived = false;
    try {
      const value = await interruptible(shared.result, patience.signal);
      arrived = true;
      return value;
    } catch (error) {
      throw patience.signal.aborted ? interrupted(shared.run) : error;
    } finally {
      shared.callers -= 1;
      if (shared.callers === 0) {
        if (key !== undefined) this.#drop(key, shared);
        // What has ended well needs no end; to abort costs as much as to parse an answer.
        if (!arrived) shared.run.cancel();
      }
    }
  }

  /** From now on nobody joins what is under way: it may have read what has been overwritten since. */
  separate(): void {
    this.#shared.clear();
  }

  #keep(key: string, shared: Shared<T>): void {
    this.#shared.set(key, shared);
    const drop = () => this.#drop(key, shared);
    shared.result.then(drop, drop);
  }

  #drop(key: string, shared: Shared<T>): void {
    if (this.#shared.get(key) === shared) this.#shared.delete(key);
  }
}
