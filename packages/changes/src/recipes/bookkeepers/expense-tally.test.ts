import type { Expense } from '@jenji-kit/client';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { tally } from './expense-tally.ts';

async function* each(expenses: readonly Expense[]) {
  yield* expenses;
}

const expense = fc.record({
  id: fc.uuid(),
  state: fc.constantFrom('ACCEPTED', 'PAID', 'constructor'),
  total: fc.integer(),
});
const expenses = fc.uniqueArray(expense, { minLength: 1, maxLength: 8, selector: ({ id }) => id });

test('is the same in any order, and another with any field of any expense', async () => {
  await fc.assert(
    fc.asyncProperty(expenses, async (list) => {
      const told = await tally(each(list));
      expect(await tally(each([...list].reverse()))).toEqual(told);
      expect(told.count).toBe(list.length);
      expect(Object.values(told.states).reduce((sum, count) => sum + count, 0)).toBe(list.length);
      const [first, ...rest] = list;
      const changed = await tally(each([{ ...first, total: (first?.total ?? 0) + 1 }, ...rest]));
      expect(changed.digest).not.toBe(told.digest);
      const twice = await tally(each([...list, ...list]));
      expect(twice.digest).not.toBe(told.digest);
    }),
  );
});

test('tells nothing from something', async () => {
  const nothing = await tally(each([]));
  expect(nothing).toEqual({ count: 0, states: {}, digest: '0' });
  expect((await tally(each([{}]))).states).toEqual({ 'without state': 1 });
});
