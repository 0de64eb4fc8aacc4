import { randomUUID } from 'node:crypto';
import * as fs from 'node:fs';
import { join } from 'node:path';

const { O_RDWR, O_APPEND, O_CREAT } = fs.constants;

/** Journals nobody wrote to for this long, in milliseconds, are deleted: every port of a local server leaves one. */
const forgottenAfter = 24 * 3_600_000;

/**
 * One generation of a log on disk, `<name>.<generation>.jsonl`: appended to and read by several processes at once.
 *
 * Calls are synchronous: they touch a few bytes in the page cache, and nothing of this process may come between them.
 */
export class LogFile {
  readonly generation: number;
  readonly #folder: string;
  readonly #name: string;
  readonly #descriptor: number;
  #offset = 0;
  /** What was read of a line whose end is not there yet. */
  #tail = '';
  #lost: 'was deleted' | 'was cut short' | undefined;
  static readonly #buffer = Buffer.allocUnsafe(64 * 1024);

  private constructor(folder: string, name: string, generation: number, descriptor: number) {
    this.#folder = folder;
    this.#name = name;
    this.generation = generation;
    this.#descriptor = descriptor;
  }

  /** Opens the newest generation, and begins the first where there is none. */
  static openNewest(folder: string, name: string): LogFile {
    fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
    for (;;) {
      const newest = newestGeneration(folder, name);
      if (newest === undefined) deleteForgotten(folder);
      let descriptor: number;
      try {
        const path = pathOf(folder, name, newest ?? 1);
        descriptor = fs.openSync(path, O_RDWR | O_APPEND | (newest === undefined ? O_CREAT : 0), 0o600);
      } catch (error) {
        if (isCode(error, 'ENOENT')) continue;
        throw error;
      }
      // Between looking and opening, others may have gone on to later generations and tidied up.
      const file = new LogFile(folder, name, newest ?? 1, descriptor);
      if (newestGeneration(folder, name) === file.generation) return file;
      file.close();
    }
  }

  /** What someone did to the file, so that those who open it now do not see what is written to it here. */
  get lost(): 'was deleted' | 'was cut short' | undefined {
    return this.#lost;
  }

  /** Bytes read so far. */
  get size(): number {
    return this.#offset;
  }

  /** Writes one line at the end, in one step. */
  append(line: string): void {
    const bytes = Buffer.from(`${line}\n`);
    if (fs.writeSync(this.#descriptor, bytes) !== bytes.length) throw new Error('a line was written in part');
  }

  /** The lines that were completed since the last call, in their order. Says in `lost` whether more can follow. */
  readLines(): string[] {
    const { size, nlink } = fs.fstatSync(this.#descriptor);
    if (size < this.#offset) this.#lost = 'was cut short';
    else if (nlink === 0) this.#lost = 'was deleted';
    const buffer = LogFile.#buffer;
    while (this.#offset < size) {
      const length = Math.min(buffer.length, size - this.#offset);
      const read = fs.readSync(this.#descriptor, buffer, 0, length, this.#offset);
      if (read === 0) break;
      this.#offset += read;
      this.#tail += buffer.toString('latin1', 0, read);
    }
    const lines = this.#tail.split('\n');
    this.#tail = lines.pop() ?? '';
    return lines;
  }

  /** Begins the next generation with this line, unless somebody has: it appears with the whole line or not at all. */
  beginNext(firstLine: string): void {
    const next = this.generation + 1;
    const draft = join(this.#folder, `${this.#name}.${next}.${randomUUID()}.tmp`);
    fs.writeFileSync(draft, `${firstLine}\n`, { mode: 0o600 });
    try {
      fs.linkSync(draft, pathOf(this.#folder, this.#name, next));
      this.#tidy();
    } catch (error) {
      if (!isCode(error, 'EEXIST') && !isCode(error, 'ENOENT')) throw error;
    } finally {
      fs.rmSync(draft, { force: true });
    }
  }

  /** Whether a later generation was begun, by anyone. */
  hasSuccessor(): boolean {
    return (newestGeneration(this.#folder, this.#name) ?? 0) > this.generation;
  }

  close(): void {
    fs.closeSync(this.#descriptor);
  }

  /**
   * Deletes what nobody needs: drafts of generations that exist, and generations before this one. This one stays, so
   * that whoever is still about to begin the next finds that it exists.
   */
  #tidy(): void {
    for (const entry of fs.readdirSync(this.#folder)) {
      if (!entry.startsWith(`${this.#name}.`)) continue;
      const generation = Number.parseInt(entry.slice(this.#name.length + 1), 10);
      const stale = entry.endsWith('.tmp') ? generation <= this.generation : generation < this.generation;
      if (stale) fs.rmSync(join(this.#folder, entry), { force: true });
    }
  }
}

/** Deletes journals that nobody used for a day, of any name. Who still has one open notices and goes on. */
function deleteForgotten(folder: string): void {
  for (const entry of fs.readdirSync(folder)) {
    if (!/\.(jsonl|tmp)$/.test(entry)) continue;
    const path = join(folder, entry);
    const written = fs.statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
    if (Date.now() - written > forgottenAfter) fs.rmSync(path, { force: true });
  }
}

function newestGeneration(folder: string, name: string): number | undefined {
  const generations = fs.readdirSync(folder).flatMap((entry) => {
    const number = entry.startsWith(`${name}.`) ? /^(\d+)\.jsonl$/.exec(entry.slice(name.length + 1))?.[1] : undefined;
    return number === undefined ? [] : [Number(number)];
  });
  return generations.length === 0 ? undefined : Math.max(...generations);
}

function pathOf(folder: string, name: string, generation: number): string {
  return join(folder, `${name}.${generation}.jsonl`);
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
