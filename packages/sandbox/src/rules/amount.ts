import { decimalPlaces } from '@jenji-kit/client/currency';

/** Decimals of a currency; two where the standard has no answer. */
function decimals(currency: string): number {
  return decimalPlaces(currency) ?? 2;
}

/** An amount in whole minor units (cents) as the number that goes over the wire. */
export function fromMinorUnits(minorUnits: number, currency: string): number {
  return minorUnits / 10 ** decimals(currency);
}

/** The nearest whole number of minor units. */
export function toMinorUnits(amount: number, currency: string): number {
  return Math.round(amount * 10 ** decimals(currency));
}

/** The amount with no more decimals than the currency has. */
export function roundAmount(amount: number, currency: string): number {
  return fromMinorUnits(toMinorUnits(amount, currency), currency);
}

/**
 * Units of one currency for one unit of another, from what each is worth (units for one euro). Seven digits, so that a
 * rate that goes over the wire is as exact as it looks.
 */
export function exchangeRate(unitsFrom: number, unitsTo: number): number {
  return Number((unitsTo / unitsFrom).toPrecision(7));
}

/** The members of an expense in the currency of its organization. `rate`: units of that for one unit of the expense's. */
export function convertedAmounts(
  { total, totalWithoutTax }: { readonly total: number; readonly totalWithoutTax?: number | undefined },
  masterCurrency: string,
  rate: number,
) {
  const convert = (amount: number) => roundAmount(amount * rate, masterCurrency);
  return {
    totalInMasterCurrency: convert(total),
    ...(totalWithoutTax !== undefined && { totalWithoutTaxInMasterCurrency: convert(totalWithoutTax) }),
    totalConversionRate: rate,
  };
}
