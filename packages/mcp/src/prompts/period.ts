/** First and last day, `YYYY-MM-DD`. */
export interface Days {
  start: string;
  end: string;
}

const pad = (number: number, length = 2) => String(number).padStart(length, '0');

/** A day on this machine's calendar: people mean their own. */
export function dayOf(date: Date): string {
  return `${pad(date.getFullYear(), 4)}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
}

/** The day so many months before, the last of its month where that is shorter. */
export function monthsBefore(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const last = lastDayOf(year, month - months);
  return dayOf(new Date(year, month - 1 - months, Math.min(date, last)));
}

/** All days of a month `YYYY-MM`. */
export function daysOfMonth(month: string): Days {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return { start: `${month}-01`, end: `${month}-${pad(lastDayOf(year, number))}` };
}

/** The month before the one of a date: the one that is closed in it. */
export function previousMonth(date: Date): string {
  return monthsBefore(dayOf(date), 1).slice(0, 7);
}

/** This month and the twelve before, the newest first. */
export function recentMonths(date: Date): string[] {
  const today = dayOf(date);
  return Array.from({ length: 13 }, (_, back) => monthsBefore(today, back).slice(0, 7));
}

/** `month` counts from 1 and may be below. */
function lastDayOf(year: number, month: number): number {
  return new Date(year, month, 0).getDate();
}
