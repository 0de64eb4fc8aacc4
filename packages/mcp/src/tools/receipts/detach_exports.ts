import * as z from 'zod';
import { recordIds } from '../../arguments/record-ids.ts';
import { defineChangeTool } from '../../changes/define-change-tool.ts';

export default defineChangeTool({
  name: 'detach_exports',
  title: 'Take expenses out of an export',
  toolset: 'receipts',
  hazard: 'delete',
  operations: ['expenses.exports.delete'],
  description: [
    'Takes expenses out of the accounting or payroll export that holds them, so that they can be exported again; nothing puts them back.',
    'get_expense with exports shows which hold one. Costs 6 requests each.',
  ],
  input: z.strictObject({
    expenses: recordIds(100).describe('Ids'),
    from: z.enum(['accounting', 'payroll']).describe('Kind of export'),
  }),
  argumentNames: { path: 'expenses' },
  async toChange({ expenses, from }) {
    return expenses.map((expenseId) => ({
      operation: 'expenses.exports.delete' as const,
      path: { expenseId, exportType: from },
    }));
  },
});
