import { AbortedError, InvalidArgumentsError, JenjiError, NotFoundError } from '@jenji-kit/client';
import { answeredId, carryOut, type Outcome } from './carry-out.ts';
import { type ApprovedBy, type Failure, type ItemStatus, overallStatus } from './change-record.ts';
import { ChangeRefused } from './change-refused.ts';
import { parseChangeRequest, type WriteOperationId } from './change-request.ts';
import { differences, type FieldChange, fitsPattern } from './difference.ts';
import { type Attention, type Engine, instant } from './engine.ts';
import { shownCode } from './forms/naming.ts';
import type { JournalLine, PlannedItemLine, PlannedLine, SendingLine } from './journal/journal-line.ts';
import { packState, unpackState } from './journal/packed-state.ts';
import { redacted } from './journal/redacted.ts';
import { type PlannedChange, workOut } from './plan-change.ts';
import { newOf } from './plan-items.ts';
import { readingWith } from './reading.ts';
import type { Reading } from './recipe.ts';
import { recipeOf } from './recipes/index.ts';
import { dropSnapshot, keepSnapshot } from './snapshot.ts';
import { canonicalJson, givenByJenji, newRecord, type State, stateHash } from './state.ts';

/** What became of one change of a plan. */
export interface CommitItem {
  title: string;
  operation: WriteOperationId;
  organization: string | undefined;
  status: Exclude<ItemStatus, 'planned' | 'sending'>;
  /** What was found to have changed; absent where nothing was read back. */
  changed?: readonly FieldChange[];
  /** What was wanted and is not there. */
  missing?: readonly FieldChange[];
  /** What changed besides, and is neither wanted nor Jenji's to change. */
  unexpected?: readonly FieldChange[];
  /** Ids of the records it created. */
  newIds?: readonly string[];
  /** The state read back. */
  after?: State;
  /** Jenji's answer, of operations whose answer is what they are for, such as a link: it is not in the journal. */
  secrets?: Readonly<Record<string, unknown>>;
  /** Of `refused`: what differs from what it was planned for. */
  drift?: readonly FieldChange[];
  error?: Failure;
}

export interface CommitResult {
  id: string;
  /** `partly` also where some items are done and others are not. */
  status: Exclude<ItemStatus, 'planned' | 'sending'>;
  title: string;
  items: readonly CommitItem[];
  /** Path of the file that holds what a `reset` destroyed. */
  snapshot?: string;
}

/** One plan on its way: its items in their order, each written down before and after it is sent. */
export class Run {
  readonly #engine: Engine;
  readonly #line: PlannedLine;
  readonly #attention: Attention;
  readonly #items: CommitItem[] = [];
  /** What each item that is done left, as it was read back. */
  readonly #left: (State | undefined)[] = [];
  #snapshot: string | undefined;
  /** Why the items that come are not sent. */
  #stopped: Failure | undefined;

  constructor(engine: Engine, line: PlannedLine, attention: Attention) {
    this.#engine = engine;
    this.#line = line;
    this.#attention = attention;
  }

  /** @throws JenjiError when the journal cannot be written. */
  async begin(approvedBy: ApprovedBy): Promise<void> {
    await this.#engine.journal.append({ ...this.#head(), type: 'started', approvedBy });
    await this.#engine.onStep('started');
  }

  /** Never throws: what happens to an item is told with it. */
  async carryOutAll(): Promise<CommitResult> {
    const { id, title, items } = this.#line;
    for (const [index, item] of items.entries()) {
      this.#attention.progress?.({ done: index, total: items.length, doing: item.title });
      this.#items.push(await this.#carryOutOne(item, index));
    }
    this.#attention.progress?.({ done: items.length, total: items.length, doing: '' });
    return {
      id,
      status: overallStatus(this.#items.map(({ status }) => status)),
      title,
      items: this.#items,
      ...(this.#snapshot !== undefined && { snapshot: this.#snapshot }),
    };
  }

  /** A plan of which nothing was sent, for a reason that may pass, can be carried out after all. */
  async end(release: () => Promise<void>): Promise<void> {
    const released = this.#items.every(({ status }) => status === 'not-sent');
    const written = await this.#note({ ...this.#head(), type: 'ended', ...(released && { released }) });
    await this.#engine.onStep('ended');
    if (released && written === undefined) await release();
  }

  async #carryOutOne(item: PlannedItemLine, index: number): Promise<CommitItem> {
    const { signal } = this.#attention;
    if (signal?.aborted) this.#stopped ??= { name: 'AbortedError', message: 'It was stopped before this was sent.' };
    if (this.#stopped) return this.#leave(item, index, this.#stopped);
    try {
      return await this.#send(item, index, await this.#ready(item));
    } catch (error) {
      if (isOfTheState(error)) return this.#refuse(item, index, error);
      // Whatever keeps this one from being read or written down keeps the others as well.
      this.#stopped = failureOf(error);
      return this.#leave(item, index, this.#stopped);
    }
  }

  /** Reads again and works it out again: it must come to what was approved. */
  async #ready(item: PlannedItemLine): Promise<PlannedChange> {
    const change = await this.#asApproved(item);
    const { recipe, parsed } = change;
    if (recipe.snapshot === undefined) return change;
    const reading = readingWith(this.#engine.jenji, { signal: this.#attention.signal });
    const path = await keepSnapshot(this.#engine.folder, this.#line.id, recipe.snapshot(reading, parsed));
    await this.#engine.onStep('snapshot kept');
    try {
      // Keeping much takes long: what is destroyed must still be what was counted and kept.
      const still = await this.#asApproved(item);
      this.#snapshot = path;
      return still;
    } catch (error) {
      await dropSnapshot(path);
      throw error;
    }
  }

  async #asApproved(item: PlannedItemLine): Promise<PlannedChange> {
    const recipe = recipeOf(item.request.operation as WriteOperationId);
    const request = { ...item.request, operation: recipe.operation };
    const parsed = parseChangeRequest(recipe, request);
    const now = await recipe.read(readingWith(this.#engine.jenji, { signal: this.#attention.signal }), parsed);
    await this.#engine.onStep('read');
    const planned = this.#asLeft(item, unpackState(item.before));
    if (this.#items.length === 0 && stateHash(now) !== item.hash) throw drifted(differences(planned, redacted(now)));
    const drift = differences(planned, redacted(now)).filter((change) => !this.#isOwn(change, item));
    if (drift.length > 0) throw drifted(drift);
    const change = workOut(recipe, request, parsed, now);
    if (!this.#comesToTheSame(item, change)) throw drifted([]);
    return change;
  }

  /** The state that was planned for, with what earlier items of the plan have made of it. */
  #asLeft({ after = {} }: PlannedItemLine, before: State): State {
    return Object.fromEntries(
      Object.entries(before).map(([name, document]) => {
        const index = after[name];
        if (index === undefined) return [name, document];
        const left = this.#left[index];
        if (left) return [name, redacted(left[name])];
        throw new ChangeRefused(
          'drift',
          `It was planned for what change ${index + 1} makes, and that one is not done.`,
        );
      }),
    );
  }

  /**
   * Whether earlier items of this plan brought a difference about: what they changed may be part of what later ones read,
   * in another document.
   */
  #isOwn({ path, before, after }: FieldChange, item: PlannedItemLine): boolean {
    const [document = '', ...names] = path;
    // What they left of this very document is known: whatever differs from that, somebody else has done.
    if (Object.hasOwn(item.after ?? {}, document)) return false;
    if (path.some((name) => this.#items.some(({ newIds = [] }) => newIds.includes(name)))) return true;
    // What the record holds is as it was: Jenji has noted that one of the earlier items was about it.
    if (path.at(-1) === 'updatedAt' && item.mayChange.some((pattern) => fitsPattern(path, pattern))) return true;
    const changed = this.#items.flatMap((each) => each.changed ?? []);
    const here = changed.filter((each) => canonicalJson(each.path) === canonicalJson(path));
    if (here.length > 0 && canonicalJson(redacted(here.at(-1)?.after)) === canonicalJson(after)) return true;
    // Where a record is shown within a list, only some of its fields are others than before.
    return differences({ of: spreadOut(before) }, { of: spreadOut(after) }).every((leaf) => {
      const place = [...names, ...leaf.path.slice(1)];
      const [was, is] = [canonicalJson(leaf.before), canonicalJson(leaf.after)];
      const about = changed.filter((each) => each.path.slice(1).some((name) => place.includes(name)));
      return (
        about.some((each) => canonicalJson(redacted(each.before)) === was) &&
        about.some((each) => canonicalJson(redacted(each.after)) === is)
      );
    });
  }

  /** Whether it changes the same as was planned, apart from what only Jenji knew then. */
  #comesToTheSame(item: PlannedItemLine, change: PlannedChange): boolean {
    const ids = new Map(
      this.#items.flatMap(({ newIds = [] }, index) =>
        newIds.map((id, number) => [newOf(index, newRecord(number + 1)), id] as const),
      ),
    );
    const planned = differences(unpackState(item.before), unpackState(item.expected));
    const now = new Map(
      differences(redacted(change.before), redacted(change.prepared.expected)).map((each) => [
        canonicalJson(each.path),
        each,
      ]),
    );
    return (
      planned.length === now.size &&
      planned.every(({ path, after }) => {
        const other = now.get(canonicalJson(path.map((name) => ids.get(name) ?? name)));
        return other !== undefined && (after === givenByJenji || canonicalJson(other.after) === canonicalJson(after));
      })
    );
  }

  /** @throws AbortedError when it was cancelled before it was sent, JenjiError when it cannot be written down. */
  async #send(item: PlannedItemLine, index: number, change: PlannedChange): Promise<CommitItem> {
    const { jenji, journal, onStep } = this.#engine;
    await journal.append({
      ...this.#head(),
      type: 'sending',
      item: index,
      ...(this.#snapshot !== undefined && { snapshot: this.#snapshot }),
      ...(item.after && { now: nowOf(change) }),
    });
    await onStep('sending noted');
    const outcome = await this.#outcome(
      change,
      announced(readingWith(jenji), () => onStep('sent')),
    );
    await onStep('read back');
    const { status, after, settlement, answer, error } = outcome;
    const failure = error && failureOf(error);
    const id = answeredId(change, answer);
    const unwritten = await this.#note({
      ...this.#head(),
      type: status,
      item: index,
      ...(after && { after: packState(after) }),
      ...(id !== undefined && { answeredId: id }),
      ...(failure && { error: failure }),
    });
    await onStep('outcome noted');
    if (status === 'committed') this.#left[index] = after;
    // What turns a change back goes step by step: the next one counts on this one.
    if (status === 'unknown' || (status !== 'committed' && this.#line.undoes !== undefined)) {
      this.#stopped = { name: 'Stopped', message: `What came before it is ${status}: look at that first.` };
    }
    if (unwritten) this.#stopped = unwritten;
    const secrets = secretsIn(change, answer);
    return {
      ...facts(item),
      status,
      ...(after && { after }),
      ...(settlement && {
        changed: settlement.changed,
        missing: settlement.missing,
        unexpected: settlement.unexpected,
        newIds: settlement.newIds,
      }),
      // Where it could not be read back, Jenji's answer still says what the new record is called.
      ...(settlement === undefined && id !== undefined && { newIds: [id] }),
      ...(secrets && { secrets }),
      ...((unwritten ?? failure) && { error: unwritten ?? failure }),
    };
  }

  async #outcome(change: PlannedChange, reading: Reading): Promise<Outcome> {
    try {
      return await carryOut(this.#engine.jenji, reading, change, this.#attention.signal);
    } catch (error) {
      if (error instanceof AbortedError && !error.ambiguous) throw error;
      // Something of ours broke, perhaps after it was sent: nobody may take it for not sent.
      return {
        status: 'unknown',
        error: error instanceof JenjiError ? error : new JenjiError(failureOf(error).message),
      };
    }
  }

  async #refuse(item: PlannedItemLine, index: number, refusal: JenjiError): Promise<CommitItem> {
    const error = failureOf(refusal);
    const drift = refusal instanceof ChangeRefused ? refusal.drift : [];
    const line = drift.map(({ path, ...values }) => ({ path: [...path], ...values }));
    const unwritten = await this.#note({ ...this.#head(), type: 'refused', item: index, error, drift: line });
    if (this.#line.undoes !== undefined)
      this.#stopped = { name: 'Stopped', message: 'What came before it was refused.' };
    if (unwritten) this.#stopped = unwritten;
    return { ...facts(item), status: 'refused', error, drift };
  }

  async #leave(item: PlannedItemLine, index: number, error: Failure): Promise<CommitItem> {
    await this.#note({ ...this.#head(), type: 'not-sent', item: index, error });
    return { ...facts(item), status: 'not-sent', error };
  }

  /** What is told must be told even where it cannot be written down: gives back why it was not written. */
  async #note(line: JournalLine): Promise<Failure | undefined> {
    try {
      await this.#engine.journal.append(line);
      return undefined;
    } catch (error) {
      return failureOf(error);
    }
  }

  #head() {
    return { v: 1 as const, id: this.#line.id, at: instant(this.#engine.now()) };
  }
}

function isOfTheState(error: unknown): error is JenjiError {
  return error instanceof ChangeRefused || error instanceof NotFoundError || error instanceof InvalidArgumentsError;
}

function facts({ title, request, organization }: PlannedItemLine) {
  return { title, operation: request.operation as WriteOperationId, organization };
}

function drifted(drift: readonly FieldChange[]): ChangeRefused {
  const places = drift.slice(0, 5).map(({ path }) => path.map(shownCode).join(' › '));
  const more = drift.length > 5 ? ` and ${drift.length - 5} more places` : '';
  const where = places.length > 0 ? ` (${places.join('; ')}${more})` : '';
  return new ChangeRefused(
    'drift',
    `What is there is no longer what this was planned for${where}: plan again. Nothing of it was sent.`,
    drift,
  );
}

/** A value whose lists are objects by id, or by place, so that differences within them are told one by one. */
function spreadOut(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).map(
    ([name, member]) => [Array.isArray(value) ? idOf(member, name) : name, member] as const,
  );
  return Object.fromEntries(members.map(([name, member]) => [name, spreadOut(member)]));
}

function idOf(member: unknown, otherwise: string): string {
  const { id } = Object(member) as { id?: unknown };
  return typeof id === 'string' ? id : otherwise;
}

function nowOf({ before, prepared }: PlannedChange): NonNullable<SendingLine['now']> {
  const mayChange = (prepared.mayChange ?? []).map((pattern) => (typeof pattern === 'string' ? pattern : [...pattern]));
  return { before: packState(before), expected: packState(prepared.expected), mayChange };
}

function secretsIn({ recipe }: PlannedChange, answer: unknown): Record<string, unknown> | undefined {
  const isForIt = recipe.secretAnswer.length > 0 && typeof answer === 'object' && answer !== null;
  return isForIt ? Object.fromEntries(Object.entries(answer)) : undefined;
}

/** Tells when the first read begins. */
function announced(reading: Reading, tell: () => void | Promise<void>): Reading {
  let told: Promise<void> | undefined;
  const first = () => {
    told ??= Promise.resolve(tell());
    return told;
  };
  return {
    call: async (id, args) => {
      await first();
      return reading.call(id, args);
    },
    async *stream(id, args) {
      await first();
      yield* reading.stream(id, args);
    },
  };
}

function failureOf(error: unknown): Failure {
  if (error instanceof Error) return { name: error.name, message: error.message };
  return { name: 'Error', message: String(error) };
}
