import * as fs from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import { isCode } from './journal/file-error.ts';

/** How often a claim is renewed, and how old it is when nobody works on it any more, in milliseconds. */
const renewedEvery = 15_000;
const abandonedAfter = 120_000;
/** Long after every token has expired, in milliseconds. */
const forgottenAfter = 24 * 3_600_000;

const holderSchema = z.object({ pid: z.int().positive(), host: z.string() });

/** The right to carry out one plan, held by one process of all that share the folder. */
export interface Claim {
  /** Stays claimed for ever. */
  keep(): void;
  /** Nothing was sent: the plan may be carried out after all. */
  release(): Promise<void>;
}

/** Claims, one file each: the operating system lets only one process make it. */
export class Claims {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = join(folder, 'claims');
  }

  /** Undefined when somebody has it, or had it. */
  async take(id: string): Promise<Claim | undefined> {
    await fs.mkdir(this.#folder, { recursive: true, mode: 0o700 });
    const path = this.#path(id);
    const holder = JSON.stringify({ pid: process.pid, host: hostname() });
    try {
      await fs.writeFile(path, holder, { flag: 'wx', mode: 0o600, flush: true });
    } catch (error) {
      if (isCode(error, 'EEXIST')) return undefined;
      throw error;
    }
    const renew = () => {
      const now = new Date();
      fs.utimes(path, now, now).catch(() => undefined);
    };
    const timer = setInterval(renew, renewedEvery);
    timer.unref();
    return {
      keep: () => clearInterval(timer),
      release: async () => {
        clearInterval(timer);
        await fs.rm(path, { force: true });
      },
    };
  }

  /** Whether a plan was claimed, and if so, whether somebody still works on it. */
  async look(id: string): Promise<'free' | 'at work' | 'abandoned'> {
    const path = this.#path(id);
    try {
      const [text, { mtimeMs }] = await Promise.all([fs.readFile(path, 'utf8'), fs.stat(path)]);
      if (Date.now() - mtimeMs > abandonedAfter) return 'abandoned';
      // A claim that was just made may be empty still.
      const holder = holderSchema.safeParse(text === '' ? undefined : parsed(text)).data;
      if (holder === undefined) return 'at work';
      return holder.host === hostname() && !lives(holder.pid) ? 'abandoned' : 'at work';
    } catch (error) {
      if (isCode(error, 'ENOENT')) return 'free';
      throw error;
    }
  }

  /** Deletes claims whose plans expired long ago. */
  async tidy(): Promise<void> {
    const entries = await fs.readdir(this.#folder).catch(() => []);
    for (const entry of entries) {
      const path = join(this.#folder, entry);
      const age = Date.now() - ((await fs.stat(path).catch(() => undefined))?.mtimeMs ?? Date.now());
      if (age > forgottenAfter) await fs.rm(path, { force: true });
    }
  }

  #path(id: string): string {
    return join(this.#folder, id);
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function lives(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return !isCode(error, 'ESRCH');
  }
}
