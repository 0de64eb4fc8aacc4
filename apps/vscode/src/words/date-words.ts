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

/** Making a format takes far longer than using it, and trees use it for every row. */
function formats(options: Intl.DateTimeFormatOptions): (language: string) => Intl.DateTimeFormat {
  const made = new Map<string, Intl.DateTimeFormat>();
  return (language) => {
    const format = made.get(language) ?? new Intl.DateTimeFormat(language, options);
    made.set(language, format);
    return format;
  };
}

const fullDays = formats({ dateStyle: 'full', timeZone: 'UTC' });
const months = formats({ month: 'long', year: 'numeric', timeZone: 'UTC' });

/** `Saturday, 14 March 2026`, of `YYYY-MM-DD`. What is no day stays as it is. */
export function dayWords(day: string, { language }: DateStyle): string {
  const date = /^\d{4}-\d{2}-\d{2}$/.test(day) ? new Date(`${day}T00:00:00Z`) : new Date(Number.NaN);
  if (Number.isNaN(date.getTime())) return withoutInvisible(day);
  return fullDays(language).format(date);
}

/** `November 2026`, of `YYYY-MM`. What is no month stays as it is. */
export function monthWords(month: string, language: string): string {
  const date = new Date(`${month}-01T00:00:00Z`);
  if (Number.isNaN(date.getTime())) return withoutInvisible(month);
  const words = months(language).format(date);
  return words.charAt(0).toLocaleUpperCase(language) + words.slice(1);
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
