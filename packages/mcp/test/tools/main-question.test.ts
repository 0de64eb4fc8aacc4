import { expect, test } from 'vitest';
import { connected } from './connected.ts';
import {
  answeredThousandths,
  categoryIdsBelow,
  categoryOf,
  expensesIn,
  groupIdsBelow,
  mainOrganization,
  thousandths,
  today,
} from './known-world.ts';

test('"what did Sales spend on meals in March?" takes one call, and the answer is what the books say', async () => {
  const { sandbox, call, sent } = await connected({ today, expenses: 2000 });
  const organization = mainOrganization(sandbox);
  const sales = groupIdsBelow(organization, 'Sales');
  const meals = categoryIdsBelow(organization, 'Meals');
  const expected = expensesIn(
    sandbox,
    (expense, owner) =>
      expense.time.startsWith('2026-03') && sales.has(owner.groupId) && meals.has(categoryOf(expense) ?? ''),
  );
  expect(sales.size).toBeGreaterThan(1);
  expect(meals.size).toBeGreaterThan(1);
  expect(Object.keys(thousandths(expected)).length).toBeGreaterThan(1);

  const { structured, text, isError } = await call('search_expenses', {
    groups: ['sales'],
    categories: ['repas'],
    start: '2026-03-01',
    end: '2026-03-31',
  });

  expect(isError).toBe(false);
  expect(structured.count).toBe(expected.length);
  expect(answeredThousandths(structured.totals)).toEqual(thousandths(expected));
  for (const { amount, currency } of structured.totals) expect(text).toContain(`${amount} ${currency}`);
  // What was understood can be checked: the group and the category by name, with what belongs to them.
  expect(structured.filters.groups[0]).toMatch(/^⟦Sales⟧ .*with.*⟦Sales North⟧/);
  expect(structured.filters.categories[0]).toMatch(/^⟦Meals⟧ .*with.*⟦Guest meals⟧/);
  expect(sent().filter((operation) => operation?.startsWith('expenses.'))).toEqual(['expenses.searchOrganization']);
});

test('the next question about the same time costs no request', async () => {
  const { call, sent } = await connected({ today, expenses: 2000 });
  const march = { start: '2026-03-01', end: '2026-03-31' };
  await call('search_expenses', { ...march, groups: ['sales'], categories: ['repas'] });
  sent();

  const { structured } = await call('search_expenses', { ...march, groups: ['Marketing'], group_by: 'user' });

  expect(structured.groups.length).toBeGreaterThan(0);
  expect(structured.requests).toBe(0);
  expect(sent()).toEqual([]);
});
