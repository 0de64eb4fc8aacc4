import type { ChangeRequest } from '@jenji-kit/changes';
import * as l10n from '@vscode/l10n';
import type { Connection } from '../accounts/connection.ts';
import { actionsKey } from '../readings/expense.ts';
import { waitingExpensesKey } from '../readings/waiting-expenses.ts';
import type { Reviews } from '../review/reviews.ts';
import { actionWord } from '../words/action-word.ts';
import { type ActionReport, actionReport } from './action-report.ts';
import { actionRequests } from './action-requests.ts';
import type { Actionable } from './actionable.ts';

export interface RunActionOptions {
  readonly connection: Pick<Connection, 'account' | 'readings' | 'changes'>;
  readonly reviews: Pick<Reviews, 'present'>;
  readonly records: readonly Actionable[];
  readonly actionCode: string;
  readonly comment?: string | undefined;
  /** Ends planning, or withdraws the plan. */
  readonly signal?: AbortSignal | undefined;
  /** How far planning is. */
  readonly planning?: ((done: number, total: number) => void) | undefined;
  /** The plan is made and waits for a person. */
  readonly planned?: (() => void) | undefined;
}

/**
 * Runs a workflow action on records: one plan, which a person decides on, and a result for each record.
 *
 * @throws ChangeRefused where the action is possible on none of them, what planning throws, AbortedError when withdrawn.
 */
export async function runAction(options: RunActionOptions): Promise<ActionReport> {
  const { connection, reviews, records, actionCode, comment, signal, planning, planned } = options;
  const { account, readings } = connection;
  const action = actionWord(actionCode);
  const requests = actionRequests(records, actionCode, comment);
  const changes = await connection.changes();
  const plan = await changes.plan(requests, {
    signal,
    progress: ({ done, total }: { done: number; total: number }) => planning?.(done, total),
    timeoutMs: Math.max(120_000, requests.length * 5_000),
  });
  planned?.();
  const decision = await reviews.present(plan, { accountId: account.id, signal });
  const asked: ChangeRequest[] = plan.items.map(({ request }) => request);
  if (!decision.approved) {
    const reason = decision.reason || l10n.t('It was not approved.');
    const why = decision.why === 'refused' ? decision.why : undefined;
    return actionReport(action, records, { planned: asked, skipped: plan.skipped, reason, decision: why });
  }
  // What waits is a list of its own, and what is possible on the records is another now.
  for (const organizationId of new Set(records.map((record) => record.organizationId))) {
    if (organizationId !== undefined) readings.refresh(waitingExpensesKey(organizationId));
  }
  for (const { kind, id } of records) if (kind === 'expense') readings.refresh(actionsKey(id));
  const { result } = decision;
  return actionReport(action, records, { planned: asked, skipped: plan.skipped, result, decision: 'approved' });
}
