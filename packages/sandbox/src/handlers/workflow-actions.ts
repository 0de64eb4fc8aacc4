import * as z from 'zod';
import { today } from '../access.ts';
import { ApiError, badRequest } from '../http/api-error.ts';
import { bodyReader, text } from '../http/body.ts';
import type { Call } from '../http/call.ts';
import { decideAction, isStoppedByWarning, principalsOf, transitionsFrom } from '../rules/workflow.ts';
import type { Expense, OrganizationState, User, Workflow, WorkflowTransition } from '../world/index.ts';

/** Who performs a workflow action, and what they have to say. */
const action = bodyReader(() => z.object({ actionUserId: text, comment: text }));
export const actionBody = (body: unknown) => action(body ?? {});

/** The codes that lead on from a state, whoever asks: whether the acting user may is seen when it is performed. */
export function listActions(workflow: Workflow, state: string): string[] {
  return [...new Set(transitionsFrom(workflow, state).map((transition) => transition.action))];
}

/** The transition that the action of the path stands for, or the refusal. */
export function decide(
  call: Call,
  { groups, users }: OrganizationState,
  workflow: Workflow,
  state: string,
  owner: User,
  actor: User,
  expense?: Expense,
): WorkflowTransition {
  const everybody = [...users.values()].map(({ user }) => user);
  const verdict = decideAction(workflow, call.parameter('actionCode'), {
    state,
    owner,
    actor,
    groups,
    principals: principalsOf(actor, everybody, today(call)),
    stopped: expense !== undefined && isStoppedByWarning(expense),
  });
  if (verdict.possible) return verdict.transition;
  if (verdict.refusal === 'not-allowed') throw new ApiError(403, 'ACTION_NOT_ALLOWED', verdict.message);
  throw badRequest(
    verdict.message,
    verdict.refusal === 'stopped-by-warning' ? 'STOPPED_BY_WARNING' : 'ACTION_NOT_POSSIBLE',
  );
}
