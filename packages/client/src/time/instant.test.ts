import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareInstants, epochMsOfInstant, parseInstant } from './instant.ts';

describe('a moment', () => {
  it.each([
    ['2021-05-15T18:26:36Z', 1_621_103_196, ''],
    ['2022-11-24T17:04:27.164116Z', 1_669_309_467, '164116'],
    ['2021-02-19T09:51:20.000000987Z', 1_613_728_280, '000000987'],
    ['2021-02-19T09:51:20.500000000Z', 1_613_728_280, '5'],
    ['2021-02-19T10:51:20+01:00', 1_613_728_280, ''],
    ['2021-02-19T05:21:20-04:30', 1_613_728_280, ''],
    ['2021-02-19T09:51Z', 1_613_728_260, ''],
    ['1969-12-31T23:59:59.25Z', -1, '25'],
  ])('is read from %s', (text, epochSeconds, fraction) => {
    expect(parseInstant(text)).toEqual({ epochSeconds, fraction });
  });

  it.each([
    ['2021-02-30T09:51:20Z', 'days of 2021-02'],
    ['2021-02-19T24:00:00Z', 'time of day'],
    ['2021-02-19T09:60:00Z', 'time of day'],
    ['2021-02-19T23:59:60Z', 'time of day'],
    ['2021-02-19T09:51:20+19:00', 'offset'],
    ['2021-02-19T09:51:20+01:60', 'offset'],
    ['2021-02-19T09:51:20', 'is not a moment'],
    ['2021-02-19 09:51:20Z', 'is not a moment'],
    ['2021-02-19T09:51:20.Z', 'is not a moment'],
    ['2021-02-19', 'is not a moment'],
  ])('is not read from %s', (text, rule) => {
    expect(() => parseInstant(text)).toThrow(rule);
  });

  it('agrees with the platform to the millisecond', () => {
    const within = {
      noInvalidDate: true,
      min: new Date('0001-01-01T00:00:00Z'),
      max: new Date('9999-12-31T23:59:59.999Z'),
    };
    fc.assert(
      fc.property(fc.date(within), (date) => {
        expect(epochMsOfInstant(date.toISOString())).toBe(date.getTime());
      }),
    );
  });

  it('is rounded down to milliseconds, never up', () => {
    expect(epochMsOfInstant('1970-01-01T00:00:00.9999999Z')).toBe(999);
    expect(epochMsOfInstant('1969-12-31T23:59:59.9999999Z')).toBe(-1);
  });

  it('keeps its order to the last digit, however many were written', () => {
    const nanos = fc.bigInt({ min: 0n, max: 2_000_000_000n });
    const text = (value: bigint, digits: number) => {
      const fraction = String(value % 1_000_000_000n).padStart(9, '0');
      const kept = fraction.replace(/0+$/, '').padEnd(digits, '0');
      return `2026-01-01T00:00:0${value / 1_000_000_000n}${kept === '' ? '' : `.${kept}`}Z`;
    };
    fc.assert(
      fc.property(nanos, nanos, fc.nat({ max: 12 }), fc.nat({ max: 12 }), (a, b, aDigits, bDigits) => {
        expect(compareInstants(text(a, aDigits), text(b, bDigits))).toBe(a < b ? -1 : a > b ? 1 : 0);
      }),
    );
  });

  it('is the same moment under any offset', () => {
    expect(compareInstants('2026-01-01T00:30:00+01:00', '2025-12-31T23:30:00Z')).toBe(0);
  });
});
