import type { ChangeRecord, Changes, CommitResult, Plan } from '@jenji-kit/changes';
import { AbortedError, JenjiError } from '@jenji-kit/client/errors';
import * as l10n from '@vscode/l10n';
import type { Connections } from '../accounts/connection.ts';
import { Emitter } from '../emitter.ts';
import { affectedReadings } from './affected-readings.ts';
import { type PlanShown, planShown } from './plan-shown.ts';
import { resultOfRecord } from './result-of-record.ts';
import type {
  ApproveOptions,
  Decision,
  Origin,
  PresentOptions,
  Review,
  ReviewDesk,
  ReviewProgress,
  Stage,
  UndoOptions,
} from './reviews.ts';

interface Entry {
  readonly id: string;
  readonly accountId: string;
  origin: Origin;
  show: Review['show'];
  plan: PlanShown;
  stage: Stage;
  /** Whoever proposed it and waits. */
  waiter?: { settle(decision: Decision): void; progress?: PresentOptions['progress'] } | undefined;
}

export interface CreateReviewsOptions {
  /** Milliseconds since 1970. */
  readonly now?: (() => number) | undefined;
}

/** Plans are as old at most as their tokens live, with some time for clocks; in milliseconds. */
const oldestWaiting = 16 * 60_000;
const pageOfJournal = 8;

/** The changes of a window that wait for a person. */
export function createReviews(connections: Connections, { now = Date.now }: CreateReviewsOptions = {}): ReviewDesk {
  const entries = new Map<string, Entry>();
  /** A look into the journal that began before they were decided may still show them as waiting. */
  const decided = new Set<string>();
  /** Carried out by this window: they tell by themselves how far they are. */
  const carriedOutHere = new Set<string>();
  /** How many plans each account is making: until they are presented, the journal knows them and nobody else does. */
  const planning = new Map<string, number>();
  const changed = new Emitter();
  const began = new Emitter<Review>();
  const carriedOut = new Emitter<Review>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function changesOf({ accountId }: { accountId: string }): Promise<Changes> {
    return (await connections.connect(accountId)).changes();
  }

  function entryOf(id: string): Entry {
    const entry = entries.get(id);
    if (entry) return entry;
    throw new NoSuchReview(l10n.t('This change was decided already: look at it under Recent Changes.'));
  }

  function add(entry: Entry): void {
    entries.set(entry.id, entry);
    watchTheClock();
    changed.fire();
    began.fire(entry);
  }

  function move(entry: Entry, stage: Stage): void {
    entry.stage = stage;
    changed.fire();
  }

  function leave(id: string): void {
    entries.delete(id);
    decided.add(id);
  }

  /** It is no review any more: whoever waits for it is told. */
  function end(entry: Entry, decision: Decision): void {
    leave(entry.id);
    entry.waiter?.settle(decision);
    changed.fire();
  }

  function expire(entry: Entry): void {
    const { waiter } = entry;
    entry.waiter = undefined;
    entry.stage = { name: 'expired' };
    const reason = l10n.t('Nobody decided within 15 minutes, so nothing was changed.');
    waiter?.settle({ approved: false, why: 'expired', reason });
  }

  /** Plans become too old by themselves: the list says so at that moment, not with the next click. */
  function watchTheClock(): void {
    clearTimeout(timer);
    const waiting = [...entries.values()].filter(({ stage }) => stage.name === 'waiting');
    const late = waiting.filter(({ plan }) => now() >= Date.parse(plan.expiresAt));
    for (const entry of late) expire(entry);
    if (late.length > 0) changed.fire();
    const next = Math.min(
      ...waiting.filter((entry) => !late.includes(entry)).map(({ plan }) => Date.parse(plan.expiresAt)),
    );
    if (!Number.isFinite(next)) return;
    timer = setTimeout(watchTheClock, Math.max(next - now(), 1));
    timer.unref();
  }

  async function present(plan: Plan | ChangeRecord, options: PresentOptions): Promise<Decision> {
    const { accountId, origin = 'person', show = 'notification', signal, progress } = options;
    const decision = promised<Decision>();
    const waiter = { settle: decision.resolve, progress };
    // Another look into the journal may have found it first.
    const found = entries.get(plan.id);
    const shown = { origin, show, plan: planShown(plan), waiter };
    const entry = Object.assign(found ?? { id: plan.id, accountId, stage: { name: 'waiting' as const } }, shown);
    if (signal?.aborted) return await withdraw(entry);
    if (found) changed.fire();
    add(entry);
    if (!signal) return await decision.promise;
    const withdrawn = promised<'withdrawn'>();
    const stop = () => {
      // Whoever waits may look at the clock too: what is too old can be planned again, what is withdrawn nobody wants.
      watchTheClock();
      if (entry.stage.name === 'waiting') withdrawn.resolve('withdrawn');
    };
    signal.addEventListener('abort', stop, { once: true });
    try {
      const first = await Promise.race([decision.promise, withdrawn.promise]);
      return first === 'withdrawn' ? await withdraw(entry) : first;
    } finally {
      signal.removeEventListener('abort', stop);
    }
  }

  async function withdraw(entry: Entry): Promise<never> {
    leave(entry.id);
    changed.fire();
    const changes = await changesOf(entry);
    // Where that fails it was decided in another window at this moment, or it expires.
    const token = await changes.tokenOf(entry.id);
    await changes.refuse(token, 'It was withdrawn before anybody decided.').catch(() => undefined);
    throw new AbortedError(l10n.t('The change was withdrawn. Nothing was changed.'));
  }

  /** Plans and presents, without another look into the journal taking it for the plan of another process in between. */
  async function planned(make: (changes: Changes) => Promise<Plan>, options: PresentOptions): Promise<Decision> {
    const { accountId } = options;
    const count = (by: number) => planning.set(accountId, (planning.get(accountId) ?? 0) + by);
    const changes = await changesOf({ accountId });
    count(1);
    let decision: Promise<Decision>;
    try {
      decision = present(await make(changes), options);
    } finally {
      count(-1);
    }
    return await decision;
  }

  function undo(changeId: string, { action, actionUserId, ...options }: UndoOptions): Promise<Decision> {
    const { signal, progress } = options;
    return planned((changes) => changes.undo(changeId, { action, actionUserId, signal, progress }), options);
  }

  async function planAgain(plan: PlanShown, options: PresentOptions): Promise<Decision> {
    // What still waits is decided by itself, and whoever proposed it is told.
    if (entries.get(plan.id)?.stage.name === 'expired') entries.delete(plan.id);
    changed.fire();
    const requests = plan.items.map(({ request }) => request);
    if (plan.undoes !== undefined) {
      const path = requests.find(({ operation }) => operation.endsWith('actions.execute'))?.path;
      return await undo(plan.undoes, { ...options, action: path?.actionCode });
    }
    if (JSON.stringify(requests).includes('"[removed]"')) {
      throw new JenjiError(
        l10n.t('The journal keeps no secrets, and this change needs one: make it anew where you made it.'),
      );
    }
    return await planned(({ plan: make }) => make(requests, options), options);
  }

  async function approve(id: string, { typed, signal, progress }: ApproveOptions = {}): Promise<CommitResult> {
    const entry = entryOf(id);
    const changes = await changesOf(entry);
    const tell = (step: ReviewProgress) => {
      move(entry, { name: 'running', ...step });
      progress?.(step);
      entry.waiter?.progress?.(step);
    };
    if (carriedOutHere.has(id)) throw new JenjiError(l10n.t('This change is being carried out already.'));
    carriedOutHere.add(id);
    // From now on it neither expires nor is withdrawn, however long the first step takes to come.
    move(entry, { name: 'running', done: 0, total: entry.plan.items.length, doing: '' });
    try {
      const token = await changes.tokenOf(id);
      const result = await changes.commit(token, { approvedBy: 'person', confirmation: typed, signal, progress: tell });
      refreshWhatItTouched(entry, result);
      if (result.status === 'not-sent') move(entry, { name: 'waiting' });
      else end(entry, { approved: true, result });
      watchTheClock();
      return result;
    } catch (error) {
      await follow(entry, changes);
      watchTheClock();
      throw error;
    } finally {
      carriedOutHere.delete(id);
    }
  }

  function refreshWhatItTouched(entry: Entry, result: CommitResult): void {
    const readings = connections.open().find(({ account }) => account.id === entry.accountId)?.readings;
    if (!readings) return;
    const trees = new Set<string>();
    const alone = new Set<string>();
    for (const [index, item] of entry.plan.items.entries()) {
      const done = result.items[index];
      if (done?.status === 'not-sent') continue;
      const affected = affectedReadings({ ...item, after: done?.after });
      for (const key of affected.trees) trees.add(key);
      for (const key of affected.alone) alone.add(key);
    }
    for (const key of trees) readings.refresh(key);
    for (const key of alone) readings.refreshAlone(key);
    carriedOut.fire(entry);
  }

  async function refuse(id: string, reason?: string): Promise<void> {
    const entry = entryOf(id);
    const changes = await changesOf(entry);
    try {
      await changes.refuse(await changes.tokenOf(id), reason);
    } catch (error) {
      await follow(entry, changes);
      throw error;
    }
    end(entry, refused(reason));
  }

  /** What has become of a plan that is here, as the journal tells it. */
  async function follow(entry: Entry, changes: Changes): Promise<void> {
    const wasHere = carriedOutHere.has(entry.id);
    const record = await changes.get(entry.id);
    // What this window began to carry out meanwhile tells by itself what comes of it.
    if (!record || entries.get(entry.id) !== entry || (!wasHere && carriedOutHere.has(entry.id))) return;
    const { name } = entry.stage;
    if (record.status === 'pending') {
      if (name !== 'waiting') move(entry, { name: 'waiting' });
    } else if (record.status === 'expired') {
      if (name === 'expired') return;
      expire(entry);
      changed.fire();
    } else if (record.status === 'sending') {
      if (name !== 'running') move(entry, elsewhereRunning(record));
    } else if (record.status === 'refused' && record.startedAt === undefined) {
      end(entry, refused(record.reason));
    } else {
      const result = resultOfRecord(record);
      refreshWhatItTouched(entry, result);
      end(entry, { approved: true, result });
    }
  }

  async function lookAround(): Promise<void> {
    forgetSignedOut();
    for (const connection of connections.open()) {
      const { id: accountId } = connection.account;
      const changes = await connection.changes();
      for (const entry of [...entries.values()]) {
        if (entry.accountId === accountId && !carriedOutHere.has(entry.id)) await follow(entry, changes);
      }
      const pending = await waitingIn(changes);
      if (planning.get(accountId)) continue;
      for (const record of pending.toReversed()) {
        if (entries.has(record.id) || decided.has(record.id)) continue;
        const { id } = record;
        const plan = planShown(record);
        add({ id, accountId, origin: 'elsewhere', show: 'notification', plan, stage: { name: 'waiting' } });
      }
    }
    watchTheClock();
  }

  /** The latest plans that wait. The journal goes back for months, so only its end is read. */
  async function waitingIn(changes: Changes): Promise<ChangeRecord[]> {
    const found: ChangeRecord[] = [];
    let before: string | undefined;
    for (;;) {
      const page = await changes.list({ limit: pageOfJournal, before });
      const young = page.filter(({ plannedAt }) => now() - Date.parse(plannedAt) < oldestWaiting);
      found.push(...young.filter(({ status }) => status === 'pending'));
      if (young.length < pageOfJournal) return found;
      before = page.at(-1)?.id;
    }
  }

  function forgetSignedOut(): void {
    const known = new Set(connections.accounts().map(({ id }) => id));
    for (const entry of [...entries.values()]) {
      // What is being carried out goes on to its end, and tells itself what that is.
      if (!known.has(entry.accountId) && !carriedOutHere.has(entry.id)) end(entry, signedOut());
    }
  }

  const listening = connections.onDidChange(forgetSignedOut);
  return {
    propose: (request, options) => planned(({ plan }) => plan(request, options), options),
    present,
    undo,
    planAgain,
    approve,
    refuse,
    dismiss(id) {
      if (entries.get(id)?.stage.name !== 'expired') return;
      entries.delete(id);
      changed.fire();
    },
    waiting: () => [...entries.values()].filter(({ stage }) => stage.name === 'waiting'),
    all: () => [...entries.values()],
    onDidChange: changed.event,
    onDidBegin: began.event,
    onDidCarryOut: carriedOut.event,
    lookAround,
    dispose() {
      listening.dispose();
      clearTimeout(timer);
    },
  };
}

function refused(reason: string | undefined): Decision {
  return {
    approved: false,
    why: 'refused',
    reason: reason ?? l10n.t('The change was refused. Nothing was changed.'),
  };
}

function signedOut(): Decision {
  const reason = l10n.t('You signed out of the account before this was decided. Nothing was changed.');
  return { approved: false, why: 'signed out', reason };
}

function elsewhereRunning({ items }: ChangeRecord): Stage {
  const done = items.filter(({ status }) => status !== 'planned' && status !== 'sending').length;
  return { name: 'running', done, total: items.length, doing: '' };
}

function promised<Value>(): { promise: Promise<Value>; resolve: (value: Value) => void } {
  let resolve: (value: Value) => void = () => undefined;
  const promise = new Promise<Value>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}

/** It was decided, here or in another window. */
class NoSuchReview extends JenjiError {
  override name = 'NoSuchReview';
}
