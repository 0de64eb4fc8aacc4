import type { BudgetLimits, BudgetWindows, Slot } from '../src/budget/budget.ts';
import type { Clock } from '../src/budget/clock.ts';

/** What becomes of one request: when it arrives after it was sent, when its headers are back after that, and how. */
export interface Journey {
  before: number;
  after: number;
  end: 'settle' | 'release';
}

/** A server on a simulated clock that writes down when requests arrive. */
export class StrictServer {
  readonly arrivals: number[] = [];

  readonly clock: Clock;

  constructor(clock: Clock) {
    this.clock = clock;
  }

  /** Sends a request with this slot, by a clock that stops if its process is killed. */
  send(slot: Slot, { before, after, end }: Journey, clock: Clock = this.clock): Promise<void> {
    return new Promise((resolve) => {
      clock.after(before, () => {
        if (end === 'release') {
          slot.release();
          resolve();
          return;
        }
        this.arrivals.push(this.clock.now());
        clock.after(after, () => {
          slot.settle();
          resolve();
        });
      });
    });
  }

  /** How many arrivals more than allowed some window holds; 0 when the limits were obeyed. */
  excess(limits: BudgetLimits, windows: BudgetWindows): number {
    const over = (limit: number, window: number) => {
      const most = this.arrivals.map(
        (end) => this.arrivals.filter((at) => at > end - window && at <= end).length - limit,
      );
      return Math.max(0, ...most);
    };
    return over(limits.perSecond, windows.second) + over(limits.perMinute, windows.minute);
  }
}
