import { AbortedError } from '@jenji-kit/client/errors';
import { Emitter } from '../emitter.ts';

/** A value as it was read, and what went wrong since. */
export interface Reading<Value> {
  readonly value: Value;
  /** Milliseconds since 1970 at which reading began: nothing in the value is older. */
  readonly asOf: number;
  /** Why it could not be read again. The value is the one read before. */
  readonly failure?: unknown;
}

export interface ReadOptions {
  /** Ends the wait at once; the reading goes on while somebody else waits for it. */
  readonly signal?: AbortSignal | undefined;
}

interface Entry {
  last?: Reading<unknown>;
  /** Read again with the next use. */
  stale: boolean;
  underWay?: { promise: Promise<unknown>; controller: AbortController; waiting: number } | undefined;
}

/**
 * What was read of one account, kept until it is refreshed, whatever its age: people are told how old it is.
 *
 * A reading that fails never takes away what was there: the old value comes back with the failure. Who asks for what is
 * being read waits for the same request, and one that everybody has given up on is cancelled.
 */
export class Readings {
  readonly #entries = new Map<string, Entry>();
  readonly #changed = new Emitter<string>();
  readonly #now: () => number;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /**
   * The value of a key, which is made of path segments as in `organizations/<id>/users`.
   *
   * @throws what `read` throws when nothing was read before, and AbortedError when `signal` aborts.
   */
  async get<Value>(
    key: string,
    read: (signal: AbortSignal) => Promise<Value>,
    { signal }: ReadOptions = {},
  ): Promise<Reading<Value>> {
    if (signal?.aborted) throw new AbortedError('Cancelled.');
    const entry = this.#entry(key);
    // The caller's `read` tells the type of a key; two callers with one key read the same thing.
    if (entry.last && !entry.stale) return entry.last as Reading<Value>;
    entry.underWay ??= this.#begin(key, entry, read);
    return (await this.#wait(entry, entry.underWay, signal)) as Reading<Value>;
  }

  /** What is here already, without reading. */
  peek<Value>(key: string): Reading<Value> | undefined {
    return this.#entries.get(key)?.last as Reading<Value> | undefined;
  }

  /** Whether the next use reads it again, or for the first time. */
  isStale(key: string): boolean {
    const entry = this.#entries.get(key);
    return !entry?.last || entry.stale;
  }

  /** The keys of everything that is here. */
  keys(): string[] {
    return [...this.#entries].flatMap(([key, { last }]) => (last ? [key] : []));
  }

  /** Puts a value in its place, as when a change has been read back. `asOf` where it was read before. */
  put(key: string, value: unknown, asOf = this.#now()): void {
    const entry = this.#entry(key);
    entry.last = { value, asOf };
    entry.stale = false;
    this.#changed.fire(key);
  }

  /** Has a key and all below it read again with their next use. The values stay. */
  refresh(key: string): void {
    for (const [each, entry] of this.#entries) {
      if (each === key || each.startsWith(`${key}/`) || key === '') outdate(entry);
    }
    this.#changed.fire(key);
  }

  /** Has a key read again with its next use, and nothing below it: as when a name in it has changed. */
  refreshAlone(key: string): void {
    const entry = this.#entries.get(key);
    if (entry) outdate(entry);
    this.#changed.fire(key);
  }

  /** Forgets everything, and ends what is being read. */
  clear(): void {
    const entries = [...this.#entries.values()];
    this.#entries.clear();
    for (const { underWay } of entries) underWay?.controller.abort();
  }

  /** Is told the key of whatever was read, failed, or is to be read again. */
  readonly onDidChange = this.#changed.event;

  #entry(key: string): Entry {
    const entry = this.#entries.get(key) ?? { stale: false };
    this.#entries.set(key, entry);
    return entry;
  }

  #begin<Value>(key: string, entry: Entry, read: (signal: AbortSignal) => Promise<Value>) {
    const controller = new AbortController();
    const asOf = this.#now();
    const underWay = { controller, waiting: 0, promise: Promise.resolve<unknown>(undefined) };
    underWay.promise = read(controller.signal).then(
      (value) => {
        if (entry.underWay !== underWay) return { value, asOf };
        entry.underWay = undefined;
        entry.last = { value, asOf };
        entry.stale = false;
        this.#changed.fire(key);
        return entry.last;
      },
      (failure: unknown) => {
        const isCurrent = entry.underWay === underWay;
        if (isCurrent) entry.underWay = undefined;
        if (controller.signal.aborted || !entry.last) throw failure;
        const last = { ...entry.last, failure };
        if (isCurrent) {
          entry.last = last;
          // Not read again by itself: a list that is shown must not send a request with each look at it.
          entry.stale = false;
          this.#changed.fire(key);
        }
        return last;
      },
    );
    return underWay;
  }

  async #wait(entry: Entry, underWay: NonNullable<Entry['underWay']>, signal: AbortSignal | undefined) {
    underWay.waiting++;
    let stop = () => {};
    try {
      if (!signal) return await underWay.promise;
      const stopped = new Promise<never>((_, reject) => {
        stop = () => reject(new AbortedError('Cancelled.'));
        signal.addEventListener('abort', stop, { once: true });
      });
      return await Promise.race([underWay.promise, stopped]);
    } finally {
      signal?.removeEventListener('abort', stop);
      underWay.waiting--;
      if (underWay.waiting === 0 && entry.underWay === underWay) {
        entry.underWay = undefined;
        underWay.promise.catch(() => undefined);
        underWay.controller.abort();
      }
    }
  }
}

function outdate(entry: Entry): void {
  entry.stale = true;
  // What is under way began before the wish to see what is new.
  entry.underWay = undefined;
}
