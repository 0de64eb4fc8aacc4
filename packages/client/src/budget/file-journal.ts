import { createHash, randomBytes } from 'node:crypto';
import type { BudgetWindows } from './budget.ts';
import type { Clock } from './clock.ts';
import type { Journal } from './journal.ts';
import { formatLine, type JournalLine, parseLine } from './journal-line.ts';
import { documentedWindows } from './limits.ts';
import { LogFile } from './log-file.ts';
import { type Entry, type Happening, SlotLog } from './slot-log.ts';

export interface FileJournalOptions {
  /** Folder of the journals; made if it is not there. */
  folder: string;
  /** The key's journal within it, see `journalName`. */
  name: string;
  windows: BudgetWindows;
  clock: Clock;
  /** Told in words for people when the file cannot be used or is damaged, and what becomes of the budget. */
  onWarning: (message: string) => void;
  /** Size in bytes from which on a file is replaced by a fresh one. */
  rotateAt?: number;
  /** For tests: under which name slots are taken, and which others live. */
  owner?: string;
  lives?: (owner: string) => boolean;
}

/** A name for the budget of one API user at one server. It tells neither; the secret is no part of it. */
export function journalName(baseUrl: string | URL, user: string, windows: BudgetWindows = documentedWindows): string {
  const facts = [new URL(baseUrl).origin, user, windows.second, windows.minute];
  return createHash('sha256').update(JSON.stringify(facts)).digest('hex');
}

/** How far ahead of our clock, in milliseconds, a line may be: two processors may disagree by a tick. */
const clockTolerance = 1;

/**
 * A journal that all processes of the machine share: a file to which everyone appends.
 *
 * The order of the lines is the order in which things happened, and everyone replays the same lines by the same rules.
 * So nothing is ever locked: a process claims a slot by appending a line, reads on to that line, and has the slot if
 * the lines before it left room. Of two that claim the last slot at the same moment, the second sees the first one's
 * line, as everyone does, and has none. A process that is killed leaves half a line at worst, and slots in flight, which
 * others end when they find it dead. Appending is atomic on the local file systems of all platforms; where it is not, a
 * claim that was overwritten does not come back to its writer, who makes it again.
 *
 * When the file has grown, someone appends a seal, behind which no line counts, and begins the next generation with all
 * that still matters. Whoever meets a seal without a successor does the same, the first one succeeds, and who wrote
 * behind the seal writes again.
 */
export class FileJournal implements Journal {
  readonly owner: string;
  readonly lives: (owner: string) => boolean;
  readonly #options: FileJournalOptions;
  readonly #rotateAt: number;
  #log: SlotLog;
  #file: LogFile | undefined;
  /** Size of the file's first line, which a successor would repeat. */
  #carried = 0;
  #state: 'new' | 'shared' | 'alone' = 'new';
  #lines = 0;
  /** The line written last, which is most often the next one read: what was just formatted need not be parsed. */
  #written: { text: string; line: JournalLine } | undefined;
  /** Own lines that were written and not yet read back, and whether they had an effect. */
  readonly #expected = new Map<number, boolean | undefined>();

  constructor(options: FileJournalOptions) {
    this.#options = options;
    this.#rotateAt = options.rotateAt ?? 64 * 1024;
    this.owner = options.owner ?? `${process.pid}-${randomBytes(6).toString('hex')}`;
    this.lives = options.lives ?? processLives;
    this.#log = new SlotLog(options.windows);
  }

  get log(): SlotLog {
    return this.#log;
  }

  refresh(): void {
    this.#ifShared(() => this.#read());
  }

  commit(happening: Happening): boolean {
    return this.#ifShared(() => this.#append(happening)) ?? this.#log.apply(this.#signed(happening));
  }

  close(): void {
    this.#file?.close();
    this.#file = undefined;
    this.#state = 'alone';
  }

  /** Does something with the file, as long as that works; when it fails, goes on without it for good and says so. */
  #ifShared<T>(work: () => T): T | undefined {
    if (this.#state === 'alone') return undefined;
    try {
      if (this.#state === 'new') {
        this.#state = 'shared';
        this.#open();
        this.#read(true);
      }
      return work();
    } catch (error) {
      this.close();
      // What others do from now on stays unknown, and their slots in flight would never end.
      for (const owner of this.#log.owners()) {
        if (owner !== this.owner) this.#log.apply(this.#signed({ do: 'gone', owner }));
      }
      this.#options.onWarning(
        `The request budget cannot be shared with other programs on this machine: ${String(error)}. It counts only ` +
          'this program from now on, so Jenji may refuse requests when others use the same key. Make the folder ' +
          'writable, or name another one in JENJI_STATE_DIR.',
      );
      return undefined;
    }
  }

  #append(happening: Happening): boolean {
    for (let attempt = 0; attempt < 8; attempt += 1) {
      const n = ++this.#lines;
      this.#expected.set(n, undefined);
      this.#write({ ...this.#signed(happening), n });
      this.#read();
      const outcome = this.#expected.get(n);
      this.#expected.delete(n);
      // Behind a seal, torn or overwritten: nobody took notice of it.
      if (outcome === undefined) continue;
      this.#rotateWhenLarge();
      return outcome;
    }
    throw new Error('lines written to its file are not found there');
  }

  #write(line: JournalLine): void {
    const text = formatLine(line);
    this.#opened().append(text);
    this.#written = { text, line };
  }

  /** Takes in what was appended since the last time. */
  #read(opening = false): void {
    const file = this.#opened();
    const end = this.#replay(file.readLines(), opening);
    if (end === 'sealed') {
      this.#turnOver();
    } else if (end === 'restarted') {
      this.#startAfterRestart();
    } else if (file.lost) {
      this.#startAfterLoss(file.lost);
    } else if (this.#log.inDoubt) {
      this.#warnOfDoubt('has a line that cannot be read');
      // The line behind an unreadable one says since when the windows count as full.
      this.#append({ do: 'here' });
    }
  }

  /** Applies lines to the log until one says that those behind it do not count. */
  #replay(lines: string[], opening: boolean): 'sealed' | 'restarted' | undefined {
    const now = this.#options.clock.now();
    for (const text of lines) {
      const line = text === this.#written?.text ? this.#written.line : parseLine(text);
      const ahead = line !== undefined && line.at > now + clockTolerance;
      if (ahead && opening) return 'restarted';
      if (!line || ahead) {
        this.#log.doubt();
      } else if (line.do === 'carry') {
        this.#log.restore(line.state, line.at);
        this.#carried = text.length;
      } else if (line.do === 'seal') {
        this.#log.apply({ do: 'here', by: line.by, at: line.at });
        return 'sealed';
      } else {
        const outcome = this.#log.apply(line);
        if (line.by === this.owner && this.#expected.has(line.n)) this.#expected.set(line.n, outcome);
      }
    }
    return undefined;
  }

  /** Opens the newest file, in place of the one that was open. */
  #open(): void {
    const before = this.#file;
    this.#file = LogFile.openNewest(this.#options.folder, this.#options.name);
    before?.close();
    this.#log = new SlotLog(this.#options.windows);
    this.#carried = 0;
  }

  #opened(): LogFile {
    if (!this.#file) throw new Error('its file is closed');
    return this.#file;
  }

  #rotateWhenLarge(): void {
    if (this.#opened().size <= this.#rotateAt + 4 * this.#carried) return;
    this.#seal();
    this.#read();
  }

  #seal(): void {
    this.#write({ n: ++this.#lines, by: this.owner, at: this.#options.clock.now(), do: 'seal' });
  }

  /** Goes on in the next generation, begun by whoever was first to meet the seal. */
  #turnOver(): void {
    const sealed = this.#opened();
    // A sealed file is deleted long after the next one was begun, unless someone else deleted them all.
    if (!sealed.lost) sealed.beginNext(formatLine(this.#carry()));
    if (sealed.lost && !sealed.hasSuccessor()) {
      this.#startAfterLoss(sealed.lost);
      return;
    }
    this.#open();
    this.#read();
  }

  #carry(): JournalLine {
    return { n: ++this.#lines, by: this.owner, at: this.#options.clock.now(), do: 'carry', state: this.#log.state() };
  }

  /**
   * The file was written before the machine was restarted: its times are of another clock, ahead of ours. Whatever was
   * used then was used before our clock began to count.
   */
  #startAfterRestart(): void {
    this.#log = new SlotLog(this.#options.windows);
    this.#log.apply({ do: 'doubt', by: this.owner, at: 0 });
    this.#seal();
    this.#turnOver();
  }

  /** Someone meddled with the file. Others may have begun a new one; what the old one held is not in it. */
  #startAfterLoss(how: 'was deleted' | 'was cut short'): void {
    const now = this.#options.clock.now();
    const idle = how === 'was deleted' && this.#log.used(now).minute === 0 && !this.#log.pausedAt(now);
    for (const n of this.#expected.keys()) this.#expected.set(n, undefined);
    this.#open();
    this.#read();
    if (idle) return;
    this.#warnOfDoubt(how);
    this.#append({ do: 'doubt' });
  }

  #warnOfDoubt(what: string): void {
    const seconds = Math.ceil(this.#options.windows.minute / 1000);
    this.#options.onWarning(
      `The file of the request budget ${what}. What was used is not known: no request is sent for ${seconds} s.`,
    );
  }

  #signed(happening: Happening): Entry {
    return { ...happening, by: this.owner, at: this.#options.clock.now() };
  }
}

/** Whether a process of this machine runs under the number that an owner's name begins with. */
function processLives(owner: string): boolean {
  try {
    process.kill(Number.parseInt(owner, 10), 0);
    return true;
  } catch (error) {
    // Without the right to signal it (EPERM) it runs all the same.
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH');
  }
}
