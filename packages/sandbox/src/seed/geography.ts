import { exchangeRate } from '../rules/amount.ts';

/** What an expense is like in a country: money, language, and value added tax in percent (none: no tax is shown). */
export interface Country {
  readonly currency: string;
  readonly language: string;
  readonly standardTax?: number;
  /** Meals, hotels, transport of persons. */
  readonly reducedTax?: number;
}

export const countries: Readonly<Record<string, Country>> = {
  FR: { currency: 'EUR', language: 'fr', standardTax: 20, reducedTax: 10 },
  BE: { currency: 'EUR', language: 'fr', standardTax: 21, reducedTax: 6 },
  CH: { currency: 'CHF', language: 'fr', standardTax: 8.1, reducedTax: 3.8 },
  DE: { currency: 'EUR', language: 'de', standardTax: 19, reducedTax: 7 },
  ES: { currency: 'EUR', language: 'en', standardTax: 21, reducedTax: 10 },
  IT: { currency: 'EUR', language: 'en', standardTax: 22, reducedTax: 10 },
  GB: { currency: 'GBP', language: 'en', standardTax: 20, reducedTax: 20 },
  US: { currency: 'USD', language: 'en' },
  JP: { currency: 'JPY', language: 'ja', standardTax: 10, reducedTax: 8 },
  BH: { currency: 'BHD', language: 'en', standardTax: 10, reducedTax: 10 },
  KW: { currency: 'KWD', language: 'en' },
};

/** Units of each currency for one euro. Round figures near those of recent years; fixed, so that sums never move. */
export const unitsPerEuro: ReadonlyMap<string, number> = new Map([
  ['EUR', 1],
  ['AED', 4],
  ['AUD', 1.65],
  ['BHD', 0.41],
  ['BRL', 5.9],
  ['CAD', 1.48],
  ['CHF', 0.95],
  ['CNY', 7.8],
  ['CZK', 25.2],
  ['DKK', 7.46],
  ['GBP', 0.85],
  ['HUF', 395],
  ['INR', 91],
  ['JPY', 162],
  ['KRW', 1480],
  ['KWD', 0.335],
  ['MAD', 10.8],
  ['NOK', 11.7],
  ['PLN', 4.3],
  ['SEK', 11.4],
  ['SGD', 1.45],
  ['TND', 3.37],
  ['TRY', 37],
  ['USD', 1.09],
  ['XOF', 655.957],
  ['ZAR', 20],
]);

const rates = new Map<string, number>();

/** Units of one currency for one unit of another. */
export function conversionRate(from: string, to: string): number {
  const pair = from + to;
  let rate = rates.get(pair);
  if (rate === undefined) {
    rate = exchangeRate(unitsOf(from), unitsOf(to));
    rates.set(pair, rate);
  }
  return rate;
}

export function unitsOf(currency: string): number {
  return unitsPerEuro.get(currency) ?? 1;
}
