import type { BudgetLimits, BudgetWindows } from './budget.ts';
import type { Waiter } from './store.ts';

/** Something that happened to the budget. Replaying all of them in order gives the same state everywhere. */
export type Happening =
  /** A slot is claimed. Counts only if both windows have room for it; its owner then waits no longer. */
  | { do: 'take'; slot: string; limits: BudgetLimits }
  | { do: 'settle' | 'release'; slot: string }
  /** The server refused the request of this slot and named a pause in milliseconds, or none. */
  | { do: 'refuse'; slot: string; pause?: number | undefined }
  /** Who is next in the owner's line; nobody when absent. */
  | { do: 'wait'; waiter?: Waiter | undefined }
  /** Another owner was found dead: its requests in flight may have arrived until now. */
  | { do: 'gone'; owner: string }
  /** Nobody knows what was used: both windows may be full. */
  | { do: 'doubt' }
  /** The owner lives. */
  | { do: 'here' };

/** What happened, by whom, and when: milliseconds of the clock that all owners share. */
export type Entry = Happening & { by: string; at: number };

/** All of a log that still matters, as plain data. */
export interface SlotLogState {
  settled: number[];
  inFlight: { slot: string; by: string; at: number }[];
  waiters: (Waiter & { by: string })[];
  pausedUntil: number;
  refusedAt: number;
  refusals: number;
}

/**
 * Windows count as a thousandth longer than they are, because the server's clock may run a little slower than ours
 * (clocks that are being set run up to 0.05 % off) and may count in whole milliseconds.
 */
const stretched = (window: number) => window + window / 1000;

/**
 * Which slots count, at any time: the two sliding windows, as a state machine without a clock or input and output.
 *
 * A slot may be given when fewer than `limit` others count, in both windows; one counts while it is in flight and for a
 * window's length after. Then no window at the server ever holds more than `limit` arrivals, whatever the latencies:
 * of any `limit + 1` requests take the one whose slot was given last, and call its time T. One of the others did not
 * count at T, so it had arrived a full window before T, and the last one arrived after T.
 */
export class SlotLog {
  readonly #second: number;
  readonly #minute: number;
  /** Time of the newest entry. An entry never counts as older than those before it: they were written before it. */
  #now = 0;
  /** When each slot was settled, oldest first. */
  #settled: number[] = [];
  /** How many at the start of `#settled` have left both windows. */
  #past = 0;
  readonly #inFlight = new Map<string, { by: string; at: number }>();
  readonly #waiters = new Map<string, Waiter>();
  readonly #heard = new Map<string, number>();
  #pausedUntil = 0;
  #refusedAt = -1;
  /** Refusals in a row, of requests sent after the pause that the one before it brought. */
  #refusals = 0;
  #inDoubt = false;

  constructor(windows: BudgetWindows) {
    this.#second = stretched(windows.second);
    this.#minute = stretched(windows.minute);
  }

  /** Takes in what happened. False when it had no effect, above all when a claimed slot was not free. */
  apply(entry: Entry): boolean {
    this.#now = Math.max(this.#now, entry.at);
    this.#heard.set(entry.by, this.#now);
    if (this.#inDoubt) this.#pause(this.#minute);
    this.#inDoubt = false;
    this.#forget();
    switch (entry.do) {
      case 'take':
        return this.#take(entry);
      case 'settle':
        return this.#settle(entry.slot) !== undefined;
      case 'release':
        return this.#inFlight.delete(entry.slot);
      case 'refuse':
        return this.#refuse(entry.slot, entry.pause);
      case 'wait':
        return this.#wait(entry.by, entry.waiter);
      case 'gone':
        return this.#bury(entry.owner);
      case 'doubt':
        this.#pause(this.#minute);
        return true;
      case 'here':
        return true;
    }
  }

  /** An entry was lost. From the next one on, both windows count as full: whoever replays the log sees the same. */
  doubt(): void {
    this.#inDoubt = true;
  }

  get inDoubt(): boolean {
    return this.#inDoubt;
  }

  /** The earliest time from `now` on at which a slot can be given; those in flight are taken to be settled now. */
  earliest(now: number, limits: BudgetLimits): number {
    return this.forecast(now, limits, 0);
  }

  /** The same for a request that goes after `ahead` others, each settled as soon as it has its slot. */
  forecast(now: number, limits: BudgetLimits, ahead: number): number {
    const present = Math.max(now, this.#now);
    const start = Math.max(present, this.#pausedUntil);
    const known = this.#settled.length + this.#inFlight.size;
    const given: number[] = [];
    // All slots in the order in which they leave a window; undefined before the first.
    const leaves = (place: number) => this.#settled[place] ?? given[place - known] ?? (place < 0 ? undefined : present);
    for (let place = known; ; place += 1) {
      const second = (leaves(place - limits.perSecond) ?? Number.NEGATIVE_INFINITY) + this.#second;
      const minute = (leaves(place - limits.perMinute) ?? Number.NEGATIVE_INFINITY) + this.#minute;
      const at = Math.max(start, second, minute);
      if (place === known + ahead) return at;
      given.push(at);
    }
  }

  /** Slots that count at `now` in each window. */
  used(now: number): { second: number; minute: number } {
    const at = Math.max(now, this.#now);
    return { second: this.#count(at, this.#second), minute: this.#count(at, this.#minute) };
  }

  /** Slots that could be given at once at `now`. */
  free(now: number, limits: BudgetLimits): number {
    if (this.pausedAt(now)) return 0;
    const used = this.used(now);
    return Math.max(0, Math.min(limits.perSecond - used.second, limits.perMinute - used.minute));
  }

  /** Whether the windows count as full at `now` for another reason than the slots in them. */
  pausedAt(now: number): boolean {
    return Math.max(now, this.#now) < this.#pausedUntil;
  }

  waiter(owner: string): Waiter | undefined {
    return this.#waiters.get(owner);
  }

  waiters(): Iterable<readonly [owner: string, waiter: Waiter]> {
    return this.#waiters;
  }

  /** Everyone who waits or has a slot in flight. */
  owners(): Set<string> {
    const owners = new Set(this.#waiters.keys());
    for (const { by } of this.#inFlight.values()) owners.add(by);
    return owners;
  }

  /** Whether anyone but `owner` has a slot in flight. */
  othersInFlight(owner: string): boolean {
    for (const { by } of this.#inFlight.values()) if (by !== owner) return true;
    return false;
  }

  /** When the owner last wrote anything. */
  heard(owner: string): number {
    return this.#heard.get(owner) ?? this.#now;
  }

  state(): SlotLogState {
    return {
      settled: this.#settled.slice(this.#past),
      inFlight: [...this.#inFlight].map(([slot, { by, at }]) => ({ slot, by, at })),
      waiters: [...this.#waiters].map(([by, waiter]) => ({ by, ...waiter })),
      pausedUntil: this.#pausedUntil,
      refusedAt: this.#refusedAt,
      refusals: this.#refusals,
    };
  }

  /** Starts from the state of another log at time `at`. */
  restore(state: SlotLogState, at: number): void {
    this.#now = Math.max(this.#now, at);
    this.#settled = [...state.settled];
    this.#past = 0;
    for (const { slot, by, at: given } of state.inFlight) this.#inFlight.set(slot, { by, at: given });
    for (const { by, rank, count } of state.waiters) this.#waiters.set(by, { rank, count });
    for (const owner of this.owners()) this.#heard.set(owner, at);
    this.#pausedUntil = Math.max(this.#pausedUntil, state.pausedUntil);
    this.#refusedAt = state.refusedAt;
    this.#refusals = state.refusals;
  }

  #take(entry: Extract<Entry, { do: 'take' }>): boolean {
    if (this.earliest(this.#now, entry.limits) > this.#now) return false;
    this.#inFlight.set(entry.slot, { by: entry.by, at: this.#now });
    this.#waiters.delete(entry.by);
    return true;
  }

  #settle(slot: string): { by: string; at: number } | undefined {
    const given = this.#inFlight.get(slot);
    if (!given) return undefined;
    this.#inFlight.delete(slot);
    this.#settled.push(this.#now);
    if (given.at > this.#refusedAt) this.#refusals = 0;
    return given;
  }

  #refuse(slot: string, named: number | undefined): boolean {
    const refusals = this.#refusals;
    const given = this.#settle(slot);
    if (!given) return false;
    // Requests that were already under way when the last refusal came say nothing new.
    const again = given.at > this.#refusedAt;
    if (again) {
      this.#refusedAt = this.#now;
      this.#refusals = refusals + 1;
    }
    this.#pause(named ?? (again ? Math.min(this.#second * 2 ** refusals, this.#minute) : 0));
    return true;
  }

  #wait(owner: string, waiter: Waiter | undefined): boolean {
    if (!waiter) return this.#waiters.delete(owner);
    this.#waiters.set(owner, waiter);
    return true;
  }

  #bury(owner: string): boolean {
    const waited = this.#waiters.delete(owner);
    const slots = [...this.#inFlight].filter(([, { by }]) => by === owner);
    for (const [slot] of slots) this.#settle(slot);
    this.#heard.delete(owner);
    return waited || slots.length > 0;
  }

  #pause(ms: number): void {
    this.#pausedUntil = Math.max(this.#pausedUntil, this.#now + ms);
  }

  #count(at: number, window: number): number {
    let low = this.#past;
    let high = this.#settled.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#settled[middle] ?? at) + window > at) high = middle;
      else low = middle + 1;
    }
    return this.#inFlight.size + this.#settled.length - low;
  }

  #forget(): void {
    while ((this.#settled[this.#past] ?? this.#now) + this.#minute <= this.#now) this.#past += 1;
    if (this.#past < 1024 || this.#past * 2 < this.#settled.length) return;
    this.#settled = this.#settled.slice(this.#past);
    this.#past = 0;
  }
}
