import { decimalOf, formatAmount } from '@jenji-kit/client';
import { withoutInvisible } from '@jenji-kit/client/text';

/** `218.20 EUR`, exact; undefined where there is no amount, and with `≈` where its last digits may be others. */
export function amountText(value: number | null | undefined, currency: string | null | undefined): string | undefined {
  if (value == null || !Number.isFinite(value)) return undefined;
  const { value: decimal, exact } = decimalOf(value);
  const code = withoutInvisible(currency ?? '');
  const text = code === '' ? decimal : formatAmount({ value: decimal, currency: code });
  return exact ? text : `≈ ${text}`;
}
