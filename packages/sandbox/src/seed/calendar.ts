import type { Instant, LocalDate } from '../world/index.ts';

/** Days are whole numbers here: those since 1970-01-01. */
export type Day = number;

const millisecondsPerDay = 86_400_000;

export function dayOf(date: LocalDate): Day {
  return Math.floor(Date.parse(`${date}T00:00:00Z`) / millisecondsPerDay);
}

const dates = new Map<Day, LocalDate>();

export function localDate(day: Day): LocalDate {
  let date = dates.get(day);
  if (date === undefined) {
    date = new Date(day * millisecondsPerDay).toISOString().slice(0, 10);
    dates.set(day, date);
  }
  return date;
}

/** The instant some milliseconds after the day has begun (UTC). */
export function instant(day: Day, milliseconds = 0): Instant {
  return instantOf(day * millisecondsPerDay + milliseconds);
}

/** Of milliseconds since 1970; with 0, 6 or 9 digits after the seconds, as the manual's examples have them. */
export function instantOf(milliseconds: number): Instant {
  const [seconds = '', thousandths = ''] = new Date(milliseconds).toISOString().split(/[.Z]/);
  if (thousandths === '000') return `${seconds}Z`;
  return `${seconds}.${thousandths.repeat(milliseconds % 2 === 0 ? 2 : 3)}Z`;
}

/** The UTC day of an instant, whatever its offset, or of a number of milliseconds since 1970. */
export function dayOfInstant(at: Instant | number): Day {
  return Math.floor((typeof at === 'number' ? at : Date.parse(at)) / millisecondsPerDay);
}

/** The first day of the month that lies some months before or after the day's. */
export function firstOfMonth(day: Day, months = 0): Day {
  const date = new Date(day * millisecondsPerDay);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1) / millisecondsPerDay;
}

/** `YYYY-MM` of a day. */
export function monthOf(day: Day): string {
  return localDate(day).slice(0, 7);
}

/** How much is spent on a day, compared to an ordinary working day: little on weekends, in August, at the year's end. */
export function activityOn(day: Day): number {
  const date = new Date(day * millisecondsPerDay);
  const weekday = date.getUTCDay();
  const month = date.getUTCMonth();
  const dayOfMonth = date.getUTCDate();
  const byWeekday = weekday === 0 ? 0.08 : weekday === 6 ? 0.15 : weekday === 5 ? 0.85 : 1;
  const bySeason = month === 7 ? 0.5 : (month === 11 && dayOfMonth > 22) || (month === 0 && dayOfMonth < 3) ? 0.2 : 1;
  return byWeekday * bySeason;
}
