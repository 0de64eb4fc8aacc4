import type { BudgetWindows } from './budget.ts';
import type { Clock } from './clock.ts';
import { type Happening, SlotLog } from './slot-log.ts';

/** The slot log of one owner, with whatever keeps it equal to the logs of other owners. */
export interface Journal {
  /** The name under which this process, or this budget within it, takes slots. */
  readonly owner: string;
  /** The state as of the last `refresh` or `commit`. */
  readonly log: SlotLog;
  /** Takes in what others wrote. */
  refresh(): void;
  /** Writes down what happened, and takes in all that came before it. Whether it had an effect, as everyone sees it. */
  commit(happening: Happening): boolean;
  /** Whether the process of this owner may still run. */
  lives(owner: string): boolean;
  close(): void;
}

/** A log that nobody else sees. */
export function privateJournal(windows: BudgetWindows, clock: Clock): Journal {
  const log = new SlotLog(windows);
  const owner = 'self';
  return {
    owner,
    log,
    refresh() {},
    commit: (happening) => log.apply({ ...happening, by: owner, at: clock.now() }),
    lives: () => true,
    close() {},
  };
}
