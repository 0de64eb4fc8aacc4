import { decimalPlaces } from '@jenji-kit/client/currency';
import { invalidField } from './http/api-error.ts';
import { roundAmount } from './rules/amount.ts';

/** Refuses what is no ISO 4217 code. */
export function requireCurrency(field: string, currency: string): void {
  if (decimalPlaces(currency) === undefined) throw invalidField(field, `"${currency}" is no ISO 4217 currency code`);
}

/** "The amount must have correct decimal places in relation to its currency." */
export function requireDecimals(field: string, amount: number | undefined, currency: string): void {
  if (amount !== undefined && roundAmount(amount, currency) !== amount) {
    throw invalidField(field, `${amount} has more decimals than ${currency} has`);
  }
}
