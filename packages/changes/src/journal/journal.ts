import { createHash } from 'node:crypto';
import { JenjiError } from '@jenji-kit/client';
import { JournalFiles, type Place } from './journal-files.ts';
import {
  type JournalLine,
  journalLine,
  type OutcomeLine,
  type PlannedLine,
  type SendingLine,
  type UnsentLine,
} from './journal-line.ts';
import { redacted } from './redacted.ts';

/** A line without its states, which are read again where they are needed. */
export interface Located<Line extends JournalLine = JournalLine> {
  line: Line;
  place: Place;
}

/** A line of a file; one that is torn, or of a kind that this version does not know, says nothing. */
interface Kept {
  line: JournalLine | undefined;
  place: Place;
}

/** All that the journal says about one change. */
export interface Chronicle {
  id: string;
  planned: Located<PlannedLine>;
  started: Extract<JournalLine, { type: 'started' }> | undefined;
  /** By the index of the item, as all that follow. */
  sending: ReadonlyMap<number, Located<SendingLine>>;
  outcomes: ReadonlyMap<number, Located<OutcomeLine>>;
  unsent: ReadonlyMap<number, Located<UnsentLine>>;
  ended: Extract<JournalLine, { type: 'ended' }> | undefined;
  declined: Extract<JournalLine, { type: 'declined' }> | undefined;
  /** When something was last written about it, as an ISO instant. */
  touchedAt: string;
}

/** Size in bytes from which on the journal goes on in another file. */
const nextFileAt = 4 * 1024 * 1024;
const day = 24 * 3_600_000;
/** How long what was carried out is kept, so that it can be turned back, in milliseconds. */
export const keptFor = 180 * day;
/** How long plans that nobody carried out are kept. */
const unusedKeptFor = 7 * day;
/** Files that nobody appended to for this long are tidied. */
const quietFor = 3_600_000;

export interface JournalOptions {
  folder: string;
  principal: { baseUrl: string; user: string };
  now: () => number;
  /** For tests. */
  nextFileAt?: number | undefined;
}

/** A name for the journal of one API user at one server. It tells neither; the secret is no part of it. */
export function journalName({ baseUrl, user }: JournalOptions['principal']): string {
  const { origin, pathname } = new URL(baseUrl);
  const facts = JSON.stringify([origin, pathname.replace(/\/+$/, ''), user]);
  return createHash('sha256').update(facts).digest('hex').slice(0, 32);
}

/** What was planned, sent, refused and found out with one key, by all processes of this user on this machine. */
export class Journal {
  readonly name: string;
  readonly #files: JournalFiles;
  readonly #folder: string;
  readonly #now: () => number;
  readonly #lines = new Map<string, Kept[]>();
  #chronicles: ReadonlyMap<string, Chronicle> = new Map();
  #refreshing: Promise<void> = Promise.resolve();

  constructor(options: JournalOptions) {
    this.name = journalName(options.principal);
    this.#folder = options.folder;
    this.#now = options.now;
    this.#files = new JournalFiles(options.folder, this.name, options.nextFileAt ?? nextFileAt);
  }

  /**
   * Writes lines, on the disk when it returns.
   *
   * @throws JenjiError that names the folder.
   */
  async append(...lines: JournalLine[]): Promise<void> {
    try {
      await this.#files.append(lines.map((line) => JSON.stringify(redacted(line))));
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      throw new JenjiError(`The change journal in ${this.#folder} cannot be written: ${why}.`, { cause: error });
    }
  }

  async find(id: string): Promise<Chronicle | undefined> {
    await this.#refresh();
    return this.#chronicles.get(id);
  }

  /** In the order in which they were planned. */
  async all(): Promise<readonly Chronicle[]> {
    await this.#refresh();
    return [...this.#chronicles.values()];
  }

  /** A line with its states. @throws JenjiError when it is gone. */
  async full<Line extends JournalLine>(located: Located<Line>): Promise<Line> {
    const found = await this.#fullAt(located);
    if (found) return found;
    // Somebody tidied the file: the line stands elsewhere now.
    await this.#refresh();
    const text = JSON.stringify(located.line);
    for (const { line, place } of [...this.#lines.values()].flat()) {
      if (line?.id !== located.line.id || JSON.stringify(line) !== text) continue;
      const moved = await this.#fullAt({ line: located.line, place });
      if (moved) return moved;
    }
    throw new JenjiError(`The change journal no longer holds what change ${located.line.id} needs.`);
  }

  async #fullAt<Line extends JournalLine>({ line, place }: Located<Line>): Promise<Line | undefined> {
    const text = await this.#files.at(place);
    const found = text === undefined ? undefined : parseLine(text);
    // The same line, apart from its states, which were left out of the one that was kept in memory.
    return found && JSON.stringify(withoutStates(found)) === JSON.stringify(line) ? (found as Line) : undefined;
  }

  /**
   * Lets go of what is not needed any more, in files that are not written to: plans that nobody carried out after a week,
   * everything after 180 days. What this version cannot read stays until all around it is gone.
   */
  async tidy(): Promise<void> {
    await this.#refresh();
    const since = (age: number) => new Date(this.#now() - age).toISOString();
    const [keptSince, unusedSince] = [since(keptFor), since(unusedKeptFor)];
    const isNeeded = (line: JournalLine) => {
      const chronicle = this.#chronicles.get(line.id);
      const isUnused = chronicle !== undefined && chronicle.sending.size === 0;
      return (chronicle?.touchedAt ?? line.at) > (isUnused ? unusedSince : keptSince);
    };
    for (const file of (await this.#files.files()).slice(0, -1)) {
      const lines = this.#lines.get(file) ?? [];
      const needed = lines.filter(({ line }) => line && isNeeded(line));
      const known = lines.filter(({ line }) => line);
      if (known.length === 0 || needed.length === known.length) continue;
      const rest = needed.length === 0 ? [] : lines.filter(({ line }) => !line || isNeeded(line));
      await this.#files.rewrite(
        file,
        rest.map(({ place }) => place),
        quietFor,
      );
    }
  }

  #refresh(): Promise<void> {
    const next = this.#refreshing.catch(() => undefined).then(() => this.#readNews());
    this.#refreshing = next;
    return next;
  }

  async #readNews(): Promise<void> {
    const news = await this.#files.news().catch((error: unknown) => {
      const why = error instanceof Error ? error.message : String(error);
      throw new JenjiError(`The change journal in ${this.#folder} cannot be read: ${why}.`, { cause: error });
    });
    if (news.length === 0) return;
    for (const { file, anew, lines } of news) {
      const known = anew ? [] : (this.#lines.get(file) ?? []);
      for (const { text, place } of lines) {
        const line = parseLine(text);
        known.push({ line: line && withoutStates(line), place });
      }
      this.#lines.set(file, known);
    }
    const order = [...this.#lines.keys()].sort((a, b) => numberIn(a) - numberIn(b));
    this.#chronicles = chronicles(order.flatMap((file) => (this.#lines.get(file) ?? []).flatMap(readable)));
  }
}

function readable({ line, place }: Kept): Located[] {
  return line ? [{ line, place }] : [];
}

function numberIn(file: string): number {
  return Number(/(\d+)\.jsonl$/.exec(file)?.[1] ?? 0);
}

/** Undefined for a line that is torn, or of a kind that this version does not know. */
function parseLine(text: string): JournalLine | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  return journalLine.safeParse(value).data;
}

function withoutStates(line: JournalLine): JournalLine {
  switch (line.type) {
    case 'planned':
      return { ...line, items: line.items.map((item) => ({ ...item, before: '', expected: '' })) };
    case 'sending':
      return line.now ? { ...line, now: { ...line.now, before: '', expected: '' } } : line;
    case 'committed':
    case 'failed':
    case 'not-applied':
    case 'partly':
    case 'unknown':
      return line.after === undefined ? line : { ...line, after: '' };
    default:
      return line;
  }
}

type Draft = { -readonly [Key in keyof Chronicle]: Chronicle[Key] } & {
  sending: Map<number, Located<SendingLine>>;
  outcomes: Map<number, Located<OutcomeLine>>;
  unsent: Map<number, Located<UnsentLine>>;
};

/** Reads the lines in their order. Those of a plan that is not there say nothing. */
function chronicles(lines: readonly Located[]): Map<string, Chronicle> {
  const found = new Map<string, Draft>();
  for (const { line, place } of lines) {
    if (line.type !== 'planned' || found.has(line.id)) continue;
    found.set(line.id, {
      id: line.id,
      planned: { line, place },
      started: undefined,
      sending: new Map(),
      outcomes: new Map(),
      unsent: new Map(),
      ended: undefined,
      declined: undefined,
      touchedAt: line.at,
    });
  }
  for (const { line, place } of lines) {
    const chronicle = found.get(line.id);
    if (chronicle === undefined) continue;
    if (line.at > chronicle.touchedAt) chronicle.touchedAt = line.at;
    note(chronicle, line, place);
  }
  return found;
}

function note(chronicle: Draft, line: JournalLine, place: Place): void {
  switch (line.type) {
    case 'planned':
      return;
    case 'started':
      chronicle.started = line;
      return;
    case 'sending':
      chronicle.sending.set(line.item, { line, place });
      return;
    case 'refused':
    case 'not-sent':
      chronicle.unsent.set(line.item, { line, place });
      return;
    case 'declined':
      chronicle.declined = line;
      return;
    case 'ended':
      if (line.released) {
        chronicle.started = undefined;
        chronicle.sending.clear();
        chronicle.unsent.clear();
      } else chronicle.ended = line;
      return;
    default:
      chronicle.outcomes.set(line.item, { line, place });
  }
}
