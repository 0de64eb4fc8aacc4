import * as z from 'zod';
import { recordId } from '../../arguments/record-id.ts';
import { recordIds } from '../../arguments/record-ids.ts';
import { text } from '../../arguments/text.ts';
import { defineChangeTool } from '../../changes/define-change-tool.ts';
import { notInState } from '../../changes/expected-state.ts';
import { readExpense } from '../../expense/read-expense.ts';

export default defineChangeTool({
  name: 'run_expense_action',
  title: 'Run a workflow action on expenses',
  toolset: 'expenses',
  hazard: 'transition',
  operations: ['expenses.actions.execute'],
  description: [
    'Approves, rejects, pays … one or many expenses in one plan; those on which it is not possible are left out and told.',
    'get_expense shows the actions. Costs 5 requests each.',
  ],
  input: z.strictObject({
    expenses: recordIds(200).describe('Ids'),
    action: recordId().describe('Code, such as accept'),
    expected_state: text().optional().describe('The state you saw'),
    as_user: text().optional().describe('Who acts: name or id'),
    comment: text(2000).optional().describe('Why; kept with it'),
  }),
  argumentNames: { path: '', body: '' },
  async toChange({ expenses, action, as_user: asUser, comment }, { reader }) {
    const [first = ''] = expenses;
    const actionUserId =
      asUser === undefined
        ? undefined
        : await reader.withNames(
            (await readExpense(reader, first)).organizationId,
            ({ people }) => people.resolve({ field: 'as_user', kind: 'user', value: asUser }).id,
          );
    const body = { ...(actionUserId !== undefined && { actionUserId }), ...(comment !== undefined && { comment }) };
    return expenses.map((expenseId) => ({
      operation: 'expenses.actions.execute' as const,
      path: { expenseId, actionCode: action },
      body,
    }));
  },
  objection: (plan, { expected_state: expected }) => notInState(plan, expected, 'expense'),
});
