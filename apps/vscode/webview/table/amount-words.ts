import type { Total } from '../../src/expense-table/row-totals.ts';

/** Writes amounts as the person does, without losing a digit. */
export class AmountWords {
  readonly #language: string;
  readonly #decimals: Readonly<Record<string, number>>;
  readonly #formats = new Map<number, Intl.NumberFormat>();

  constructor(language: string, decimals: Readonly<Record<string, number>>) {
    this.#language = language;
    this.#decimals = decimals;
  }

  /** @param scale Digits after the point that it has. */
  number(amount: number, scale: number, currency: string): string {
    return this.#format(Math.max(scale, this.#decimals[currency] ?? 0)).format(amount);
  }

  /** `1,234.50 EUR`. */
  total({ value, currency, exact }: Total): string {
    const scale = value.split('.')[1]?.length ?? 0;
    const format = this.#format(Math.max(scale, this.#decimals[currency] ?? 0));
    // A decimal string is formatted to its last digit, which a number of this size would not be.
    const text = format.format(value as `${number}`);
    return `${exact ? '' : '≈ '}${text}${currency && ` ${currency}`}`;
  }

  count(rows: number): string {
    return this.#format(0).format(rows);
  }

  #format(decimals: number): Intl.NumberFormat {
    const known = this.#formats.get(decimals);
    if (known) return known;
    const digits = Math.min(decimals, 100);
    const made = new Intl.NumberFormat(this.#language, {
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    });
    this.#formats.set(decimals, made);
    return made;
  }
}
