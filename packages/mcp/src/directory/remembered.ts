/** A value that was read, and when. */
export interface Held<Value> {
  readonly value: Value;
  /** Milliseconds since 1970 at which reading began: nothing in the value is older. */
  readonly at: number;
}

interface Entry<Value> {
  readonly reading: Promise<Held<Value>>;
  readonly controller: AbortController;
  waiting: number;
  held: Held<Value> | undefined;
}

export interface RememberedOptions<Value> {
  /** Milliseconds for which a value may be used again. */
  forMs: number;
  /** How much may be held in all, in the unit of `sizeOf`; the values read longest ago go first. */
  atMost: number;
  sizeOf?: (value: Value) => number;
  now?: () => number;
}

/**
 * Values read once and answered many times. Who asks for a value that is being read waits for the same reading; one that
 * everybody has given up on is cancelled at once.
 */
export class Remembered<Value> {
  readonly #entries = new Map<string, Entry<Value>>();
  readonly #options: Required<RememberedOptions<Value>>;

  constructor(options: RememberedOptions<Value>) {
    this.#options = { sizeOf: () => 1, now: Date.now, ...options };
  }

  /** @throws what `load` throws, or the reason of `signal`. */
  async get(
    key: string,
    options: { signal: AbortSignal; fresh?: boolean; load: (signal: AbortSignal) => Promise<Value> },
  ): Promise<Held<Value>> {
    const known = this.#entries.get(key);
    const isUsable = known && (known.held === undefined || (!options.fresh && this.#isYoung(known.held)));
    return this.#wait(key, isUsable ? known : this.#read(key, options.load), options.signal);
  }

  /** The value of a key if it is already here. */
  peek(key: string): Value | undefined {
    const held = this.#entries.get(key)?.held;
    return held && this.#isYoung(held) ? held.value : undefined;
  }

  /** The values already here, the one read last first. */
  values(): Value[] {
    return [...this.#entries.values()]
      .flatMap(({ held }) => (held && this.#isYoung(held) ? [held.value] : []))
      .reverse();
  }

  /** A value already here that satisfies the condition. */
  find(condition: (value: Value) => boolean): Held<Value> | undefined {
    for (const { held } of this.#entries.values()) {
      if (held && this.#isYoung(held) && condition(held.value)) return held;
    }
    return undefined;
  }

  /** Forgets everything. Who waits for a value still gets it; it is not kept. */
  clear(): void {
    this.#entries.clear();
  }

  #isYoung({ at }: Held<Value>): boolean {
    return this.#options.now() - at < this.#options.forMs;
  }

  #read(key: string, load: (signal: AbortSignal) => Promise<Value>): Entry<Value> {
    const controller = new AbortController();
    const at = this.#options.now();
    const reading = load(controller.signal).then((value) => ({ value, at }));
    const entry: Entry<Value> = { reading, controller, waiting: 0, held: undefined };
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    reading.then(
      (held) => {
        entry.held = held;
        this.#makeRoom();
        // What nobody asks for again must not stay in memory until somebody asks for something else.
        setTimeout(() => this.#forgetOld(), this.#options.forMs).unref();
      },
      () => this.#drop(key, entry),
    );
    return entry;
  }

  async #wait(key: string, entry: Entry<Value>, signal: AbortSignal): Promise<Held<Value>> {
    signal.throwIfAborted();
    entry.waiting++;
    let stop = () => {};
    try {
      return await Promise.race([
        entry.reading,
        new Promise<never>((_, reject) => {
          stop = () => reject(signal.reason);
          signal.addEventListener('abort', stop, { once: true });
        }),
      ]);
    } finally {
      signal.removeEventListener('abort', stop);
      entry.waiting--;
      if (entry.waiting === 0 && entry.held === undefined) {
        this.#drop(key, entry);
        entry.controller.abort(signal.reason);
      }
    }
  }

  #drop(key: string, entry: Entry<Value>): void {
    if (this.#entries.get(key) === entry) this.#entries.delete(key);
  }

  #forgetOld(): void {
    for (const [key, entry] of this.#entries) if (entry.held && !this.#isYoung(entry.held)) this.#drop(key, entry);
  }

  #makeRoom(): void {
    const { sizeOf, atMost } = this.#options;
    const newestFirst = [...this.#entries]
      .flatMap(([key, entry]) => (entry.held ? [{ key, entry, held: entry.held }] : []))
      .reverse();
    let room = atMost;
    for (const [index, { key, entry, held }] of newestFirst.entries()) {
      room -= sizeOf(held.value);
      // The newest stays, however large: whoever reads its next page must not pay for it again.
      if (index > 0 && room < 0) this.#drop(key, entry);
    }
  }
}
