import { z } from 'zod';

/** An amount in an answer: a decimal string, exact, and the currency it is in. */
export const moneySchema = z.object({
  amount: z.string().describe('Decimal, exact'),
  currency: z.string().describe('ISO 4217 code'),
});

export type Money = z.output<typeof moneySchema>;

/** `1234.50 EUR`, for the text of an answer. */
export function moneyText({ amount, currency }: Money): string {
  return `${amount} ${currency}`;
}
