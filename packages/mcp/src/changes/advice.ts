import type { ChangeRecord, CommitResult, Plan } from '@jenji-kit/changes';
import { ForbiddenError } from '@jenji-kit/client';
import type { Reader } from '../directory/reader.ts';
import { readExpense } from '../expense/read-expense.ts';
import { whoMayAct } from '../expense/who-may-act.ts';

/** Who could do what Jenji has refused to the user of the key; undefined where that is not the trouble. */
export async function adviceOn(
  planned: Plan | ChangeRecord,
  { items }: CommitResult,
  reader: Reader,
): Promise<string | undefined> {
  const index = items.findIndex(
    ({ operation, error }) => operation === 'expenses.actions.execute' && error?.name === ForbiddenError.name,
  );
  const expenseId = planned.items[index]?.request.path?.expenseId;
  if (expenseId === undefined) return undefined;
  try {
    const { expense, organizationId } = await readExpense(reader, expenseId);
    const refusal = items[index]?.error?.message ?? '';
    return await reader.withNames(organizationId, (names) => whoMayAct(expense.userId, refusal, names));
  } catch {
    // Advice is worth having, not worth failing for.
    return undefined;
  }
}
