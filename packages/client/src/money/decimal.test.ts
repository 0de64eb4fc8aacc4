import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  AmountError,
  checkScale,
  compareDecimal,
  decimalOf,
  formatAmount,
  sumByCurrency,
  wireNumber,
} from './decimal.ts';

/** Any decimal of at most `digits` digits, with its unscaled integer and its number of decimals. */
function decimals(digits: number) {
  const limit = 10n ** BigInt(digits) - 1n;
  return fc
    .record({ unscaled: fc.bigInt({ min: -limit, max: limit }), scale: fc.nat({ max: digits }) })
    .map(({ unscaled, scale }) => ({ unscaled, scale, text: shift(unscaled, scale) }));
}

/** `shift(-5n, 2)` is `'-0.05'`: written digit by digit, without the library under test. */
function shift(unscaled: bigint, scale: number): string {
  const digits = (unscaled < 0n ? -unscaled : unscaled).toString().padStart(scale + 1, '0');
  const point = digits.length - scale;
  return (unscaled < 0n ? '-' : '') + digits.slice(0, point) + (scale > 0 ? `.${digits.slice(point)}` : '');
}

function normal(text: string): string {
  const shorter = text.includes('.') ? text.replace(/\.?0+$/, '') : text;
  return shorter === '-0' ? '0' : shorter;
}

describe('numbers on the wire', () => {
  it('carry every decimal of at most 15 digits there and back', () => {
    fc.assert(
      fc.property(decimals(15), ({ text }) => {
        const received: number = JSON.parse(JSON.stringify(wireNumber(text)));
        expect(decimalOf(received)).toEqual({ value: normal(text), exact: true });
      }),
      { numRuns: 2_000 },
    );
  });

  it('are written with exactly the digits of the decimal', () => {
    expect(JSON.stringify([wireNumber('7.10'), wireNumber('-0.00'), wireNumber('999999999999.999')])).toBe(
      '[7.1,0,999999999999.999]',
    );
  });

  it.each(['1234567890123.456', '0.1234567890123456', '1000000000000000', `0.${'0'.repeat(400)}1`])(
    'refuse %s, which they cannot carry',
    (text) => {
      expect(() => wireNumber(text)).toThrow(/at most 15/);
    },
  );

  it.each([
    '',
    ' 1',
    '1 ',
    '1e3',
    '1E3',
    '+1',
    '.5',
    '5.',
    '01',
    '-',
    '1,5',
    '1 000',
    'NaN',
    'Infinity',
    '0x10',
    '١',
    '1\n',
  ])('refuse %j, which is not a plain decimal', (text) => {
    expect(() => wireNumber(text)).toThrow(AmountError);
  });

  it('cut a hostile text short in the message', () => {
    expect(() => wireNumber('x'.repeat(10_000))).toThrow(/^.{1,250}$/);
  });

  it('are flagged when they show more than 15 digits', () => {
    expect(decimalOf(0.1 + 0.2)).toEqual({ value: '0.30000000000000004', exact: false });
    expect(decimalOf(1e21)).toEqual({ value: '1000000000000000000000', exact: false });
    expect(decimalOf(1e-7)).toEqual({ value: '0.0000001', exact: true });
    expect(decimalOf(-0)).toEqual({ value: '0', exact: true });
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, JSON.parse('-1e999')])('refuse %d when read', (number) => {
    expect(() => decimalOf(number)).toThrow(/finite/);
  });
});

describe('sums', () => {
  it('equal integer arithmetic on the smallest unit, for each currency apart', () => {
    const amounts = fc.array(fc.tuple(decimals(25), fc.constantFrom('EUR', 'JPY', 'TND', 'XAU', '???')));
    fc.assert(
      fc.property(amounts, (list) => {
        const expected = new Map<string, bigint>();
        for (const [{ unscaled, scale }, currency] of list) {
          expected.set(currency, (expected.get(currency) ?? 0n) + unscaled * 10n ** BigInt(30 - scale));
        }
        const sums = sumByCurrency(list.map(([{ text }, currency]) => ({ value: text, currency })));
        expect(sums.map(({ currency }) => currency)).toEqual([...expected.keys()].sort());
        for (const { value, currency } of sums) {
          expect(normal(value)).toBe(normal(shift(expected.get(currency) ?? 0n, 30)));
        }
      }),
    );
  });

  it('stay exact over 200,000 additions, where floating point is not', () => {
    const cents = Array.from({ length: 200_000 }, (_, index) => (index * 7919) % 100_003);
    const total = cents.reduce((sum, cent) => sum + cent, 0);
    const [sum] = sumByCurrency(cents.map((cent) => ({ value: shift(BigInt(cent), 2), currency: 'EUR' })));
    expect(sum).toEqual({ value: shift(BigInt(total), 2), currency: 'EUR' });
    expect(cents.reduce((float, cent) => float + cent / 100, 0)).not.toBe(total / 100);
  });

  it('are written with the decimals of the currency', () => {
    const amounts = [
      { value: '0.6', currency: 'EUR' },
      { value: '0.5', currency: 'EUR' },
      { value: '3', currency: 'JPY' },
    ];
    expect(sumByCurrency(amounts)).toEqual([
      { value: '1.10', currency: 'EUR' },
      { value: '3', currency: 'JPY' },
    ]);
    expect(sumByCurrency([])).toEqual([]);
  });
});

describe('comparison', () => {
  it('agrees with integer arithmetic', () => {
    fc.assert(
      fc.property(decimals(20), decimals(20), (a, b) => {
        const [left, right] = [a.unscaled * 10n ** BigInt(20 - a.scale), b.unscaled * 10n ** BigInt(20 - b.scale)];
        expect(compareDecimal(a.text, b.text)).toBe(left < right ? -1 : left > right ? 1 : 0);
      }),
    );
  });
});

describe('the decimals of an amount', () => {
  it.each([
    ['7.11', 'EUR'],
    ['7.1100', 'EUR'],
    ['100', 'JPY'],
    ['1200', 'JPY'],
    ['1.234', 'TND'],
    ['1.23456', 'XAU'],
    ['12.34', 'BGN'],
    ['0', 'EUR'],
    ['0.00', 'JPY'],
  ])('fit: %s %s', (value, currency) => {
    expect(checkScale(value, currency)).toBeUndefined();
  });

  it.each([
    ['7.111', 'EUR', '"7.111" has 3 decimals, but EUR (Euro) has at most 2 decimals.'],
    ['0.5', 'JPY', '"0.5" has 1 decimal, but JPY (Yen) has no decimals.'],
    ['1', 'euro', '"euro" is not an ISO 4217 currency code, such as "EUR".'],
  ])('do not fit: %s %s', (value, currency, message) => {
    expect(checkScale(value, currency)).toBe(message);
  });

  it('are filled up, never rounded, when written out', () => {
    expect(formatAmount({ value: '7.1', currency: 'EUR' })).toBe('7.10 EUR');
    expect(formatAmount({ value: '7.123', currency: 'EUR' })).toBe('7.123 EUR');
    expect(formatAmount({ value: '1000000000000000000000000', currency: 'JPY' })).toBe('1000000000000000000000000 JPY');
    expect(formatAmount({ value: '-0', currency: 'EUR' })).toBe('0.00 EUR');
    expect(formatAmount({ value: '-0.5', currency: 'KWD' })).toBe('-0.500 KWD');
  });
});
