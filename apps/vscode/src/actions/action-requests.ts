import type { ChangeRequest } from '@jenji-kit/changes';
import type { Actionable } from './actionable.ts';

/** The change requests that run an action on records, in their order. */
export function actionRequests(
  records: readonly Actionable[],
  actionCode: string,
  comment: string | undefined,
): ChangeRequest[] {
  const body = comment ? { comment } : {};
  return records.map(({ kind, id }): ChangeRequest => {
    if (kind === 'expense') return { operation: 'expenses.actions.execute', path: { expenseId: id, actionCode }, body };
    return { operation: 'expenseRequests.actions.execute', path: { requestId: id, actionCode }, body };
  });
}
