import { checkScale, decimalOf, isCurrency } from '@jenji-kit/client';
import * as z from 'zod';

/** An amount that JSON carries exactly. */
export const amount = () =>
  z.number().check(({ value, issues }) => {
    if (Number.isFinite(value) && decimalOf(value).exact) return;
    issues.push({ code: 'custom', message: 'must have at most 15 digits', input: value });
  });

interface Amounts {
  currency?: string | undefined;
  min_amount?: number | undefined;
  max_amount?: number | undefined;
}

/** Check of an object with bounds of an amount: in order, and with the decimals that the currency has. */
export function amountsFit({ value, issues }: z.core.ParsePayload<Amounts>): void {
  const { currency, min_amount: min, max_amount: max } = value;
  const problem = (field: string, message: string) =>
    issues.push({ code: 'custom', path: [field], message, input: undefined });
  if (currency !== undefined && !isCurrency(currency)) {
    problem('currency', 'must be an ISO 4217 code in capitals, such as EUR');
  } else if (currency !== undefined) {
    for (const [field, limit] of Object.entries({ min_amount: min, max_amount: max })) {
      const message = limit === undefined ? undefined : checkScale(decimalOf(limit).value, currency);
      if (message) problem(field, message);
    }
  }
  if (min !== undefined && max !== undefined && min > max) {
    problem('max_amount', `must not be less than min_amount (${min}); swap the two`);
  }
}
