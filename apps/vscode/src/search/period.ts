import * as l10n from '@vscode/l10n';
import { monthBefore } from '../calendar.ts';

/** A span of months, both ends included, as `YYYY-MM`. */
export interface Span {
  readonly label: string;
  readonly months: readonly string[];
}

/** The spans that people ask for, as of a month. */
export function usualSpans(now: string): Span[] {
  const year = Number(now.slice(0, 4));
  return [
    { label: l10n.t('This month'), months: [now] },
    { label: l10n.t('The last 3 months'), months: monthsBetween(monthBefore(now, 2), now) },
    { label: l10n.t('The last 6 months'), months: monthsBetween(monthBefore(now, 5), now) },
    { label: l10n.t('The last 12 months'), months: monthsBetween(monthBefore(now, 11), now) },
    { label: String(year), months: monthsBetween(`${year}-01`, now) },
    { label: String(year - 1), months: monthsBetween(`${year - 1}-01`, `${year - 1}-12`) },
  ];
}

/** The months that `2026-01..2026-06`, `2026-01 2026-06`, `2026-03` or `2026` means; undefined where it means none. */
export function spanOf(typed: string): readonly string[] | undefined {
  const [start, end, ...more] = typed.match(/\d{4}(?:-\d{2})?/g) ?? [];
  if (start === undefined || more.length > 0 || /[^\d\s.…,;–/-]/.test(typed)) return undefined;
  const [from, to] = [
    start.length === 4 ? `${start}-01` : start,
    (end ?? start).length === 4 ? `${end ?? start}-12` : (end ?? start),
  ];
  const isMonth = (text: string) => /^\d{4}-(0[1-9]|1[0-2])$/.test(text);
  if (!isMonth(from) || !isMonth(to) || from > to) return undefined;
  const months = monthsBetween(from, to);
  return months.length > mostMonths ? undefined : months;
}

/** Ten years: a search for each month. */
export const mostMonths = 120;

function monthsBetween(from: string, to: string): string[] {
  const months: string[] = [];
  for (let month = from; month <= to; month = monthBefore(month, -1)) months.push(month);
  return months;
}

/** What requests cost: `6 requests, about 2 s`. Jenji takes 3 a second and 120 a minute. */
export function costWords(requests: number): string {
  if (requests === 0) return l10n.t('Already here, no request');
  const seconds = Math.max(1, requests > 120 ? Math.ceil(requests / 2) : Math.ceil(requests / 3));
  return requests === 1
    ? l10n.t('1 request, about {0} s', seconds)
    : l10n.t('{0} requests, about {1} s', requests, seconds);
}
