import { idText } from './id-text.ts';

/** An amount in an answer: a decimal string, exact, and the ISO 4217 code of the currency it is in. */
export type Money = {
  amount: string;
  currency: string;
};

/** `1234.50 EUR`, for the text of an answer. */
export function moneyText({ amount, currency }: Money): string {
  return `${amount} ${idText(currency)}`;
}
