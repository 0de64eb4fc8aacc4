import { setMaxListeners } from 'node:events';
import { type Budget, type Priority, priorities, type Slot } from '../budget/budget.ts';
import type { Patience } from './patience.ts';
import { Progress } from './progress.ts';

/** A request under way, for one caller or for several that asked for the same thing. */
export class Run {
  readonly progress = new Progress();
  readonly #abort = new AbortController();
  /** Fires when a wait for the budget has to begin anew, or to end. */
  #turn = new AbortController();
  #priority: Priority;
  #until: number;

  constructor(patience: Patience, priority: Priority) {
    this.#priority = priority;
    this.#until = patience.until;
    setMaxListeners(0, this.#abort.signal);
  }

  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  /** Milliseconds until the most patient caller gives up. */
  get remainingMs(): number {
    return this.#until - performance.now();
  }

  /** One more caller waits for this: as urgent as its most urgent caller, as patient as its most patient one. */
  admit(patience: Patience, priority: Priority): void {
    this.#until = Math.max(this.#until, patience.until);
    if (priorities.indexOf(priority) >= priorities.indexOf(this.#priority)) return;
    this.#priority = priority;
    const turn = this.#turn;
    this.#turn = new AbortController();
    turn.abort();
  }

  cancel(): void {
    this.#abort.abort();
    this.#turn.abort();
  }

  /** Waits for the budget at the priority of the moment. */
  async slot(budget: Budget): Promise<Slot> {
    for (;;) {
      const { signal } = this.#turn;
      try {
        return await budget.acquire({ signal, priority: this.#priority });
      } catch (error) {
        if (this.signal.aborted || !signal.aborted) throw error;
      }
    }
  }
}
