import Big from 'big.js';
import { JenjiError } from '../errors.ts';
import { currencies } from './currency.ts';

/**
 * Decimals are plain strings: an optional minus, digits, optionally a point and digits. No exponent, plus sign, blank,
 * group separator or superfluous leading zero. They have any number of digits; only numbers on the wire are limited.
 */
const decimalForm = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/;

/** A JSON number carries this many digits and no more: 16 may already come back as others. */
const wireDigits = 15;

/** A sum of money. */
export interface Amount {
  /** Decimal string, such as `'7.11'`. */
  value: string;
  /** ISO 4217 code, such as `'EUR'`. */
  currency: string;
}

/** A decimal or a currency that breaks a rule; the message says which rule. */
export class AmountError extends JenjiError {
  override name = 'AmountError';
}

function parse(text: string): Big {
  if (!decimalForm.test(text)) {
    throw new AmountError(
      `${quoted(text)} is not a decimal: write digits with a point for the decimals, such as "1234.50", without ` +
        'exponent, blanks, separators, plus sign or leading zeros.',
    );
  }
  return new Big(text);
}

function quoted(text: string): string {
  return JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text);
}

/** Digits it takes to write the number: the integer part whole, the fraction without trailing zeros. */
function digitsOf(number: Big): number {
  return Math.max(number.c.length, number.e + 1);
}

/**
 * The decimal string of a number read from the wire. `exact` is false when the number shows more than 15 digits: then
 * the last ones may not be those that were sent.
 * @throws AmountError for NaN and the infinities (JSON.parse makes one of `1e999`).
 */
export function decimalOf(number: number): { value: string; exact: boolean } {
  if (!Number.isFinite(number)) {
    throw new AmountError(`${number} is not an amount: a finite number is needed.`);
  }
  const decimal = new Big(number);
  return { value: plain(decimal), exact: digitsOf(decimal) <= wireDigits };
}

/**
 * The number to send for a decimal string; it is written into JSON with exactly these digits.
 * @throws AmountError for anything but a plain decimal, and for more than 15 digits.
 */
export function wireNumber(text: string): number {
  const decimal = parse(text);
  const number = Number(text);
  if (digitsOf(decimal) > wireDigits || !decimal.eq(number)) {
    throw new AmountError(
      `${quoted(text)} has more digits than a JSON number carries: at most ${wireDigits} are sent unchanged.`,
    );
  }
  return number === 0 ? 0 : number;
}

/** The decimal without exponent, superfluous zeros, or a minus before zero. */
function plain(decimal: Big): string {
  return decimal.eq(0) ? '0' : decimal.toFixed();
}

/** Negative when `a` is less than `b`, positive when greater, 0 when equal (`'1.50'` equals `'1.5'`). */
export function compareDecimal(a: string, b: string): -1 | 0 | 1 {
  return parse(a).cmp(parse(b));
}

/**
 * Exact totals, one per currency, in the order of the codes. Each is written with at least the currency's decimals.
 * @throws AmountError for a value that is not a decimal.
 */
export function sumByCurrency(amounts: Iterable<Amount>): Amount[] {
  const totals = new Map<string, Big>();
  for (const { value, currency } of amounts) {
    const amount = parse(value);
    totals.set(currency, totals.get(currency)?.plus(amount) ?? amount);
  }
  return [...totals]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([currency, total]) => ({ value: withDecimals(total, currency), currency }));
}

/**
 * What is wrong with this amount for this currency, in words; undefined when nothing is. Jenji wants "correct decimal
 * places in relation to its currency". Trailing zeros do not count: `'1.500'` is fine for EUR.
 */
export function checkScale(value: string, currency: string): string | undefined {
  const known = currencies.get(currency);
  if (known === undefined) {
    return `${quoted(currency)} is not an ISO 4217 currency code, such as "EUR".`;
  }
  const shown = Math.max(0, digitsAfterPoint(parse(value)));
  if (known.decimals === null || shown <= known.decimals) {
    return undefined;
  }
  const allowed = known.decimals === 0 ? 'no decimals' : `at most ${known.decimals} decimals`;
  return `${quoted(value)} has ${shown} decimal${shown === 1 ? '' : 's'}, but ${currency} (${known.name}) has ${allowed}.`;
}

function digitsAfterPoint(decimal: Big): number {
  return decimal.c.length - 1 - decimal.e;
}

/** `'7.10 EUR'`: the currency's decimals are filled up with zeros; digits beyond them are shown, never rounded away. */
export function formatAmount({ value, currency }: Amount): string {
  return `${withDecimals(parse(value), currency)} ${currency}`;
}

function withDecimals(decimal: Big, currency: string): string {
  const decimals = Math.max(currencies.get(currency)?.decimals ?? 0, digitsAfterPoint(decimal));
  return (decimal.eq(0) ? new Big(0) : decimal).toFixed(decimals);
}
