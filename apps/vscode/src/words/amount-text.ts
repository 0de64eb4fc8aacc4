import { type Amount, decimalOf, formatAmount } from '@jenji-kit/client';
import { withoutInvisible } from '@jenji-kit/client/text';

/** Making a format takes far longer than using it, and trees use it for every row. */
const formats = new Map<string, Intl.NumberFormat>();

/**
 * `1,218.20 EUR`, and `1 218,20 EUR` for who reads French: with every digit, as a decimal number of any size is written.
 *
 * @param language BCP 47.
 */
export function amountWords({ value, currency }: Amount, language: string): string {
  const written = formatAmount({ value, currency });
  const digits = written.slice(0, written.length - currency.length - 1);
  return `${decimalWords(digits, language)} ${withoutInvisible(currency)}`;
}

/** The same of a number as Jenji sends it; undefined where there is none, and with `≈` where its last digits may be others. */
export function amountText(
  value: number | null | undefined,
  currency: string | null | undefined,
  language: string,
): string | undefined {
  if (value == null || !Number.isFinite(value)) return undefined;
  const { value: decimal, exact } = decimalOf(value);
  const text = currency ? amountWords({ value: decimal, currency }, language) : decimalWords(decimal, language);
  return exact ? text : `≈ ${text}`;
}

/** A decimal number as the person writes it, with every digit. */
export function decimalWords(decimal: string, language: string): string {
  const decimals = Math.min(decimal.split('.')[1]?.length ?? 0, 100);
  const key = `${language} ${decimals}`;
  const format =
    formats.get(key) ??
    new Intl.NumberFormat(language, { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
  formats.set(key, format);
  // A decimal string is formatted to its last digit, which a number of this size would not be.
  return format.format(decimal as `${number}`);
}
