import { applyTransition, isStoppedByWarning, mayPerform } from '../rules/workflow.ts';
import { deletion } from '../rules/workflows.ts';
import type { ExpenseRecord, User, WorkflowTransition } from '../world/index.ts';
import { type Day, dayOfInstant, firstOfMonth, instant, instantOf, monthOf } from './calendar.ts';
import type { Company, Spender } from './company.ts';
import { conversionRate } from './geography.ts';
import type { Ids } from './ids.ts';
import type { Random } from './random.ts';

const hour = 3_600_000;
const day = 24 * hour;

/** What approvers do, one step after the other, by workflow; a refusal at a step uses the action beside it. */
const approvals: Readonly<Record<string, readonly { accept: string; refuse: string }[]>> = {
  simple: [{ accept: 'accept', refuse: 'reject' }],
  compliance: [
    { accept: 'compliant', refuse: 'not-compliant' },
    { accept: 'accept', refuse: 'reject' },
  ],
  'manager-then-cfo': [
    { accept: 'validate', refuse: 'refuse' },
    { accept: 'validate', refuse: 'refuse' },
  ],
};

/**
 * Days after the end of the month at which an expense is exported, accounted and paid. Mostly the first of these; the
 * others see to it that on any day of a month something is in each of the three states.
 */
const paces = [...Array.from({ length: 8 }, () => [2, 4, 9]), [2, 12, 24], [16, 33, 48], [2, 40, 74]];

const closingActions = ['export', 'account', 'pay'] as const;

/**
 * What has happened to an expense since it was created: approved within days, exported to accounting at the start of
 * the next month, paid around its tenth; now and then refused, deleted, or forgotten for weeks. Nothing happens after
 * the small hours of the last day, so that what is recent is still waiting.
 */
export function createLife(company: Company, ids: Ids, lastDay: Day) {
  const { header, groups, users, expenseWorkflow } = company.state;
  const steps = approvals[expenseWorkflow.id] ?? [];
  const end = Date.parse(instant(lastDay, 6 * hour));
  const everybody = [...users.values()].map(({ user }) => user).filter(({ blockedAt }) => !blockedAt);
  const masterCurrency = header.masterCurrency ?? 'EUR';
  const eligible = new Map<string, User[]>();
  const exportIds = new Map<string, string>();

  function transition(action: string, state: string): WorkflowTransition {
    const found = expenseWorkflow.transitions.find((each) => each.action === action && each.from.includes(state));
    if (!found) throw new Error(`Workflow ${expenseWorkflow.id} has no action ${action} in ${state}`);
    return found;
  }

  /** Someone who may perform the transition, another than the owner where there is one. */
  function actorFor(step: WorkflowTransition, owner: User, random: Random): User | undefined {
    const key = `${step.action} ${step.to} ${owner.id}`;
    let able = eligible.get(key);
    if (!able) {
      able = everybody.filter((user) => mayPerform({ ...step, byOwner: false }, user, owner, groups));
      const others = able.filter(({ id, lastName }) => id !== owner.id && lastName !== 'API');
      if (others.length > 0) able = others;
      eligible.set(key, able);
    }
    return random.pick(able);
  }

  /** Everything that is exported in a month is in one export. */
  function exportId(sort: string, at: number): string {
    const key = `${company.slug}/exports/${sort}/${monthOf(dayOfInstant(at))}`;
    const known = exportIds.get(key) ?? ids.named(key);
    exportIds.set(key, known);
    return known;
  }

  function perform(record: ExpenseRecord, step: WorkflowTransition, actor: User, at: number, comment?: string): void {
    const conversion = { masterCurrency, rate: conversionRate(record.expense.currency, masterCurrency) };
    const by = { actorId: actor.id, at: instantOf(at), comment };
    applyTransition(record, step, by, conversion, () => exportId(step.exports ?? '', at));
  }

  /** Warnings that would prevent the acceptance are muted by whoever accepts. */
  function mute({ expense }: ExpenseRecord, actor: User, at: number): void {
    for (const warning of isStoppedByWarning(expense) ? (expense.warnings ?? []) : []) {
      if (!warning.isPreventingValidation) continue;
      warning.mutedAt = instantOf(at - 60_000);
      warning.mutedBy = actor.id;
    }
  }

  /** Takes the record of a new expense to what it is on the last day; in place. */
  function live(record: ExpenseRecord, { user: owner }: Spender, fate: Fate, random: Random): void {
    let at = Date.parse(record.expense.createdAt);
    if (fate === 'deleted') {
      at += hour * (1 + random.below(60));
      if (at < end) perform(record, deletion, owner, at);
      return;
    }
    const refusedAt = fate === 'refused' ? random.below(steps.length) : undefined;
    if (fate === 'forgotten') at += 35 * day + random.below(30 * day);
    for (const [index, { accept, refuse }] of steps.entries()) {
      if (fate === 'half-approved' && index > 0) return;
      at += 3 * hour + (fate === 'half-approved' ? 0 : Math.floor(random.next() ** 1.5 * 11 * day));
      const refused = index === refusedAt;
      const step = transition(refused ? refuse : accept, record.expense.state);
      const actor = actorFor(step, owner, random);
      if (at >= end || !actor) return;
      if (step.stoppedByWarnings && !refused) mute(record, actor, at);
      perform(record, step, actor, at, refused ? 'Justificatif illisible / unreadable receipt' : undefined);
      if (refused) return;
    }
    const closing = Date.parse(instant(firstOfMonth(dayOfInstant(at), 1)));
    const delays = paces[random.below(paces.length)] ?? [];
    for (const [index, action] of closingActions.entries()) {
      const when = closing + (delays[index] ?? 0) * day + (8 + 3 * index) * hour;
      const step = transition(action, record.expense.state);
      const actor = actorFor(step, owner, random);
      if (when >= end || !actor) return;
      perform(record, step, actor, when);
    }
  }
  return live;
}

/** What is bound to happen to an expense, given the time. */
export type Fate = 'paid' | 'refused' | 'deleted' | 'forgotten' | 'half-approved';

/** Most are paid; a copy is mostly found out. */
export function drawFate(isCopy: boolean, random: Random): Fate {
  const draw = random.next();
  if (draw < (isCopy ? 0.5 : 0.015)) return 'deleted';
  if (draw < (isCopy ? 0.8 : 0.05)) return 'refused';
  return draw < 0.07 ? 'forgotten' : 'paid';
}
