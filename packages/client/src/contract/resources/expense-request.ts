import * as z from 'zod';
import { customFieldValues, instant, resource, text, texts } from '../response-types.ts';

/** Called `NamedFile` when it is sent. */
export const expenseRequestFile = resource('ExpenseRequestFile', {
  /** The name people see. */
  name: text,
  /** Where it is in storage: the `key` of `receipts.uploadUrl`. */
  file: text,
});

/** Expenses that go through validation together. */
export const expenseRequest = resource('ExpenseRequest', {
  id: text,
  shortId: text,
  label: text,
  type: text,
  userId: text,
  state: text,
  comment: text,
  /** Expense ids. */
  expenses: texts,
  creationDate: instant,
  customFields: customFieldValues,
  files: z.array(expenseRequestFile),
});

export type ExpenseRequestFile = z.infer<typeof expenseRequestFile>;
export type ExpenseRequest = z.infer<typeof expenseRequest>;
