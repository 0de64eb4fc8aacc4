import { expect, it } from 'vitest';
import { activitiesOf } from './activities.ts';
import { dayOf, localDate } from './calendar.ts';
import { atelierLumiere } from './companies/atelier-lumiere/atelier-lumiere.ts';
import { createExpenseSource } from './expense-source.ts';
import { createIds } from './ids.ts';

it('counts each step once, for the user who took it, on its day', () => {
  const seed = 3;
  const ids = createIds(seed);
  const [firstDay, lastDay] = [dayOf('2023-07-01'), dayOf('2025-06-15')];
  const company = atelierLumiere(ids, seed, lastDay);
  const source = createExpenseSource(company, { seed, ids, series: 0, firstDay, lastDay, count: 1500 });
  const activities = activitiesOf(source);
  const since = localDate(lastDay - 91);

  const records = Array.from({ length: source.count }, (_, index) => source.recordAt(index).expense);
  const counters = [
    ['created', 'userId', 'createdAt'],
    ['checked', 'checkedBy', 'checkedAt'],
    ['decided', 'validatedBy', 'validatedAt'],
    ['accounted', 'accountedBy', 'accountedAt'],
    ['paid', 'paidBy', 'paidAt'],
    ['deleted', 'deletedBy', 'deletedAt'],
  ] as const;
  for (const [counter, by, at] of counters) {
    const expected = new Map<string, number>();
    for (const expense of records) {
      const day = expense[at]?.slice(0, 10) ?? '';
      const key = `${expense[by]} ${day}`;
      if (day >= since) expected.set(key, (expected.get(key) ?? 0) + 1);
    }
    const counted = activities.filter((activity) => activity[counter] > 0);
    expect(new Map(counted.map((activity) => [`${activity.userId} ${activity.day}`, activity[counter]]))).toEqual(
      expected,
    );
    expect(expected.size).toBeGreaterThan(0);
  }
  expect(new Set(activities.map(({ userId, day }) => `${userId} ${day}`)).size).toBe(activities.length);
});
