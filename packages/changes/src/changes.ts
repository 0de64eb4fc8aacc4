import { join } from 'node:path';
import { type JenjiClient, JenjiError, stateFolder } from '@jenji-kit/client';
import type { ChangeRecord, ChangeStatus } from './change-record.ts';
import { ChangeRefused } from './change-refused.ts';
import type { ChangeRequest } from './change-request.ts';
import { Claims } from './claim.ts';
import { type CommitOptions, commit, openToken, usedToken } from './commit.ts';
import { tidyDrafts } from './drafts.ts';
import { type Attention, type Engine, instant, type Step } from './engine.ts';
import { type Chronicle, Journal } from './journal/journal.ts';
import { sealingKey } from './key-file.ts';
import type { Plan } from './plan.ts';
import { planItems } from './plan-items.ts';
import { type Policy, refuseWritesOff } from './policy.ts';
import { readingWith } from './reading.ts';
import { resolveChange } from './resolve.ts';
import type { CommitResult } from './run.ts';
import { changeStatus, see, tellRecord, turnedBack } from './tell-record.ts';
import { planUndo, type UndoOptions } from './undo.ts';
import { tokenOfPlan, writePlan } from './write-plan.ts';

export interface ChangesOptions {
  /** Reads and sends; it is not closed with the changes. */
  jenji: JenjiClient;
  /** Whose changes these are: tokens and journal belong to one API user at one server. */
  principal: { baseUrl: string; user: string };
  policy: Policy;
  /** Absolute path of the folder of journal, key, claims and snapshots. Default: `changes` in the user's state folder. */
  folder?: string | undefined;
  /** Milliseconds since 1970. Default: the machine's clock. */
  now?: (() => number) | undefined;
  /** Size in bytes from which on the journal goes on in another file. Default 4 MiB. */
  nextFileAt?: number | undefined;
  /** For tests: called between the steps of a change. */
  onStep?: ((step: Step) => void | Promise<void>) | undefined;
}

export interface PlanOptions extends Attention {
  /** Milliseconds that all of it may take. Default: what the client gives each read. */
  timeoutMs?: number | undefined;
}

export interface ListOptions {
  /** How many, at most. */
  limit: number;
  /** Only those planned before this instant (ISO), or before the change with this id. */
  before?: string | undefined;
  status?: ChangeStatus | undefined;
  /** Only changes in this organization. */
  organization?: string | undefined;
}

/** Safe writes: nothing is sent that was not planned, and nothing is planned that is not written down. */
export interface Changes {
  /**
   * Reads what a change touches, or several do, works out what it comes to, and writes it down. Nothing is sent.
   *
   * @throws InvalidArgumentsError, ChangeRefused, and what reading throws.
   */
  plan(request: ChangeRequest | readonly ChangeRequest[], options?: PlanOptions): Promise<Plan>;
  /**
   * Carries a plan out, once: reads again, refuses what has drifted, sends, reads back.
   *
   * @throws ChangeRefused when it may not begin; what happens afterwards is in the result, item by item.
   */
  commit(token: string, options?: CommitOptions): Promise<CommitResult>;
  /**
   * What a token is for, so that a person can be shown it before it is carried out.
   *
   * @throws ChangeRefused when the token cannot be used (any more).
   */
  open(token: string): Promise<ChangeRecord>;
  /** A person said no: the token can no longer be used. @throws ChangeRefused when it was used before. */
  refuse(token: string, reason?: string): Promise<void>;
  /** Plans the opposite of a change; it is carried out like any other plan. @throws ChangeRefused. */
  undo(changeId: string, options?: UndoOptions): Promise<Plan>;
  /** The latest changes first, plans that wait for approval included. */
  list(options: ListOptions): Promise<ChangeRecord[]>;
  get(changeId: string): Promise<ChangeRecord | undefined>;
  /** After a crash or an unknown outcome: reads, says what happened, and writes it down. Sends nothing. */
  resolve(changeId: string, options?: Pick<Attention, 'signal'>): Promise<ChangeRecord>;
  /** A token of a plan that waits, for hosts in which a person approves. Not for a model. @throws ChangeRefused. */
  tokenOf(planId: string): Promise<string>;
  /** Refuses whatever is asked from now on. What is under way goes on to its end. */
  close(): Promise<void>;
}

/** Opens the changes of one API user. Files are opened with the first call, not here. */
export function createChanges(options: ChangesOptions): Changes {
  const { jenji, policy, onStep = () => undefined } = options;
  const now = options.now ?? Date.now;
  const folder = options.folder ?? join(stateFolder(), 'changes');
  const journal = new Journal({ folder, principal: options.principal, now, nextFileAt: options.nextFileAt });
  let key: Promise<Uint8Array> | undefined;
  let tidied = false;
  let closed = false;
  const engine: Engine = {
    jenji,
    policy,
    folder,
    journal,
    claims: new Claims(folder),
    now,
    onStep,
    key: () => {
      key ??= sealingKey(folder).catch((error: unknown) => {
        key = undefined;
        throw error;
      });
      return key;
    },
  };

  function refuseClosed(): void {
    if (closed) throw new JenjiError('These changes are closed.');
  }

  async function known(changeId: string): Promise<Chronicle> {
    const chronicle = await journal.find(changeId);
    if (chronicle) return chronicle;
    throw new ChangeRefused(
      'unknown',
      `There is no change ${JSON.stringify(changeId)} of this account in the change journal.`,
    );
  }

  async function record(chronicle: Chronicle): Promise<ChangeRecord> {
    return tellRecord(engine, chronicle, turnedBack(await journal.all()));
  }

  /** Once in the life of a process. That it fails is no reason to refuse a change. */
  async function tidy(): Promise<void> {
    if (tidied) return;
    tidied = true;
    await Promise.all([journal.tidy(), engine.claims.tidy(), tidyDrafts(folder)]).catch(() => undefined);
  }

  return {
    async plan(request, { signal, progress, timeoutMs } = {}) {
      refuseClosed();
      refuseWritesOff(policy);
      await tidy();
      const reading = readingWith(jenji, { signal, timeoutMs });
      const requests: readonly unknown[] = Array.isArray(request) ? request : [request];
      const { items, skipped } = await planItems(reading, requests, policy, (done, total) => {
        progress?.({ done, total, doing: 'Reading what would change' });
      });
      return writePlan(engine, { items, skipped });
    },

    async commit(token, commitOptions = {}) {
      refuseClosed();
      return commit(engine, token, commitOptions);
    },

    async open(token) {
      refuseClosed();
      return record(await openToken(engine, token));
    },

    async refuse(token, reason) {
      refuseClosed();
      const { id } = await openToken(engine, token);
      const claim = await engine.claims.take(id);
      if (claim === undefined) throw usedToken();
      claim.keep();
      const at = instant(now());
      await journal.append({ v: 1, type: 'declined', id, at, ...(reason !== undefined && { reason }) });
    },

    async undo(changeId, undoOptions = {}) {
      refuseClosed();
      refuseWritesOff(policy);
      return planUndo(engine, await known(changeId), undoOptions);
    },

    async list({ limit, before, status, organization }) {
      refuseClosed();
      const all = await journal.all();
      const turned = turnedBack(all);
      const place = all.findIndex(({ id }) => id === before);
      const found: ChangeRecord[] = [];
      for (const chronicle of all.slice(0, place < 0 ? undefined : place).toReversed()) {
        if (found.length >= limit) break;
        const { at, items } = chronicle.planned.line;
        if (before !== undefined && place < 0 && at >= before) continue;
        if (organization !== undefined && !items.some((item) => item.organization === organization)) continue;
        if (status !== undefined && changeStatus(engine, await see(engine, chronicle), turned) !== status) continue;
        found.push(await tellRecord(engine, chronicle, turned));
      }
      return found;
    },

    async get(changeId) {
      refuseClosed();
      const chronicle = await journal.find(changeId);
      return chronicle && record(chronicle);
    },

    async resolve(changeId, { signal } = {}) {
      refuseClosed();
      await resolveChange(engine, await known(changeId), signal);
      return record(await known(changeId));
    },

    async tokenOf(planId) {
      refuseClosed();
      return tokenOfPlan(engine, planId);
    },

    async close() {
      closed = true;
    },
  };
}
