import type { BudgetLimits, BudgetWindows } from './budget.ts';
import type { Clock } from './clock.ts';
import type { Journal } from './journal.ts';
import type { Ask, BudgetStore, Taken, Usage, Waiter } from './store.ts';

/** A server that asks for more peace than this does not mean us, or is mistaken. */
const longestPause = 3_600_000;

/** The store over a slot log: of this process alone, or of all processes of the machine that share a journal. */
export class LogStore implements BudgetStore {
  readonly #journal: Journal;
  readonly #windows: BudgetWindows;
  readonly #clock: Clock;
  /** How long someone who is first in line may leave a free slot before others help themselves. */
  readonly #grace: number;
  /** Slots of this process that have not ended. */
  readonly #mine = new Set<string>();
  #given = 0;
  /** When slots of this process ended that may still count, oldest first. */
  #endedAt: number[] = [];
  /** Since when a slot is free that this process leaves to others. */
  #leavingSince: number | undefined;
  /** Who did not come when first in line, with when they were last heard of: others need not wait for them again. */
  readonly #overtaken = new Map<string, number>();
  #stopBeat: (() => void) | undefined;
  #closing = false;

  constructor(journal: Journal, windows: BudgetWindows, clock: Clock) {
    this.#journal = journal;
    this.#windows = windows;
    this.#clock = clock;
    this.#grace = Math.max(5, windows.second / 50);
  }

  now(): number {
    return this.#clock.now();
  }

  async take(ask: Ask): Promise<Taken> {
    for (;;) {
      this.#journal.refresh();
      const { log, owner } = this.#journal;
      const now = this.#clock.now();
      const freeAt = log.earliest(now, ask.limits);
      if (freeAt <= now && this.#mayGo(ask, now)) {
        const slot = `${owner}/${++this.#given}`;
        if (!this.#journal.commit({ do: 'take', slot, limits: ask.limits })) continue;
        this.#leavingSince = undefined;
        this.#mine.add(slot);
        this.#beat();
        return { slot };
      }
      if (this.#buryTheDead(now)) continue;
      this.#lineUp(ask.first);
      if (freeAt <= now) return { askAgainInMs: this.#grace / 5 };
      this.#leavingSince = undefined;
      // Settled slots leave a window when they leave it, and those in flight not before a window has passed from now.
      // Only a slot in flight elsewhere can come free sooner: when it is given back unused.
      const sleep = freeAt - now;
      return { askAgainInMs: log.othersInFlight(owner) ? Math.min(sleep, this.#windows.second / 4) : sleep };
    }
  }

  async withdraw(): Promise<void> {
    this.#leavingSince = undefined;
    if (this.#journal.log.waiter(this.#journal.owner)) this.#journal.commit({ do: 'wait' });
  }

  async settle(slot: string): Promise<void> {
    this.#journal.commit({ do: 'settle', slot });
    this.#used();
    this.#ended(slot);
  }

  async release(slot: string): Promise<void> {
    this.#journal.commit({ do: 'release', slot });
    this.#ended(slot);
  }

  async refused(slot: string, retryAfterMs?: number): Promise<void> {
    const named = retryAfterMs !== undefined && retryAfterMs > 0;
    const pause = named ? Math.min(retryAfterMs, longestPause) : undefined;
    this.#journal.commit({ do: 'refuse', slot, pause });
    this.#used();
    this.#ended(slot);
  }

  async usage(limits: BudgetLimits, waiting: number): Promise<Usage> {
    this.#journal.refresh();
    const now = this.#clock.now();
    while (this.#buryTheDead(now)) this.#journal.refresh();
    const { log, owner } = this.#journal;
    let waitingElsewhere = 0;
    for (const [other, waiter] of log.waiters()) if (other !== owner) waitingElsewhere += waiter.count;
    const used = log.used(now);
    return {
      ...used,
      own: {
        second: Math.min(used.second, this.#own(now, this.#windows.second)),
        minute: Math.min(used.minute, this.#own(now, this.#windows.minute)),
      },
      waitingElsewhere,
      paused: log.pausedAt(now),
      nextSlotInMs: Math.max(0, Math.ceil(log.forecast(now, limits, waiting + waitingElsewhere) - now)),
    };
  }

  async close(): Promise<void> {
    this.#closing = true;
    await this.withdraw();
    this.#ended();
  }

  /** Whether a slot that is free now is ours to take: nobody waits who goes first, or there is enough for them too. */
  #mayGo(ask: Ask, now: number): boolean {
    const { log } = this.#journal;
    const before = this.#before(ask.first);
    const wanted = before.reduce((sum, [, waiter]) => sum + waiter.count, 0);
    if (before.length === 0 || wanted < log.free(now, ask.limits)) return true;
    this.#leavingSince ??= now;
    if (now - this.#leavingSince < this.#grace) return false;
    // They had their turn: stalled or dead, they must not hold up the rest.
    for (const [other] of before) this.#overtaken.set(other, log.heard(other));
    return true;
  }

  #before(first: Waiter): (readonly [owner: string, waiter: Waiter])[] {
    const { log, owner } = this.#journal;
    return [...log.waiters()].filter(
      ([other, waiter]) =>
        other !== owner && waiter.rank < first.rank && this.#overtaken.get(other) !== log.heard(other),
    );
  }

  #lineUp(first: Waiter): void {
    // Their number alone is not worth a line: it is told again with the next slot.
    if (this.#journal.log.waiter(this.#journal.owner)?.rank === first.rank) return;
    this.#journal.commit({ do: 'wait', waiter: first });
    this.#beat();
  }

  /**
   * Ends the slots and the wait of owners that are no more: whose process has ended, or who kept silent for a minute
   * although everyone with a stake gives a sign of life four times in it (their process id has a new owner).
   */
  #buryTheDead(now: number): boolean {
    const { log, owner: self } = this.#journal;
    let buried = false;
    for (const owner of log.owners()) {
      if (owner === self) continue;
      const silent = now - log.heard(owner) > this.#windows.minute;
      if (silent || !this.#journal.lives(owner)) {
        buried = this.#journal.commit({ do: 'gone', owner }) || buried;
        this.#overtaken.delete(owner);
      }
    }
    return buried;
  }

  #used(): void {
    const now = this.#clock.now();
    this.#endedAt = [...this.#endedAt.filter((at) => at + this.#windows.minute > now), now];
  }

  #own(now: number, window: number): number {
    return this.#mine.size + this.#endedAt.filter((at) => at + window > now).length;
  }

  #ended(slot?: string): void {
    if (slot !== undefined) this.#mine.delete(slot);
    if (!this.#closing || this.#mine.size > 0) return;
    this.#stopBeat?.();
    this.#journal.close();
  }

  /** Gives signs of life while this process has a stake in the log. */
  #beat(): void {
    this.#stopBeat ??= this.#clock.after(
      this.#windows.minute / 4,
      () => {
        this.#stopBeat = undefined;
        const { log, owner } = this.#journal;
        if (this.#mine.size === 0 && !log.waiter(owner)) return;
        this.#journal.commit({ do: 'here' });
        this.#beat();
      },
      true,
    );
  }
}
