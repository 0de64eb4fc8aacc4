import type {
  Expense,
  ExpenseRecord,
  Instant,
  LocalDate,
  User,
  Workflow,
  WorkflowMark,
  WorkflowTransition,
} from '../world/index.ts';
import { type GroupNode, groupAndAncestors } from './groups.ts';
import { reimbursementOf } from './reimbursement.ts';

/** Why an action is not performed. */
type ActionRefusal = 'unknown-action' | 'wrong-state' | 'not-allowed' | 'stopped-by-warning';

export type ActionVerdict =
  | { readonly possible: true; readonly transition: WorkflowTransition }
  | { readonly possible: false; readonly refusal: ActionRefusal; readonly message: string };

/** What is acted upon, an expense or a request, and by whom. */
export interface ActionContext {
  readonly state: string;
  readonly owner: User;
  readonly actor: User;
  readonly groups: readonly GroupNode[];
  /** Users whose full rights the actor has by delegation; see `principalsOf`. */
  readonly principals?: readonly User[];
  /** Whether a warning that prevents validation stands on the expense; see `isStoppedByWarning`. */
  readonly stopped?: boolean;
}

/** The transitions that leave a state, in the workflow's order, whoever acts. */
export function transitionsFrom(workflow: Workflow, state: string): WorkflowTransition[] {
  return workflow.transitions.filter((transition) => transition.from.includes(state));
}

/** Whether an expense in this state may be updated and deleted. */
export function isEditable(workflow: Workflow, state: string): boolean {
  return workflow.states.some(({ code, editable }) => code === state && editable);
}

/**
 * Whether the user holds a profile that allows the transition on the owner's group or a group above it, owns the
 * expense where that is enough, or stands in for someone of whom this is true.
 */
export function mayPerform(
  transition: WorkflowTransition,
  actor: User,
  owner: User,
  groups: readonly GroupNode[],
  principals: readonly User[] = [],
): boolean {
  return [actor, ...principals].some(
    (user) =>
      (transition.byOwner && user.id === owner.id) || holdsProfile(user, transition.profiles, owner.groupId, groups),
  );
}

/** Whether the user holds one of the profiles on the group or a group above it. */
export function holdsProfile(
  user: Pick<User, 'profiles'>,
  profileIds: readonly string[],
  groupId: string,
  groups: readonly GroupNode[],
): boolean {
  const path = groupAndAncestors(groupId, groups);
  return user.profiles.some(
    (profile) => profileIds.includes(profile.profileId) && profile.groupIds.some((id) => path.includes(id)),
  );
}

/**
 * The users of whom the actor may do anything: those of his delegations with permission WRITE that are valid on the
 * day, named one by one or by their group. Blocked users delegate nothing.
 */
export function principalsOf(actor: User, users: Iterable<User>, day: LocalDate): User[] {
  const valid = actor.delegations.filter(
    ({ permission, start, end }) => permission === 'WRITE' && (!start || start <= day) && (!end || day <= end),
  );
  if (valid.length === 0) return [];
  return [...users].filter(
    (user) =>
      user.id !== actor.id &&
      !user.blockedAt &&
      valid.some(({ userId, groupId }) => (userId ? userId === user.id : groupId === user.groupId)),
  );
}

/** Whether a warning that nobody has muted prevents the validation of the expense. */
export function isStoppedByWarning(expense: Expense): boolean {
  return (expense.warnings ?? []).some((warning) => warning.isPreventingValidation === true && !warning.mutedAt);
}

/** The transition that an action means in the present state, or why this actor cannot perform it. */
export function decideAction(workflow: Workflow, action: string, context: ActionContext): ActionVerdict {
  const { state, actor, owner, groups, principals, stopped } = context;
  const named = workflow.transitions.filter((transition) => transition.action === action);
  if (named.length === 0) return refuse('unknown-action', `The workflow has no action "${action}"`);
  const transition = named.find(({ from }) => from.includes(state));
  if (!transition) return refuse('wrong-state', `Action "${action}" is not possible in state ${state}`);
  if (!mayPerform(transition, actor, owner, groups, principals)) {
    const wanted = [...transition.profiles, ...(transition.byOwner ? ['owner'] : [])].join(' or ');
    return refuse('not-allowed', `Action "${action}" needs the profile ${wanted}`);
  }
  if (transition.stoppedByWarnings && stopped) {
    return refuse('stopped-by-warning', `A warning prevents the action "${action}"`);
  }
  return { possible: true, transition };
}

/** Who performs a transition, when, and what is said about it. */
export interface Performance {
  readonly actorId: string;
  readonly at: Instant;
  readonly comment?: string | null | undefined;
}

/** `rate`: units of the master currency for one unit of the expense's. */
export interface Conversion {
  readonly masterCurrency: string;
  readonly rate: number;
}

/**
 * The record after a transition: state, marks (`validatedBy`, `validatedAt`...), reimbursement, exports and comments.
 * The record given stays as it is.
 */
export function performTransition(
  record: ExpenseRecord,
  transition: WorkflowTransition,
  by: Performance,
  conversion: Conversion,
  newExportId: () => string,
): ExpenseRecord {
  const after: ExpenseRecord = { ...record, expense: { ...record.expense } };
  applyTransition(after, transition, by, conversion, newExportId);
  return after;
}

/** The same in place, for records that nobody else holds. */
export function applyTransition(
  record: ExpenseRecord,
  transition: WorkflowTransition,
  { actorId: userId, at, comment }: Performance,
  { masterCurrency, rate }: Conversion,
  newExportId: () => string,
): void {
  const { expense } = record;
  expense.state = transition.to;
  expense.updatedAt = at;
  for (const mark of transition.clears ?? []) {
    delete expense[marks[mark].by];
    delete expense[marks[mark].at];
    if (mark === 'validated') delete expense.reimbursement;
  }
  if (transition.marks) {
    expense[marks[transition.marks].by] = userId;
    expense[marks[transition.marks].at] = at;
  }
  if (transition.reimburses) {
    expense.reimbursement = reimbursementOf(expense, masterCurrency, rate);
  }
  if (transition.exports) {
    record.exports = { ...record.exports, [transition.exports]: newExportId() };
  }
  if (comment) {
    record.comments = [...(record.comments ?? []), { at, userId, action: transition.action, comment }];
  }
}

/** The two members of an expense that a mark sets. */
const marks = {
  checked: { by: 'checkedBy', at: 'checkedAt' },
  validated: { by: 'validatedBy', at: 'validatedAt' },
  accounted: { by: 'accountedBy', at: 'accountedAt' },
  paid: { by: 'paidBy', at: 'paidAt' },
  deleted: { by: 'deletedBy', at: 'deletedAt' },
} as const satisfies Record<WorkflowMark, unknown>;

function refuse(refusal: ActionRefusal, message: string): ActionVerdict {
  return { possible: false, refusal, message };
}
