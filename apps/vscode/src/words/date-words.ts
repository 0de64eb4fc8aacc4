import { withoutInvisible } from '@jenji-kit/client/text';

/** In which language and zone moments are told. */
export interface DateStyle {
  /** BCP 47. */
  readonly language: string;
  /** Default: the machine's. */
  readonly timeZone?: string | undefined;
}

/** `14 March 2026 at 10:42`, of an ISO instant or milliseconds since 1970. What is no moment stays as it is. */
export function momentWords(moment: string | number, { language, timeZone }: DateStyle): string {
  const date = new Date(moment);
  if (Number.isNaN(date.getTime())) return withoutInvisible(String(moment));
  return new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'short', timeZone }).format(date);
}

const dayFormats = new Map<string, Intl.DateTimeFormat>();

/** Making one takes far longer than using it, and trees use it for every row. */
function fullDays(language: string): Intl.DateTimeFormat {
  const format = dayFormats.get(language) ?? new Intl.DateTimeFormat(language, { dateStyle: 'full', timeZone: 'UTC' });
  dayFormats.set(language, format);
  return format;
}

/** `Saturday, 14 March 2026`, of `YYYY-MM-DD`. What is no day stays as it is. */
export function dayWords(day: string, { language }: DateStyle): string {
  const date = /^\d{4}-\d{2}-\d{2}$/.test(day) ? new Date(`${day}T00:00:00Z`) : new Date(Number.NaN);
  if (Number.isNaN(date.getTime())) return withoutInvisible(day);
  return fullDays(language).format(date);
}

/** `10:42`, or the day too where it is not today. */
export function asOfWords(moment: number, { language, timeZone }: DateStyle, now: number = Date.now()): string {
  const day = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeZone });
  const isToday = day.format(moment) === day.format(now);
  return new Intl.DateTimeFormat(language, {
    ...(!isToday && { dateStyle: 'medium' }),
    timeStyle: 'short',
    timeZone,
  }).format(moment);
}
