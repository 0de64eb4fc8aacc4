import type { Expense } from '@jenji-kit/client';
import type { Reader } from '../directory/reader.ts';
import { Refused } from '../registry/refused.ts';

/**
 * One expense, within the operator's bounds.
 *
 * @throws Refused when it belongs to an organization that this server may not touch; NotFoundError.
 */
export async function readExpense(
  reader: Reader,
  expenseId: string,
): Promise<{ expense: Expense; organizationId: string }> {
  const expense = await reader.call('expenses.get', { path: { expenseId } });
  const organizationId = expense.organizationId ?? '';
  if (!reader.mayTouch(organizationId)) {
    throw new Refused('The expense belongs to an organization that the operator of this server has not allowed.');
  }
  return { expense, organizationId };
}
