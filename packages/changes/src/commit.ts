import { AbortedError, JenjiError } from '@jenji-kit/client';
import { bondOf } from './bond.ts';
import { answeredId, carryOut, type Outcome } from './carry-out.ts';
import type { ApprovedBy, Failure, ItemStatus } from './change-record.ts';
import { isThere, overallStatus } from './change-record.ts';
import { ChangeRefused } from './change-refused.ts';
import { parseChangeRequest, type WriteOperationId } from './change-request.ts';
import { differences, type FieldChange } from './difference.ts';
import { type Attention, type Engine, instant } from './engine.ts';
import type { Chronicle } from './journal/journal.ts';
import type { PlannedItemLine, PlannedLine, SendingLine } from './journal/journal-line.ts';
import { packState, unpackState } from './journal/packed-state.ts';
import { type PlannedChange, workOut } from './plan-change.ts';
import { newOf } from './plan-items.ts';
import { refuseByPolicy, refuseWritesOff } from './policy.ts';
import { readingWith } from './reading.ts';
import type { Reading } from './recipe.ts';
import { recipeOf } from './recipes/index.ts';
import { planIdOf, unseal } from './seal.ts';
import { keepSnapshot } from './snapshot.ts';
import { canonicalJson, givenByJenji, newRecord, type State, stateHash } from './state.ts';
import { argsHash } from './write-plan.ts';

export interface CommitOptions extends Attention {
  /** Of a `reset`: what the person typed. */
  confirmation?: { name: string; count: number } | undefined;
  /** Who approved it. Default `host`; `operator` only where the operator lets everything through. */
  approvedBy?: ApprovedBy | undefined;
}

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
  /** What the caller needs of Jenji's answer and nothing keeps, such as a link: it is not in the journal. */
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

/** @throws ChangeRefused before anything is read or sent; what happens later is in the result. */
export async function commit(engine: Engine, token: string, options: CommitOptions): Promise<CommitResult> {
  const chronicle = await openToken(engine, token);
  const { line: light } = chronicle.planned;
  const approvedBy = options.approvedBy ?? 'host';
  refuseByRules(engine, light, approvedBy, options.confirmation);
  await refuseSecondUndo(engine, light);
  const claim = await engine.claims.take(light.id);
  if (claim === undefined) throw usedToken();
  await engine.onStep('claimed');
  let sent = false;
  try {
    const line = await engine.journal.full(chronicle.planned);
    await engine.journal.append({ v: 1, type: 'started', id: light.id, at: instant(engine.now()), approvedBy });
    await engine.onStep('started');
    const run = new Run(engine, line, options, () => {
      sent = true;
    });
    const result = await run.carryOutAll();
    // A plan of which nothing was sent, for a reason that may pass, can be carried out after all.
    const released = result.items.every(({ status }) => status === 'not-sent');
    await engine.journal.append({
      v: 1,
      type: 'ended',
      id: light.id,
      at: instant(engine.now()),
      ...(released && { released }),
    });
    await engine.onStep('ended');
    if (released) await claim.release();
    return result;
  } catch (error) {
    if (!sent) await claim.release();
    throw error;
  } finally {
    claim.keep();
  }
}

/** The plan that a token is for, unless it can no longer be carried out. */
export async function openToken(engine: Engine, token: string): Promise<Chronicle> {
  const id = planIdOf(token);
  const chronicle = await engine.journal.find(id);
  const line = chronicle?.planned.line;
  const expiresAt = line && unseal(await engine.key(), token, bondOf(engine.journal.name, line));
  if (chronicle === undefined || line === undefined || expiresAt === undefined || expiresAt !== line.expiresAt) {
    throw new ChangeRefused(
      'token',
      'This token belongs to no plan of this account: it was copied wrongly, or made with another key or on another machine. Plan again. Nothing was sent.',
    );
  }
  if (chronicle.declined) throw new ChangeRefused('token', 'A person refused this plan. Nothing was sent.');
  if (chronicle.started || chronicle.ended || (await engine.claims.look(id)) !== 'free') throw usedToken();
  if (engine.now() >= expiresAt) {
    throw new ChangeRefused('token', 'This plan is more than 15 minutes old: plan again. Nothing was sent.');
  }
  return chronicle;
}

export function usedToken(): ChangeRefused {
  return new ChangeRefused(
    'token',
    'This token was used before: a plan is carried out once. Look at what became of it, and plan again if something is left to do. Nothing was sent now.',
  );
}

function refuseByRules(
  { policy }: Engine,
  { items, confirmation }: PlannedLine,
  approvedBy: ApprovedBy,
  typed: CommitOptions['confirmation'],
): void {
  refuseWritesOff(policy);
  for (const { hazard, request, organization } of items) {
    refuseByPolicy(policy, { hazard, path: request.path, organization });
  }
  if (approvedBy === 'operator' && policy.writes !== 'auto') {
    throw new ChangeRefused(
      'policy',
      'The operator wants each change approved (JENJI_WRITES=confirm). Nothing was sent.',
    );
  }
  if (confirmation === undefined) return;
  const wanted = `its name, ${JSON.stringify(confirmation.name)}, and how many ${confirmation.what} it destroys, ${confirmation.count}`;
  if (approvedBy !== 'person') {
    throw new ChangeRefused('policy', `Only a person can approve this, by typing ${wanted}. Nothing was sent.`);
  }
  if (typed?.name !== confirmation.name || typed.count !== confirmation.count) {
    throw new ChangeRefused('losses', `What was typed must be ${wanted}. Nothing was sent.`);
  }
}

async function refuseSecondUndo(engine: Engine, { undoes, id, items }: PlannedLine): Promise<void> {
  if (undoes === undefined) return;
  const turned = new Set(items.map(({ turnsBack }) => turnsBack));
  for (const { planned, outcomes } of await engine.journal.all()) {
    if (planned.line.undoes !== undoes || planned.line.id === id) continue;
    const twice = planned.line.items.some(
      ({ turnsBack }, index) => turned.has(turnsBack) && isThere(outcomes.get(index)?.line.type ?? 'planned'),
    );
    if (twice) {
      throw new ChangeRefused(
        'state',
        `Change ${undoes} was turned back before, by ${planned.line.id}. Nothing was sent.`,
      );
    }
  }
}

/** One plan on its way. */
class Run {
  readonly #engine: Engine;
  readonly #line: PlannedLine;
  readonly #options: CommitOptions;
  readonly #onSending: () => void;
  readonly #states: (State | undefined)[] = [];
  readonly #items: CommitItem[] = [];
  #snapshot: string | undefined;
  /** Why the items that are left are not sent. */
  #stopped: Failure | undefined;

  constructor(engine: Engine, line: PlannedLine, options: CommitOptions, onSending: () => void) {
    this.#engine = engine;
    this.#line = line;
    this.#options = options;
    this.#onSending = onSending;
  }

  async carryOutAll(): Promise<CommitResult> {
    const { id, title, items } = this.#line;
    for (const [index, item] of items.entries()) {
      this.#options.progress?.({ done: index, total: items.length, doing: item.title });
      this.#items.push(await this.#carryOutOne(item, index));
    }
    this.#options.progress?.({ done: items.length, total: items.length, doing: '' });
    return {
      id,
      status: overallStatus(this.#items.map(({ status }) => status)),
      title,
      items: this.#items,
      ...(this.#snapshot !== undefined && { snapshot: this.#snapshot }),
    };
  }

  async #carryOutOne(item: PlannedItemLine, index: number): Promise<CommitItem> {
    const { signal } = this.#options;
    if (signal?.aborted) this.#stopped ??= { name: 'AbortedError', message: 'It was stopped before this was sent.' };
    if (this.#stopped) return this.#leave(item, index, 'not-sent', this.#stopped);
    let change: PlannedChange;
    try {
      change = await this.#ready(item);
    } catch (error) {
      if (error instanceof ChangeRefused) return this.#refuse(item, index, error);
      // Whatever kept us from reading keeps us from reading the rest as well.
      this.#stopped = failureOf(error);
      return this.#leave(item, index, 'not-sent', this.#stopped);
    }
    return this.#send(item, index, change);
  }

  /** Reads again and works it out again: it must come to what was approved. */
  async #ready(item: PlannedItemLine): Promise<PlannedChange> {
    const { jenji } = this.#engine;
    const recipe = recipeOf(item.request.operation as WriteOperationId);
    const request = { ...item.request, operation: recipe.operation };
    const parsed = parseChangeRequest(recipe, request);
    const reading = readingWith(jenji, { signal: this.#options.signal });
    const now = await recipe.read(reading, parsed);
    await this.#engine.onStep('read');
    const planned = this.#asLeft(item, unpackState(item.before));
    const drift = differences(planned, now);
    if (drift.length > 0 || (item.after === undefined && stateHash(now) !== item.hash)) throw drifted(drift);
    const change = workOut(recipe, request, parsed, now);
    const same = item.after ? this.#comesToTheSame(item, change) : argsHash(change.prepared.args) === item.argsHash;
    if (!same) throw drifted([]);
    if (recipe.snapshot) {
      const kept = await keepSnapshot(this.#engine.folder, this.#line.id, recipe.snapshot(reading, parsed));
      this.#snapshot = kept.path;
      await this.#engine.onStep('snapshot kept');
    }
    return change;
  }

  /** The state that was planned for, with what earlier items of the plan have made of it. */
  #asLeft({ after = {} }: PlannedItemLine, before: State): State {
    return Object.fromEntries(
      Object.entries(before).map(([name, document]) => {
        const index = after[name];
        if (index === undefined) return [name, document];
        const left = this.#states[index];
        if (left === undefined) {
          throw new ChangeRefused(
            'drift',
            `It was planned for what change ${index + 1} of this plan would have made, and that one is not done.`,
          );
        }
        return [name, left[name]];
      }),
    );
  }

  /** Whether it changes the same as was planned, apart from what only Jenji knew then. */
  #comesToTheSame(item: PlannedItemLine, { diff }: PlannedChange): boolean {
    const names = new Map(
      this.#items.flatMap(({ newIds = [] }, index) =>
        newIds.map((id, number) => [newOf(index, newRecord(number + 1)), id] as const),
      ),
    );
    const planned = differences(unpackState(item.before), unpackState(item.expected)).map((change) => ({
      ...change,
      path: change.path.map((name) => names.get(name) ?? name),
    }));
    return (
      planned.length === diff.length &&
      planned.every(({ path, after }, index) => {
        const other = diff.find((each) => canonicalJson(each.path) === canonicalJson(path)) ?? diff[index];
        return (
          canonicalJson(other?.path) === canonicalJson(path) &&
          (after === givenByJenji || canonicalJson(other?.after) === canonicalJson(after))
        );
      })
    );
  }

  async #send(item: PlannedItemLine, index: number, change: PlannedChange): Promise<CommitItem> {
    const { jenji, journal, onStep } = this.#engine;
    const sending: SendingLine = {
      ...this.#head(),
      type: 'sending',
      item: index,
      ...(this.#snapshot !== undefined && { snapshot: this.#snapshot }),
      ...(item.after && { now: nowOf(change) }),
    };
    await journal.append(sending);
    this.#onSending();
    await onStep('sending noted');
    let outcome: Outcome;
    try {
      outcome = await carryOut(
        jenji,
        announced(readingWith(jenji), () => onStep('sent')),
        change,
        this.#options.signal,
      );
    } catch (error) {
      if (error instanceof AbortedError && !error.ambiguous) {
        this.#stopped = failureOf(error);
        return this.#leave(item, index, 'not-sent', this.#stopped);
      }
      // Something of ours broke after it was sent, perhaps: nobody may take it for not sent.
      outcome = { status: 'unknown', ...(error instanceof JenjiError && { error }) };
    }
    await onStep('read back');
    const { status, after, settlement, answer, error } = outcome;
    const failure = error && failureOf(error);
    await journal.append({
      ...this.#head(),
      type: status,
      item: index,
      ...(after && { after: packState(after) }),
      ...idIn(change, answer),
      ...(failure && { error: failure }),
    });
    await onStep('outcome noted');
    if (status === 'committed') this.#states[index] = after;
    if (status === 'unknown' || (status !== 'committed' && this.#line.undoes !== undefined)) {
      this.#stopped = { name: 'Stopped', message: `What came before it is ${status}: find out about that first.` };
    }
    const secrets = secretsIn(change, answer);
    return {
      ...facts(item),
      status,
      ...(settlement && {
        changed: settlement.changed,
        missing: settlement.missing,
        unexpected: settlement.unexpected,
        newIds: settlement.newIds,
      }),
      ...(secrets && { secrets }),
      ...(failure && { error: failure }),
    };
  }

  async #refuse(item: PlannedItemLine, index: number, refusal: ChangeRefused): Promise<CommitItem> {
    const drift = [...refusal.drift];
    const error = failureOf(refusal);
    await this.#engine.journal.append({
      ...this.#head(),
      type: 'refused',
      item: index,
      error,
      drift: drift.map(({ path, ...values }) => ({ path: [...path], ...values })),
    });
    if (this.#line.undoes !== undefined)
      this.#stopped = { name: 'Stopped', message: 'What came before it was refused.' };
    return { ...facts(item), status: 'refused', error, drift };
  }

  async #leave(item: PlannedItemLine, index: number, type: 'not-sent', error: Failure): Promise<CommitItem> {
    await this.#engine.journal.append({ ...this.#head(), type, item: index, error });
    return { ...facts(item), status: type, error };
  }

  #head() {
    return { v: 1 as const, id: this.#line.id, at: instant(this.#engine.now()) };
  }
}

function facts({ title, request, organization }: PlannedItemLine) {
  return { title, operation: request.operation as WriteOperationId, organization };
}

function drifted(drift: readonly FieldChange[]): ChangeRefused {
  const places = drift.slice(0, 5).map(({ path }) => path.join(' › '));
  const more = drift.length > 5 ? ` and ${drift.length - 5} more places` : '';
  const where = places.length > 0 ? ` (${places.join('; ')}${more})` : '';
  return new ChangeRefused(
    'drift',
    `What is there is no longer what this was planned for${where}: plan again. Nothing of it was sent.`,
    drift,
  );
}

function nowOf({ before, prepared }: PlannedChange): NonNullable<SendingLine['now']> {
  const mayChange = (prepared.mayChange ?? []).map((pattern) => (typeof pattern === 'string' ? pattern : [...pattern]));
  return { before: packState(before), expected: packState(prepared.expected), mayChange };
}

function idIn(change: PlannedChange, answer: unknown): { answeredId?: string } {
  const id = answeredId(change, answer);
  return id === undefined ? {} : { answeredId: id };
}

function secretsIn({ recipe }: PlannedChange, answer: unknown): Record<string, unknown> | undefined {
  if (typeof answer !== 'object' || answer === null) return undefined;
  const found = Object.entries(answer).filter(([name]) => recipe.secretAnswer.includes(name));
  return found.length > 0 ? Object.fromEntries(found) : undefined;
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

export function failureOf(error: unknown): Failure {
  if (error instanceof Error) return { name: error.name, message: error.message };
  return { name: 'Error', message: String(error) };
}
