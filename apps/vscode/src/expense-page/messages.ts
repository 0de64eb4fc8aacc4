import * as z from 'zod';

const text = z.string().max(1_000);

/** What the page may send. */
export const fromExpensePage = z.discriminatedUnion('type', [
  z.object({
    type: z.enum([
      'refresh',
      'retry',
      'retryReceipt',
      'editAsJson',
      'reveal',
      'copyId',
      'openInJenji',
      'openReceipt',
      'saveReceipt',
    ]),
  }),
  z.object({ type: z.literal('action'), code: text }),
  z.object({ type: z.literal('openExpense'), id: text }),
]);
export type FromExpensePage = z.infer<typeof fromExpensePage>;

/** What a page keeps of itself, and is made anew from: it comes back from the editor's own storage, so it is checked. */
export const keptPage = z.object({
  accountId: text,
  organizationId: text.optional(),
  expenseId: text,
  month: z
    .string()
    .regex(/^\d{4}-\d{2}$/)
    .optional(),
  title: text,
});
