import currencyCodes from 'currency-codes';
import * as dinero from 'dinero.js/currencies';
import { describe, expect, it } from 'vitest';
import { currencies, decimalPlaces, isCurrency } from './currency.ts';

/** Code -> decimals; null where none apply. */
type Table = ReadonlyMap<string, number | null>;

const inForce: Table = new Map(
  [...currencies.values()].flatMap(({ code, decimals, withdrawn }) =>
    withdrawn === undefined ? [[code, decimals]] : [],
  ),
);

/** `'EUR ours=2 theirs=3'` for every code on which the tables do not agree. */
function differences(theirs: Table): string[] {
  return [...new Set([...inForce.keys(), ...theirs.keys()])]
    .filter((code) => inForce.get(code) !== theirs.get(code))
    .map((code) => `${code} ours=${inForce.get(code)} theirs=${theirs.get(code)}`)
    .sort();
}

/** Metals, units of account, and the codes for tests and for no currency: the standard prints "N.A." for them. */
const withoutDecimals = 'XAG XAU XBA XBB XBC XBD XDR XPD XPT XSU XTS XUA XXX'.split(' ');

describe('the table of currencies', () => {
  it('differs from currency-codes, which holds the list of 2024-06-25, only for known reasons', () => {
    const theirs = new Map(currencyCodes.codes().map((code) => [code, currencyCodes.code(code)?.digits ?? null]));
    expect(differences(theirs)).toEqual(
      [
        'ANG ours=undefined theirs=2', // withdrawn 2025-03-31 for XCG, amendment 176
        'BGN ours=undefined theirs=2', // withdrawn 2026-01-01, Bulgaria took the euro, amendment 180
        'CUC ours=undefined theirs=2', // withdrawn 2021-06-30, said by amendment 178 of February 2025
        'XAD ours=2 theirs=undefined', // registered 2025-05-12, amendment 179
        'XCG ours=2 theirs=undefined', // in force since 2025-03-31, amendment 176
        ...withoutDecimals.map((code) => `${code} ours=null theirs=0`), // its type has no "not applicable"
      ].sort(),
    );
  });

  it('differs from dinero.js, written by other people, only for known reasons', () => {
    const theirs = new Map(Object.values(dinero).map(({ code, exponent }) => [code, exponent]));
    expect(differences(theirs)).toEqual(
      [
        'BGN ours=undefined theirs=2', // withdrawn 2026-01-01, amendment 180
        'MGA ours=2 theirs=1', // its unit is base 5 (1 ariary = 5 iraimbilanja); the standard prints 2
        'MRU ours=2 theirs=1', // likewise (1 ouguiya = 5 khoums)
        ...withoutDecimals.map((code) => `${code} ours=null theirs=undefined`), // it holds spendable money only
      ].sort(),
    );
  });

  it('still knows the currencies of older expenses', () => {
    const old = [...currencies.values()].filter(({ withdrawn }) => withdrawn !== undefined);
    expect(old.map(({ code, withdrawn }) => `${code} ${withdrawn}`)).toEqual([
      'ANG 2025-03',
      'BGN 2026-01',
      'BYR 2017-01',
      'CUC 2021-06',
      'HRK 2023-01',
      'MRO 2017-12',
      'SLL 2023-12',
      'STD 2017-12',
      'VEF 2018-08',
      'ZWL 2024-09',
    ]);
  });

  it.each([
    ['EUR', 2],
    ['JPY', 0],
    ['TND', 3],
    ['CLF', 4],
    ['BGN', 2],
    ['XAU', undefined],
    ['UK', undefined],
    ['eur', undefined],
    ['constructor', undefined],
  ])('gives %s %s decimals', (code, decimals) => {
    expect(decimalPlaces(code)).toBe(decimals);
  });

  it('takes codes as they are on the wire, in capitals', () => {
    expect(['EUR', 'XAU', 'HRK'].every(isCurrency)).toBe(true);
    expect(['eur', 'EUR ', 'EURO', '', '__proto__', 'XYZ'].some(isCurrency)).toBe(false);
  });
});
