import { AbortedError } from '@jenji-kit/client/errors';
import type { Reading } from '../readings/readings.ts';

/** One thing that a page shows: what was read of it, whether it is being read, and why it could not be. */
export class Part<Value> {
  /** Of the reading, or below which it is: told to be read again, the part is. */
  readonly key: string;
  /** In words, for `Loading {0}` and `{0} could not be read`. */
  readonly what: string;
  readonly #read: (signal: AbortSignal) => Promise<Reading<Value>>;
  readonly #changed: () => void;
  #reading: Reading<Value> | undefined;
  #failure: unknown;
  #underWay: AbortController | undefined;
  #again = false;

  constructor(options: {
    key: string;
    what: string;
    read: (signal: AbortSignal) => Promise<Reading<Value>>;
    known?: Reading<Value> | undefined;
    changed: () => void;
  }) {
    this.key = options.key;
    this.what = options.what;
    this.#read = options.read;
    this.#changed = options.changed;
    this.#reading = options.known;
  }

  get value(): Value | undefined {
    return this.#reading?.value;
  }

  get asOf(): number | undefined {
    return this.#reading?.asOf;
  }

  /** Why it is missing, or is the one that was read before. */
  get failure(): unknown {
    return this.#failure ?? this.#reading?.failure;
  }

  get isLoading(): boolean {
    return this.#underWay !== undefined;
  }

  /** Takes what somebody else has read. */
  take(reading: Reading<Value>): void {
    this.#reading = reading;
    this.#failure = undefined;
    this.#changed();
  }

  /** Reads it, or takes what is there already. Never throws: a failure is kept. */
  async load(): Promise<void> {
    this.stop();
    const controller = new AbortController();
    this.#underWay = controller;
    this.#changed();
    try {
      const reading = await this.#read(controller.signal);
      if (this.#underWay !== controller) return;
      this.#reading = reading;
      this.#failure = undefined;
    } catch (error) {
      if (this.#underWay !== controller) return;
      if (!(error instanceof AbortedError)) this.#failure = error;
    }
    this.#underWay = undefined;
    this.#changed();
    if (!this.#again) return;
    this.#again = false;
    await this.load();
  }

  /** Looks again, once what is under way has come: it may have begun before there was something new. */
  async follow(): Promise<void> {
    if (this.isLoading) this.#again = true;
    else await this.load();
  }

  stop(): void {
    this.#underWay?.abort();
    this.#underWay = undefined;
  }
}
