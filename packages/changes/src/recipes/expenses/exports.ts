import { InvalidArgumentsError } from '@jenji-kit/client';
import { ChangeRefused } from '../../change-refused.ts';
import { type Recipe, recipe } from '../../recipe.ts';
import { nameOf, readExpense, stateMarks } from './expense-record.ts';

const sorts = ['accounting', 'payroll'] as const;

export const exportRecipe: Recipe = recipe({
  operation: 'expenses.exports.delete',
  async read(reading, { path: { expenseId } }) {
    const [expense, exports] = await Promise.all([
      readExpense(reading, { expenseId }),
      reading.call('expenses.exports.get', { path: { expenseId } }),
    ]);
    return { expense, exports };
  },
  prepare({ expense, exports }, { path }) {
    const name = nameOf(expense);
    const sort = sorts.find((each) => each === path.exportType);
    if (sort === undefined) {
      throw new InvalidArgumentsError([{ path: 'path.exportType', message: `must be ${sorts.join(' or ')}` }], {});
    }
    const id = exports[sort];
    if (!id) {
      const held = sorts.filter((each) => exports[each]);
      const those = held.length > 0 ? `only a ${held.join(' and a ')} export` : 'none';
      throw new ChangeRefused('state', `${name} is in no ${sort} export; it is in ${those}.`);
    }
    return {
      title: `Take ${name} out of its ${sort} export`,
      args: { path },
      expected: { expense, exports: { ...exports, [sort]: undefined } },
      // The manual does not say whether the expense goes back to the state it had before the export.
      mayChange: ['expense.state', ...stateMarks],
      losses: [{ kind: 'removed', what: `that it is in ${sort} export ${JSON.stringify(id)}` }],
      notes: [`Jenji may take it back from state ${JSON.stringify(expense.state ?? '')} to the one before.`],
    };
  },
  reverse({ request: { path }, before }) {
    const sort = sorts.find((each) => each === path.exportType);
    const id = sort && before.exports[sort];
    return {
      cannot:
        `No operation puts an expense into an export that was made. An action of its workflow may put it into another ` +
        `one than ${JSON.stringify(id ?? '')}; run that instead.`,
    };
  },
  organization: ({ expense }) => expense.organizationId,
});
