import * as z from 'zod';
import { fieldNames, fieldValues, somethingToChange } from '../../arguments/field-values.ts';
import { recordId } from '../../arguments/record-id.ts';
import { defineChangeTool } from '../../changes/define-change-tool.ts';
import { readExpense } from '../../expense/read-expense.ts';

export default defineChangeTool({
  name: 'update_expense',
  title: 'Change an expense',
  toolset: 'expenses',
  hazard: 'replace',
  operations: ['expenses.update'],
  description: [
    'Changes fields of one expense, where its state allows; all others and the receipt stay.',
    'Costs 4 requests and more.',
  ],
  input: z
    .strictObject({
      expense: recordId().describe('Id'),
      set: fieldValues()
        .optional()
        .describe('label, explanation, time, total, category, paymentMethodId, customFields … by name or id'),
      clear: fieldNames().optional().describe('Fields to empty'),
    })
    .check(somethingToChange),
  async toChange({ expense: expenseId, set = {}, clear }, scope) {
    const { organizationId } = await readExpense(scope.reader, expenseId);
    const body = await scope.body(organizationId, 'set', set, 'expense');
    return { operation: 'expenses.update', path: { expenseId }, body, ...(clear && { clear }) };
  },
});
