import type { Expense } from '@jenji-kit/client';
import { ChangeRefused } from '../../change-refused.ts';
import { type Reading, type Recipe, recipe } from '../../recipe.ts';
import { actionBody, actionNotes, historyStays, ledBack, sentBody, stateAfter, stateKept } from '../workflow-action.ts';
import { deletedState, editabilityNotes, nameOf, readActions, readExpense, stateMarks } from './expense-record.ts';

/** The rules whose warnings may stop an action, in words. */
function stopping({ warnings }: Expense): string[] {
  const rules = (warnings ?? []).flatMap(({ isPreventingValidation, mutedAt, warningRuleId }) =>
    isPreventingValidation && !mutedAt ? [JSON.stringify(warningRuleId)] : [],
  );
  return rules.length > 0 ? [`Jenji may refuse it: a warning prevents validation, of rule ${rules.join(', ')}.`] : [];
}

const choicesOn =
  ({ expenseId }: { expenseId: string }) =>
  (reading: Reading) =>
    readActions(reading, { expenseId });

export const expenseWorkflowRecipes: readonly Recipe[] = [
  recipe({
    operation: 'expenses.actions.execute',
    body: actionBody,
    async read(reading, { path }) {
      const [expense, actions] = await Promise.all([readExpense(reading, path), readActions(reading, path)]);
      return { expense, actions };
    },
    prepare({ expense, actions }, { path, body }) {
      const name = nameOf(expense);
      const state = stateAfter({ name, state: expense.state, actions }, path.actionCode, body);
      return {
        title: `Run ${JSON.stringify(path.actionCode)} on ${name}`,
        args: { path, body: sentBody(body) },
        expected: { expense: { ...expense, state }, actions },
        mayChange: [...stateMarks, 'actions'],
        notes: [...actionNotes(path.actionCode, body), ...stopping(expense)],
      };
    },
    reverse({ request: { path, body }, before, after }) {
      if (after.expense.state === before.expense.state) return stateKept;
      return ledBack({
        operation: 'expenses.actions.execute',
        path: { expenseId: path.expenseId },
        to: before.expense.state,
        actionUserId: body.actionUserId,
        choices: choicesOn(path),
        except: [historyStays, 'An export that it was put into keeps it, unless expenses.exports.delete takes it out.'],
      });
    },
    organization: ({ expense }) => expense.organizationId,
  }),

  recipe({
    operation: 'expenses.delete',
    read: async (reading, { path }) => ({ expense: await readExpense(reading, path) }),
    prepare({ expense }, { path }) {
      const name = nameOf(expense);
      if (expense.state === deletedState)
        throw new ChangeRefused('state', `There is nothing to do: ${name} is deleted.`);
      return {
        title: `Delete ${name}`,
        args: { path },
        expected: { expense: { ...expense, state: deletedState } },
        mayChange: stateMarks,
        losses: [{ kind: 'removed', what: name }],
        notes: [`It stays readable in state ${deletedState}, and leaves every process.`, ...editabilityNotes(expense)],
      };
    },
    reverse({ request: { path }, before }) {
      return ledBack({
        operation: 'expenses.actions.execute',
        path: { expenseId: path.expenseId },
        to: before.expense.state,
        choices: choicesOn(path),
        except: [historyStays],
      });
    },
    organization: ({ expense }) => expense.organizationId,
  }),
];
