import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  addMonths,
  compareLocalDates,
  DateError,
  daysBetween,
  eachDay,
  epochMsOfLocalDate,
  isLocalDate,
  localDateOfEpochMs,
  monthOf,
  parseLocalDate,
} from './local-date.ts';

/** All days of the years 1 to 9999, by an oracle of its own: the platform's proleptic Gregorian UTC calendar. */
const first = Date.UTC(2000, 0, 1) - 730_119 * 86_400_000;
const last = Date.UTC(9999, 11, 31);
const days = fc.integer({ min: first / 86_400_000, max: last / 86_400_000 });
const isoOf = (day: number) => new Date(day * 86_400_000).toISOString().slice(0, 10);

describe('reading a date', () => {
  it.each(['2024-02-29', '2000-02-29', '0001-01-01', '9999-12-31', '2026-04-30'])('takes %s', (text) => {
    expect(isLocalDate(text)).toBe(true);
  });

  it.each([
    ['2023-02-29', 'the days of 2023-02 run from 01 to 28'],
    ['1900-02-29', 'the days of 1900-02 run from 01 to 28'],
    ['2026-04-31', 'the days of 2026-04 run from 01 to 30'],
    ['2026-04-00', 'the days of 2026-04 run from 01 to 30'],
    ['2026-13-01', 'months run from 01 to 12'],
    ['2026-00-01', 'months run from 01 to 12'],
    ['0000-01-01', 'years run from 0001 to 9999'],
    ['10000-01-01', 'YYYY-MM-DD'],
    ['-001-01-01', 'YYYY-MM-DD'],
    ['2026-3-1', 'YYYY-MM-DD'],
    ['2026/03/01', 'YYYY-MM-DD'],
    ['2026-03-01T00:00:00Z', 'YYYY-MM-DD'],
    ['2026-03-01\n', 'YYYY-MM-DD'],
    [' 2026-03-01', 'YYYY-MM-DD'],
    ['٢٠٢٦-03-01', 'YYYY-MM-DD'],
    ['', 'YYYY-MM-DD'],
  ])('refuses %j and says why', (text, rule) => {
    expect(isLocalDate(text)).toBe(false);
    expect(() => parseLocalDate(text)).toThrow(DateError);
    expect(() => parseLocalDate(text)).toThrow(rule);
  });

  it('knows exactly the days that the calendar has', () => {
    const two = fc.nat({ max: 99 }).map((number) => String(number).padStart(2, '0'));
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9999 }), two, two, (year, month, day) => {
        const text = `${String(year).padStart(4, '0')}-${month}-${day}`;
        const time = Date.parse(`${text}T00:00:00Z`);
        const exists = !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
        expect(isLocalDate(text)).toBe(exists);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('counting', () => {
  it('adds days like the calendar, across months, leap days and centuries', () => {
    fc.assert(
      fc.property(days, days, (from, to) => {
        expect(addDays(isoOf(from), to - from)).toBe(isoOf(to));
        expect(daysBetween(isoOf(from), isoOf(to))).toBe(to - from);
        expect(compareLocalDates(isoOf(from), isoOf(to))).toBe(Math.sign(from - to));
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([
    ['2024-01-31', 1, '2024-02-29'],
    ['2023-01-31', 1, '2023-02-28'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2026-03-31', -1, '2026-02-28'],
    ['2026-01-15', -1, '2025-12-15'],
    ['2026-11-30', 3, '2027-02-28'],
    ['2026-05-31', 0, '2026-05-31'],
  ])('%s plus %d months is %s', (date, months, expected) => {
    expect(addMonths(date, months)).toBe(expected);
  });

  it('refuses to leave the years 0001 to 9999', () => {
    expect(() => addDays('9999-12-31', 1)).toThrow('year 10000');
    expect(() => addDays('0001-01-01', -1)).toThrow('year 0');
    expect(() => addMonths('0001-01-31', -1)).toThrow('year 0');
  });

  it('gives the bounds of a month', () => {
    expect(monthOf('2024-02-10')).toEqual({ start: '2024-02-01', end: '2024-02-29' });
    expect(monthOf('2026-12-31')).toEqual({ start: '2026-12-01', end: '2026-12-31' });
  });

  it('walks from day to day, both ends included', () => {
    expect([...eachDay('2024-02-28', '2024-03-01')]).toEqual(['2024-02-28', '2024-02-29', '2024-03-01']);
    expect([...eachDay('2024-03-01', '2024-03-01')]).toEqual(['2024-03-01']);
    expect([...eachDay('2024-03-02', '2024-03-01')]).toEqual([]);
  });
});

describe('dates in custom fields', () => {
  it('are the midnight in UTC of the day, as in the sample of the manual', () => {
    expect(localDateOfEpochMs(1_522_540_800_000)).toBe('2018-04-01');
    expect(epochMsOfLocalDate('2018-04-01')).toBe(1_522_540_800_000);
  });

  it('name the day that holds the moment, before 1970 too', () => {
    fc.assert(
      fc.property(days, fc.nat({ max: 86_399_999 }), (day, ms) => {
        expect(localDateOfEpochMs(day * 86_400_000 + ms)).toBe(isoOf(day));
        expect(epochMsOfLocalDate(isoOf(day))).toBe(day * 86_400_000);
      }),
    );
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, 1e15, -1e15])('refuse %d', (ms) => {
    expect(() => localDateOfEpochMs(ms)).toThrow(DateError);
  });
});
