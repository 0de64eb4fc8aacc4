import { decimalOf, type Expense, formatAmount } from '@jenji-kit/client';
import { withoutPlaceholder } from '../../forms/custom-field-values.ts';
import { shownCode } from '../../forms/naming.ts';
import type { Reading } from '../../recipe.ts';

/** An expense as it is compared. */
export async function readExpense(reading: Reading, { expenseId }: { expenseId: string }): Promise<Expense> {
  return withoutPlaceholder(await reading.call('expenses.get', { path: { expenseId } }));
}

export async function readActions(reading: Reading, { expenseId }: { expenseId: string }): Promise<readonly string[]> {
  const { data } = await reading.call('expenses.actions.list', { path: { expenseId } });
  return data;
}

/** `7.10 EUR`; empty where there is no amount. */
export function amountOf(total: number | null | undefined, currency: string | null | undefined): string {
  if (total == null) return '';
  const { value } = decimalOf(total);
  if (!currency) return value;
  return /^[A-Z]{3}$/.test(currency) ? formatAmount({ value, currency }) : `${value} ${shownCode(currency)}`;
}

/** An expense in words: `expense "Burrito", 7.11 EUR, 2020-12-20 (251652d1-…)`. */
export function nameOf({ id, label, total, currency, time }: Expense): string {
  const facts = [label ? JSON.stringify(label) : '', amountOf(total, currency), time ? shownCode(time) : ''];
  return `expense ${facts.filter((fact) => fact !== '').join(', ')} (${shownCode(id ?? '')})`;
}

/** The state of an expense that has left every process. */
export const deletedState = 'DELETED';

const steps = ['validated', 'accounted', 'paid', 'checked', 'deleted'];

/** What Jenji writes down when the state of an expense changes. */
export const stateMarks: readonly string[] = [
  'expense.updatedAt',
  ...steps.flatMap((step) => [`expense.${step}By`, `expense.${step}At`]),
  'expense.reimbursement.**',
  'expense.warnings.**',
];

/** The states of the standard workflow in which an expense has been decided on: Jenji may let nobody change it any more. */
const decided = ['ACCEPTED', 'EXPORTED', 'ACCOUNTED', 'PAID'];

/** No operation tells whether an expense may be changed: where that is doubtful, people should know. */
export function editabilityNotes({ state }: Expense): string[] {
  if (!state || !decided.includes(state)) return [];
  return [`It is in state ${state}: Jenji may refuse to change it, and then nothing is changed.`];
}
