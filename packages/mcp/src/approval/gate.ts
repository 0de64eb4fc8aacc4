import {
  type ApprovedBy,
  type Attention,
  type ChangeRecord,
  ChangeRefused,
  type Changes,
  type Plan,
} from '@jenji-kit/changes';
import { adviceOn } from '../changes/advice.ts';
import { declinedAnswer, plannedAnswer, resultAnswer } from '../changes/change-answers.ts';
import type { ChangeAnswer } from '../changes/change-output.ts';
import { isNamedPlace, type NamesByOrganization } from '../changes/named-in.ts';
import { type Names, Reader } from '../directory/reader.ts';
import { withFilesNamed, withFilesSent } from '../receipt/files-to-send.ts';
import type { ToolAnswer } from '../registry/define-tool.ts';
import { InvalidInput } from '../registry/invalid-input.ts';
import { Refused } from '../registry/refused.ts';
import type { ToolContext } from '../registry/tool-context.ts';
import { approvalCode, isApprovalCode } from './approval-code.ts';
import { decisionOf, type HostApproval } from './host-approval.ts';
import { inStretches, type Stretches } from './in-stretches.ts';
import { isApproved, planQuestion } from './plan-form.ts';
import { Asks } from './question.ts';

type Outcome = Promise<ToolAnswer<ChangeAnswer> | Asks>;

interface GateOptions {
  /** Only show what would be done. */
  preview?: boolean | undefined;
  /** Why the plan is not what the caller meant. */
  objection?: ((plan: Plan) => string | undefined) | undefined;
}

/**
 * The way of a wish for a change. A person who can be asked is asked; where nobody can, the plan goes back to the model
 * with its token; a reset is never carried out without a person; anything but a clear yes is a no.
 *
 * @param makePlan Is not called when the call comes again with a person's answer: the plan is the one that was shown.
 */
export async function throughGate(
  given: ToolContext,
  { preview = false, objection }: GateOptions,
  makePlan: (changes: Changes, attention: Attention) => Promise<Plan>,
): Outcome {
  const stretches = inStretches(given.progress);
  const context = { ...given, progress: stretches.progress };
  const changes = await writable(context);
  if (isAnswered(context)) return await answered(changes, context);
  const plan = await makePlan(changes, attention(context));
  rememberCost(plan);
  const why = objection?.(plan);
  if (why !== undefined) {
    await changes.refuse(plan.token, why);
    throw new Refused(why);
  }
  const [names, shown] = await Promise.all([namesFor(plan, context), withFilesNamed(plan, context)]);
  if (preview) return shownPlan(shown, names, afterPreview(plan, context), context);
  if (context.approver) return await byHost(context.approver, changes, shown, plan.token, context, stretches);
  if (context.settings.writes === 'auto' && plan.hazard !== 'reset') {
    return await commit(changes, plan, plan.token, 'operator', context);
  }
  if (context.asking.possible) return new Asks(planQuestion(shown, names, plan.token));
  if (plan.hazard === 'reset') await refuseReset(changes, plan.token);
  const next = context.asking.cards
    ? 'The user approves or refuses it on the card that shows it: wait for that.'
    : 'Show the user what would change and be lost. When they agree, call commit_change with the token.';
  return shownPlan(shown, names, next, context);
}

/** The plan for the model; where the host shows cards, with the code that makes a press of a button an approval. */
function shownPlan(
  plan: Plan,
  names: NamesByOrganization,
  next: string,
  { asking, approver }: ToolContext,
): ToolAnswer<ChangeAnswer> {
  // The sealed token could be carried out elsewhere, so where the host decides only the host has it.
  if (approver) return plannedAnswer({ ...plan, token: plan.id }, names, next);
  const answer = plannedAnswer(plan, names, next);
  return asking.cards ? { ...answer, meta: { 'jenji/approval': approvalCode(plan.token) } } : answer;
}

/**
 * The way of a plan that was shown before. A host asks its user before it calls a tool that is marked destructive; where
 * the client can be asked, a person is asked all the same, so that no model approves what it planned itself.
 */
export async function commitThroughGate(
  given: ToolContext,
  givenToken: string,
  { decision, approval }: { decision: 'commit' | 'refuse'; approval?: string | undefined },
): Outcome {
  const stretches = inStretches(given.progress);
  const context = { ...given, progress: stretches.progress };
  const changes = await writable(context);
  if (isAnswered(context)) return await answered(changes, context);
  const token = context.approver ? await tokenOfShown(changes, givenToken) : givenToken;
  const record = await changes.open(token);
  const isReset = record.hazard === 'reset';
  if (decision === 'refuse') return await decline(changes, record, token, 'The user declined.');
  if (context.approver) {
    const shown = await withFilesNamed(record, context);
    return await byHost(context.approver, changes, shown, token, context, stretches);
  }
  if (context.settings.writes === 'auto' && !isReset) return await commit(changes, record, token, 'operator', context);
  if (approval !== undefined && !isReset) {
    if (isApprovalCode(approval, token)) return await commit(changes, record, token, 'person', context);
    throw new InvalidInput({
      field: 'approval',
      rule: 'is not the code of this plan',
      fix: 'Leave it out: only the card has it.',
    });
  }
  if (context.asking.possible) {
    const shown = { ...(await withFilesNamed(record, context)), cost: costs.get(record.id) };
    return new Asks(planQuestion(shown, await namesFor(record, context), token));
  }
  if (isReset) await refuseReset(changes, token);
  if (context.asking.cards) {
    throw new Refused('The user approves or refuses this plan on the card that shows it: tell them to, and wait.');
  }
  return await commit(changes, record, token, 'host', context);
}

async function writable({ settings, changes }: ToolContext): Promise<Changes> {
  if (settings.writes === 'off') throw new Refused('This server is read-only: its operator has switched writing off.');
  return await changes();
}

/** What plans of this process cost, by id, for the form that is shown later: the journal keeps no cost, as it changes. */
const costs = new Map<string, Plan['cost']>();

function rememberCost({ id, cost }: Plan): void {
  costs.set(id, cost);
  const [oldest] = costs.keys();
  if (costs.size > 1000 && oldest !== undefined) costs.delete(oldest);
}

/** The token of a plan that was shown with its id in place of it: only of one that was made here, and not by the user. */
async function tokenOfShown(changes: Changes, id: string): Promise<string> {
  if (costs.has(id)) return await changes.tokenOf(id);
  throw new InvalidInput({ field: 'token', rule: 'is of no plan that was made here', fix: 'Plan it again.' });
}

/** The way of a plan where the program that hosts this server asks its user. */
async function byHost(
  approver: HostApproval,
  changes: Changes,
  planned: Plan | ChangeRecord,
  token: string,
  context: ToolContext,
  { step }: Stretches,
): Outcome {
  const { signal } = context;
  const tell = () => step(approver.waiting);
  const isBegun = async () => (await changes.get(planned.id))?.startedAt !== undefined;
  const decision = await decisionOf(approver, planned, token, { signal, tell, isBegun }).catch(
    async (error: unknown) => {
      await withdraw(changes, token, signal.aborted ? 'The call was cancelled.' : 'The user could not be asked.');
      throw error;
    },
  );
  const typed: Readonly<Record<string, unknown>> = (decision.approved && decision.confirmation) || {};
  if (decision.approved && (planned.confirmation === undefined || isApproved(planned.confirmation, typed))) {
    return await commit(changes, planned, token, 'person', context);
  }
  const reason = decision.approved ? otherThanDestroyed : decision.reason;
  await withdraw(changes, token, reason);
  return declinedAnswer(planned, reason);
}

/** Refuses a plan, unless its host has done so already or it has expired. */
async function withdraw(changes: Changes, token: string, reason: string): Promise<void> {
  await changes.refuse(token, reason).catch((error: unknown) => {
    if (!(error instanceof ChangeRefused)) throw error;
  });
}

/** Whether the call comes again with an answer of the person in front of the client; where the host decides, none counts. */
function isAnswered({ asking, approver }: ToolContext): boolean {
  return approver === undefined && asking.answer !== undefined;
}

/** What comes after the question. The token is the state, so what is carried out is what was shown. */
async function answered(changes: Changes, context: ToolContext): Outcome {
  const { answer, possible } = context.asking;
  if (answer === undefined) throw new TypeError('There is no answer');
  if (!possible) {
    throw new Refused('An answer counts only from a client that says that it shows forms to a person (elicitation).');
  }
  const record = await changes.open(answer.state);
  if (answer.action === 'accept' && isApproved(record.confirmation, answer.content)) {
    return await commit(changes, record, answer.state, 'person', context);
  }
  return await decline(changes, record, answer.state, refusalIn(answer.action, record));
}

async function decline(changes: Changes, record: ChangeRecord, token: string, reason: string): Outcome {
  await changes.refuse(token, reason);
  return declinedAnswer(record, reason);
}

async function commit(
  changes: Changes,
  planned: Plan | ChangeRecord,
  token: string,
  approvedBy: ApprovedBy,
  context: ToolContext,
): Outcome {
  const reader = await Reader.open(context);
  try {
    const { confirmation } = planned;
    const options = {
      ...attention(context),
      approvedBy,
      ...(approvedBy === 'person' && confirmation && { confirmation }),
    };
    const result = await withFilesSent(planned, await changes.commit(token, options), context);
    const [names, advice] = await Promise.all([namesFor(planned, context), adviceOn(planned, result, reader)]);
    return resultAnswer(planned, result, names, advice);
  } finally {
    // What was read before may be wrong now, whatever became of it.
    reader.memory.forget(planned.items.map(({ operation }) => operation));
  }
}

async function refuseReset(changes: Changes, token: string): Promise<never> {
  await changes.refuse(token, 'Nobody could be asked.');
  throw new Refused(
    'This destroys records for good, so a person has to type what is destroyed, and this client shows no forms to a person. Tell the user to use a client that does, or Jenji itself.',
  );
}

function refusalIn(action: string, { confirmation }: ChangeRecord): string {
  if (action === 'decline') return 'The user declined.';
  if (action === 'cancel') return 'The user closed the form without deciding.';
  if (action !== 'accept') return 'The client gave no answer that can be read.';
  return confirmation ? otherThanDestroyed : 'The user left the box unticked.';
}

const otherThanDestroyed = 'What the user typed is not what would be destroyed.';

function afterPreview({ hazard }: Plan, { settings, asking, approver }: ToolContext): string {
  if (approver) return 'commit_change with the token asks the user and carries it out.';
  if (hazard === 'reset' && !asking.possible)
    return 'This client shows no forms to a person, so it cannot be carried out here.';
  if (asking.possible && settings.writes === 'confirm')
    return 'commit_change with the token asks the user and carries it out.';
  return 'Show it to the user. When they agree, call commit_change with the token.';
}

/** How the engine tells a call's client how far it is, and hears that it gave up. */
function attention({ signal, progress }: ToolContext): Attention {
  return { signal, progress: ({ done, total, doing }) => progress(done, total, doing) };
}

/** The names of the organizations in which ids change; where none does, those in memory, as reading them costs. */
async function namesFor({ items }: Plan | ChangeRecord, context: ToolContext): Promise<NamesByOrganization> {
  const withIds = items.filter(({ diff }) => diff.some(({ path }) => isNamedPlace(path)));
  const needed = new Set(withIds.flatMap(({ organization }) => organization ?? []));
  const organizations = new Set(items.flatMap(({ organization }) => organization ?? []));
  const reader = await Reader.open(context);
  const known = [...organizations].slice(0, 5).map(async (id): Promise<[string, Names][]> => {
    // A plan is shown without names rather than not at all.
    const read = () => reader.withNames(id, (each) => each).catch(() => undefined);
    const names = needed.has(id) ? await read() : reader.heldNames(id);
    return names ? [[id, names]] : [];
  });
  return new Map((await Promise.all(known)).flat());
}
