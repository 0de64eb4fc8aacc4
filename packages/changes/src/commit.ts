import { bondOf } from './bond.ts';
import { type ApprovedBy, isThere } from './change-record.ts';
import { ChangeRefused } from './change-refused.ts';
import type { Attention, Engine } from './engine.ts';
import type { Chronicle } from './journal/journal.ts';
import type { PlannedLine } from './journal/journal-line.ts';
import { refuseByPolicy, refuseWritesOff } from './policy.ts';
import { type CommitResult, Run } from './run.ts';
import { planIdOf, unseal } from './seal.ts';

export interface CommitOptions extends Attention {
  /** Of a `reset`: what the person typed. */
  confirmation?: { name: string; count: number } | undefined;
  /** Who approved it. Default `host`; `operator` only where the operator lets everything through. */
  approvedBy?: ApprovedBy | undefined;
}

/** @throws ChangeRefused before anything is read or sent; what happens later is in the result. */
export async function commit(engine: Engine, token: string, options: CommitOptions): Promise<CommitResult> {
  const { planned } = await openToken(engine, token);
  const approvedBy = options.approvedBy ?? 'host';
  refuseByRules(engine, planned.line, approvedBy, options.confirmation);
  await refuseSecondUndo(engine, planned.line);
  const { id } = planned.line;
  const claim = await engine.claims.take(id);
  if (claim === undefined) throw usedToken();
  try {
    await engine.onStep('claimed');
    const run = new Run(engine, await engine.journal.full(planned), options);
    await run.begin(approvedBy);
    const result = await run.carryOutAll();
    await run.end(() => claim.release());
    return result;
  } catch (error) {
    // Only what comes before the first item throws.
    await claim.release();
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
  if (chronicle.declined)
    throw new ChangeRefused(
      'token',
      'A person refused this plan: ask what to do instead, and plan that. Nothing was sent.',
    );
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
