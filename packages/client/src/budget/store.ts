import type { BudgetLimits } from './budget.ts';

/** The request of a process that is next in line there. */
export interface Waiter {
  /** Its place among all that wait, in any process: the lower goes first. See `rank`. */
  rank: number;
  /** How many wait in this process, this one included. */
  count: number;
}

export interface Ask {
  limits: BudgetLimits;
  /** Who takes the slot, or waits for it in the name of this process. */
  first: Waiter;
}

/** A slot's name, or how long to wait before asking again. Asking earlier does no harm, later wastes slots. */
export type Taken = { slot: string } | { askAgainInMs: number };

export interface Usage {
  /** Slots counted in each window, those in flight included. */
  second: number;
  minute: number;
  /** Of these, the slots that this store gave. */
  own: { second: number; minute: number };
  /** Requests of others that wait. */
  waitingElsewhere: number;
  /** Whether the windows count as full because the server refused. */
  paused: boolean;
  /** See `BudgetStatus`. */
  nextSlotInMs: number;
}

/**
 * Where slots are counted. One process asks one store; the stores of several processes may lead to the same place.
 *
 * `take` must be one atomic step there ("give a slot if both windows allow it and nobody elsewhere goes first, else
 * remember who waits and say when to ask again"), so that a store over a database can be one script that reads the
 * database's own clock. All a place has to remember: when each slot was settled, which are in flight and whose, who
 * waits, and until when the server wants peace. A store that cannot do its work rejects, and so do all that wait.
 */
export interface BudgetStore {
  /** Milliseconds on a clock that all who share the place read alike; waiters are ranked by it. */
  now(): number;
  take(ask: Ask): Promise<Taken>;
  /** Nobody waits in this process any more. */
  withdraw(): Promise<void>;
  /** The slot leaves each window when the window's length has passed from now. */
  settle(slot: string): Promise<void>;
  /** The slot was not used. */
  release(slot: string): Promise<void>;
  /** The server refused. See `Slot.refused`. */
  refused(slot: string, retryAfterMs?: number): Promise<void>;
  /** What is used, and when a request could start that asks after `waiting` others of this process. */
  usage(limits: BudgetLimits, waiting: number): Promise<Usage>;
  /** Lets go of files, connections and timers as soon as the last slot of this process has ended. */
  close(): Promise<void>;
}
