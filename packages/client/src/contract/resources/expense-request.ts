import * as z from 'zod';
import { customFieldValues, instant, resource, text, texts } from '../response-types.ts';

/** Schema `ExpenseRequestFile`, called `NamedFile` when it is sent. */
export const expenseRequestFile = resource({
  /** The name people see. */
  name: text,
  /** Where it is in storage: the `key` of `receipts.uploadUrl`. */
  file: text,
});

/** Schema `ExpenseRequest`: expenses that go through validation together. */
export const expenseRequest = resource({
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
