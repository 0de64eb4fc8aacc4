import { expect, test } from 'vitest';
import { dayAt, lastDayOf, monthAt, monthBefore, monthsUntil } from './calendar.ts';

test('the day and the month are those of the person, on both sides of midnight', () => {
  for (const hour of [0, 23]) {
    const moment = new Date(2026, 0, 1, hour, 59).getTime();
    expect([dayAt(moment), monthAt(moment)]).toEqual(['2026-01-01', '2026-01']);
  }
});

test('months go over years in both directions', () => {
  expect(monthsUntil('2026-02', 4)).toEqual(['2026-02', '2026-01', '2025-12', '2025-11']);
  expect(monthBefore('2025-12', -1)).toBe('2026-01');
  expect(monthBefore('2026-03', 15)).toBe('2024-12');
});

test.each([
  ['2026-02', '2026-02-28'],
  ['2028-02', '2028-02-29'],
  ['2026-12', '2026-12-31'],
])('%s ends with %s', (month, day) => {
  expect(lastDayOf(month)).toBe(day);
});
