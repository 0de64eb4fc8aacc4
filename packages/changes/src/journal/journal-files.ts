import { randomUUID } from 'node:crypto';
import * as fs from 'node:fs/promises';
import { join } from 'node:path';
import { isCode } from './file-error.ts';

/** Where a line stands. */
export interface Place {
  file: string;
  offset: number;
  length: number;
}

interface Known {
  inode: number;
  /** Bytes read, up to the end of a line. */
  offset: number;
}

const newline = 0x0a;

/**
 * The files of one journal, `<name>.<number>.jsonl`, oldest first: several processes append to the newest at once, each
 * line in one step, and begin the next when it has grown. Nothing is ever locked.
 *
 * A process that is killed leaves the beginning of a line at worst. The next one who appends begins on a new line, and
 * the beginning counts for nothing: its writer never came to act on it.
 */
export class JournalFiles {
  readonly #folder: string;
  readonly #name: string;
  readonly #nextAt: number;
  readonly #known = new Map<string, Known>();

  /** `nextAt`: size in bytes from which on the next file is begun. */
  constructor(folder: string, name: string, nextAt: number) {
    this.#folder = folder;
    this.#name = name;
    this.#nextAt = nextAt;
  }

  /** Writes lines at the end, all of them in one step, and has them on the disk before it returns. */
  async append(lines: readonly string[]): Promise<void> {
    await fs.mkdir(this.#folder, { recursive: true, mode: 0o700 });
    for (;;) {
      const file = await this.#newest();
      const handle = await fs.open(file, 'a+', 0o600);
      try {
        const { size } = await handle.stat();
        const bytes = Buffer.from(`${(await endsInLine(handle, size)) ? '\n' : ''}${lines.join('\n')}\n`);
        const { bytesWritten } = await handle.write(bytes);
        if (bytesWritten !== bytes.length)
          throw new Error(`only ${bytesWritten} of ${bytes.length} bytes were written`);
        await handle.sync();
        if (size === 0) await this.#syncFolder();
        // Whoever tidies replaces old files by shorter ones: what was written to one meanwhile is written again.
        if ((await handle.stat()).nlink > 0) return;
      } finally {
        await handle.close();
      }
    }
  }

  /** The lines completed since the last call, by file. A file that was replaced begins anew, one that is gone has none. */
  async news(): Promise<{ file: string; anew: boolean; lines: { text: string; place: Place }[] }[]> {
    const files = await this.files();
    const gone = [...this.#known.keys()].filter((file) => !files.includes(file));
    for (const file of gone) this.#known.delete(file);
    const news = gone.map((file) => ({ file, anew: true, lines: [] as { text: string; place: Place }[] }));
    for (const file of files) {
      const added = await this.#read(file);
      if (added) news.push(added);
    }
    return news;
  }

  /** One line again; undefined when it is no longer there. */
  async at({ file, offset, length }: Place): Promise<string | undefined> {
    const handle = await openIfThere(file);
    if (handle === undefined) return undefined;
    try {
      const bytes = await readAt(handle, offset, length);
      return bytes.length === length ? bytes.toString('utf8') : undefined;
    } finally {
      await handle.close();
    }
  }

  /** Paths, oldest first. */
  async files(): Promise<string[]> {
    const entries = await fs.readdir(this.#folder).catch((error: unknown) => {
      if (isCode(error, 'ENOENT')) return [];
      throw error;
    });
    return entries
      .flatMap((entry) => {
        const number = this.#numberOf(entry);
        return number === undefined ? [] : [number];
      })
      .sort((a, b) => a - b)
      .map((number) => this.#path(number));
  }

  /**
   * Replaces an old file by these of the lines that `news` gave of it, unless somebody wrote to it within `quietFor`
   * milliseconds. What is appended meanwhile all the same, by someone who opened it long ago, is appended to the newest.
   */
  async rewrite(file: string, places: readonly Place[], quietFor: number): Promise<void> {
    const handle = await openIfThere(file);
    if (handle === undefined) return;
    try {
      const { ino, mtimeMs } = await handle.stat();
      const known = this.#known.get(file);
      if (known?.inode !== ino || Date.now() - mtimeMs < quietFor) return;
      const bytes = await readAt(handle, 0, known.offset);
      const kept = places.map(({ offset, length }) => bytes.subarray(offset, offset + length + 1));
      if (kept.length === 0) await fs.rm(file, { force: true });
      else {
        const draft = `${file}.${randomUUID()}.tmp`;
        await fs.writeFile(draft, Buffer.concat(kept), { mode: 0o600, flush: true });
        await fs.rename(draft, file);
      }
      const late = await readAt(handle, known.offset, (await handle.stat()).size - known.offset);
      if (late.length > 0) await this.append(late.toString('utf8').split('\n').filter(Boolean));
    } finally {
      await handle.close();
    }
  }

  async #read(file: string) {
    const handle = await openIfThere(file);
    if (handle === undefined) return undefined;
    try {
      const { ino, size } = await handle.stat();
      const before = this.#known.get(file);
      const anew = before === undefined || before.inode !== ino || size < before.offset;
      const start = anew ? 0 : before.offset;
      if (!anew && size === start) return undefined;
      const bytes = await readAt(handle, start, size - start);
      const lines: { text: string; place: Place }[] = [];
      let at = 0;
      for (let end = bytes.indexOf(newline, at); end >= 0; end = bytes.indexOf(newline, at)) {
        if (end > at) {
          const place = { file, offset: start + at, length: end - at };
          lines.push({ text: bytes.toString('utf8', at, end), place });
        }
        at = end + 1;
      }
      this.#known.set(file, { inode: ino, offset: start + at });
      return { file, anew, lines };
    } finally {
      await handle.close();
    }
  }

  async #newest(): Promise<string> {
    const newest = (await this.files()).at(-1);
    if (newest === undefined) return this.#path(1);
    const size = (await fs.stat(newest).catch(() => undefined))?.size ?? 0;
    return size < this.#nextAt ? newest : this.#path((this.#numberOf(newest.slice(this.#folder.length + 1)) ?? 0) + 1);
  }

  #numberOf(entry: string): number | undefined {
    if (!entry.startsWith(`${this.#name}.`)) return undefined;
    const number = /^(\d+)\.jsonl$/.exec(entry.slice(this.#name.length + 1))?.[1];
    return number === undefined ? undefined : Number(number);
  }

  #path(number: number): string {
    return join(this.#folder, `${this.#name}.${number}.jsonl`);
  }

  /** So that the new file's name is on the disk too. Windows has no such thing. */
  async #syncFolder(): Promise<void> {
    if (process.platform === 'win32') return;
    const handle = await fs.open(this.#folder, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  }
}

/** Whether the last byte belongs to a line that was not completed. */
async function endsInLine(handle: fs.FileHandle, size: number): Promise<boolean> {
  if (size === 0) return false;
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(1), 0, 1, size - 1);
  return bytesRead === 1 && buffer[0] !== newline;
}

async function openIfThere(file: string): Promise<fs.FileHandle | undefined> {
  try {
    return await fs.open(file, 'r');
  } catch (error) {
    if (isCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

async function readAt(handle: fs.FileHandle, offset: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(Math.max(0, length));
  let done = 0;
  while (done < bytes.length) {
    const { bytesRead } = await handle.read(bytes, done, bytes.length - done, offset + done);
    if (bytesRead === 0) break;
    done += bytesRead;
  }
  return bytes.subarray(0, done);
}
