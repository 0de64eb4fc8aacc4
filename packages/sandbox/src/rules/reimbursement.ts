import type { Expense, Reimbursement } from '../world/index.ts';
import { fromMinorUnits, toMinorUnits } from './amount.ts';

/**
 * What the company owes for an expense, in its own currency: the whole expense, or nothing where it is not
 * reimbursable (paid by company card), less the advances already imputed on it.
 * `rate`: units of the master currency for one unit of the expense's.
 */
export function reimbursementOf(expense: Expense, masterCurrency: string, rate: number): Reimbursement {
  const reimbursable = expense.reimbursable === false ? 0 : toMinorUnits(expense.total * rate, masterCurrency);
  const advances = expense.reimbursement?.advances ?? [];
  const imputed = advances.reduce((sum, advance) => sum + toMinorUnits(advance.imputedAmount, masterCurrency), 0);
  return {
    reimbursementCurrency: masterCurrency,
    reimbursableAmount: fromMinorUnits(reimbursable, masterCurrency),
    ...(advances.length > 0 && { advances }),
    dueAmount: fromMinorUnits(Math.max(0, reimbursable - imputed), masterCurrency),
  };
}
