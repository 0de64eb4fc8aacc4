import { expect, test } from 'vitest';
import { amountText, amountWords, decimalWords } from './amount-text.ts';

test('amounts are written as the person writes them, with the decimals of the currency', () => {
  expect(amountText(1218.2, 'EUR', 'en')).toBe('1,218.20 EUR');
  expect(amountText(1218.2, 'EUR', 'fr')).toBe('1\u202f218,20 EUR');
  expect(amountText(128_000, 'JPY', 'en')).toBe('128,000 JPY');
  expect(amountText(-0.5, 'KWD', 'en')).toBe('-0.500 KWD');
  expect(amountText(7.123, 'EUR', 'en')).toBe('7.123 EUR');
  expect(amountText(12.5, null, 'fr')).toBe('12,5');
  expect(decimalWords('2.985075', 'fr')).toBe('2,985075');
  expect(amountText(null, 'EUR', 'en')).toBeUndefined();
});

test('no digit is lost', () => {
  expect(amountWords({ value: '12345678901234567890.12', currency: 'EUR' }, 'en')).toBe(
    '12,345,678,901,234,567,890.12 EUR',
  );
  expect(amountText(1e21, 'JPY', 'en')).toMatch(/^≈ /);
});
