import * as z from 'zod';
import { recordIds } from '../../arguments/record-ids.ts';
import { defineChangeTool } from '../../changes/define-change-tool.ts';

export default defineChangeTool({
  name: 'delete_expenses',
  title: 'Delete expenses',
  toolset: 'receipts',
  hazard: 'delete',
  operations: ['expenses.delete'],
  description: [
    'Deletes one or many expenses in one plan: they stay readable in state DELETED and leave every process.',
    'Those deleted already are left out and told. Costs 4 requests each.',
  ],
  input: z.strictObject({ expenses: recordIds(200).describe('Ids') }),
  argumentNames: { path: 'expenses' },
  async toChange({ expenses }) {
    return expenses.map((expenseId) => ({ operation: 'expenses.delete' as const, path: { expenseId } }));
  },
});
