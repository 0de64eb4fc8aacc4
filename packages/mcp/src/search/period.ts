import { addMonths, monthOf } from '@jenji-kit/client';

export const dateBases = ['expense', 'creation'] as const;
export type DateBasis = (typeof dateBases)[number];

/** The days a search is about, both included. */
export interface Period {
  readonly start: string;
  readonly end: string;
}

/** Whether the caller said it, or it is what a search is about when nothing is said. */
export interface UnderstoodPeriod extends Period {
  readonly isDefault: boolean;
}

/** The period given; without one, from the first day of the month before last until today. */
export function understoodPeriod(
  start: string | undefined,
  end: string | undefined,
  now = new Date(),
): UnderstoodPeriod {
  if (start !== undefined && end !== undefined) return { start, end, isDefault: false };
  const today = localToday(now);
  return { start: monthOf(addMonths(today, -2)).start, end: today, isDefault: true };
}

/** Today where the server runs. */
function localToday(now: Date): string {
  const day = (value: number) => String(value).padStart(2, '0');
  return `${now.getFullYear()}-${day(now.getMonth() + 1)}-${day(now.getDate())}`;
}
