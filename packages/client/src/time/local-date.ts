import { JenjiError } from '../errors.ts';

/**
 * Days of the calendar as `YYYY-MM-DD` (type `LocalDate` of the API): no time, no time zone. All functions work on the
 * text and on whole days counted from 1970-01-01; none of them asks the clock or the zone of the machine. Valid dates
 * order as texts do, so `<` compares them.
 */
const form = /^(\d{4})-(\d{2})-(\d{2})$/;
const monthLengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;
const dayInMs = 86_400_000;

export interface CalendarDay {
  /** 1 to 9999. */
  year: number;
  /** 1 to 12. */
  month: number;
  /** 1 to the length of the month. */
  day: number;
}

/** A date or time that breaks a rule; the message says which. */
export class DateError extends JenjiError {
  override name = 'DateError';
}

function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

function daysInMonth(year: number, month: number): number {
  return month === 2 && isLeapYear(year) ? 29 : (monthLengths[month - 1] ?? 0);
}

/** @throws DateError that names the rule the text breaks. */
export function parseLocalDate(text: string): CalendarDay {
  const shown = JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text);
  const match = form.exec(text);
  if (match === null) {
    throw new DateError(`${shown} is not a date: write year, month and day as YYYY-MM-DD, such as "2026-03-31".`);
  }
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (year === 0) {
    throw new DateError(`${shown} is not a date: years run from 0001 to 9999.`);
  }
  if (month < 1 || month > 12) {
    throw new DateError(`${shown} is not a date: months run from 01 to 12.`);
  }
  const last = daysInMonth(year, month);
  if (day < 1 || day > last) {
    throw new DateError(`${shown} is not a date: the days of ${text.slice(0, 7)} run from 01 to ${last}.`);
  }
  return { year, month, day };
}

export function isLocalDate(text: string): boolean {
  try {
    parseLocalDate(text);
    return true;
  } catch {
    return false;
  }
}

/** @throws DateError when the year leaves 0001 to 9999. */
function write({ year, month, day }: CalendarDay): string {
  if (year < 1 || year > 9999) {
    throw new DateError(`The date would fall into the year ${year}: years run from 0001 to 9999.`);
  }
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** Days since 1970-01-01. Years are counted from March, so that the leap day is the last of its year. */
export function epochDay({ year, month, day }: CalendarDay): number {
  const years = month > 2 ? year : year - 1;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  return 365 * years + Math.floor(years / 4) - Math.floor(years / 100) + Math.floor(years / 400) + dayOfYear - 719_468;
}

function fromEpochDay(days: number): string {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1_460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const fromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
  return write({
    year: yearOfEra + era * 400 + (month > 2 ? 0 : 1),
    month,
    day: dayOfYear - Math.floor((153 * fromMarch + 2) / 5) + 1,
  });
}

/** The date `days` days later (earlier when negative). */
export function addDays(date: string, days: number): string {
  return fromEpochDay(epochDay(parseLocalDate(date)) + days);
}

/** The same day `months` months later (earlier when negative), or the last day of that month when it is shorter. */
export function addMonths(date: string, months: number): string {
  const from = parseLocalDate(date);
  const counted = from.year * 12 + (from.month - 1) + months;
  const year = Math.floor(counted / 12);
  const month = counted - year * 12 + 1;
  return write({ year, month, day: Math.min(from.day, daysInMonth(year, month)) });
}

/** First and last day of the month that holds the date. */
export function monthOf(date: string): { start: string; end: string } {
  const { year, month } = parseLocalDate(date);
  return { start: write({ year, month, day: 1 }), end: write({ year, month, day: daysInMonth(year, month) }) };
}

/** Days from `start` to `end`: 0 when equal, negative when `end` comes first. */
export function daysBetween(start: string, end: string): number {
  return epochDay(parseLocalDate(end)) - epochDay(parseLocalDate(start));
}

/** -1 when `a` is earlier, 1 when later, 0 when equal. */
export function compareLocalDates(a: string, b: string): -1 | 0 | 1 {
  return signOf(daysBetween(b, a));
}

function signOf(difference: number): -1 | 0 | 1 {
  return difference < 0 ? -1 : difference > 0 ? 1 : 0;
}

/** Every day from `start` to `end`, both included; none when `end` comes first. */
export function* eachDay(start: string, end: string): Generator<string> {
  const last = epochDay(parseLocalDate(end));
  for (let day = epochDay(parseLocalDate(start)); day <= last; day += 1) {
    yield fromEpochDay(day);
  }
}

/**
 * The wire value of a date in a custom field: epoch milliseconds of that day's midnight in UTC. The manual's only
 * sample, 1522540800000, is the midnight of 2018-04-01 in UTC; which zone Jenji means is said nowhere.
 */
export function epochMsOfLocalDate(date: string): number {
  return epochDay(parseLocalDate(date)) * dayInMs;
}

/** The day, in UTC, of a custom field's epoch milliseconds. @throws DateError outside the years 0001 to 9999. */
export function localDateOfEpochMs(epochMs: number): string {
  if (!Number.isFinite(epochMs)) {
    throw new DateError(`${epochMs} is not a date: epoch milliseconds are needed.`);
  }
  return fromEpochDay(Math.floor(epochMs / dayInMs));
}
