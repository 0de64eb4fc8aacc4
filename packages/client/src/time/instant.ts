import { DateError, epochDay, parseLocalDate } from './local-date.ts';

/** `OffsetDateTime` of the API. Jenji writes 0, 6 or 9 digits of a second; any number is read. */
const form = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d+))?)?(?:Z|([+-])(\d{2}):(\d{2}))$/;

/** A moment, exact to the last digit that was written. */
export interface Instant {
  /** Whole seconds since 1970-01-01T00:00:00Z, rounded down. */
  epochSeconds: number;
  /** Digits of the fraction of a second, without trailing zeros: `'000000987'`, `'5'`, or empty. */
  fraction: string;
}

/** @throws DateError that names the rule the text breaks. */
export function parseInstant(text: string): Instant {
  const match = form.exec(text);
  if (match === null) {
    const shown = JSON.stringify(text.length > 50 ? `${text.slice(0, 50)}…` : text);
    throw new DateError(
      `${shown} is not a moment: write it like "2026-03-31T18:26:36Z" or "2026-03-31T20:26:36+02:00".`,
    );
  }
  const [, date = '', hour, minute, second = '0', fraction = '', sign, offsetHour = '0', offsetMinute = '0'] = match;
  const day = epochDay(parseLocalDate(date));
  const offset = Number(offsetHour) * 3_600 + Number(offsetMinute) * 60;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) {
    throw new DateError(`"${text}" is not a moment: the time of day runs from 00:00:00 to 23:59:59.`);
  }
  if (Number(offsetMinute) > 59 || offset > 18 * 3_600) {
    throw new DateError(`"${text}" is not a moment: the offset runs from -18:00 to +18:00.`);
  }
  const local = day * 86_400 + Number(hour) * 3_600 + Number(minute) * 60 + Number(second);
  return {
    epochSeconds: sign === '-' ? local + offset : local - offset,
    fraction: fraction.replace(/0+$/, ''),
  };
}

/** -1 when `a` is earlier, 1 when later, 0 when both are the same moment, whatever their offsets. */
export function compareInstants(a: string, b: string): -1 | 0 | 1 {
  const [left, right] = [parseInstant(a), parseInstant(b)];
  if (left.epochSeconds !== right.epochSeconds) {
    return left.epochSeconds < right.epochSeconds ? -1 : 1;
  }
  // Fractions without trailing zeros order as texts.
  return left.fraction === right.fraction ? 0 : left.fraction < right.fraction ? -1 : 1;
}

/** Epoch milliseconds, rounded down: what `Date` can hold. */
export function epochMsOfInstant(text: string): number {
  const { epochSeconds, fraction } = parseInstant(text);
  return epochSeconds * 1_000 + Number(fraction.slice(0, 3).padEnd(3, '0'));
}
