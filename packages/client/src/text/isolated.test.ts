import { expect, test } from 'vitest';
import { isolated, quotesIsolated } from './isolated.ts';

test('a text from right to left is kept from the numbers beside it, and any other left alone', () => {
  expect(isolated('مطعم البحر')).toBe('\u2068مطعم البحر\u2069');
  expect(isolated('מסעדה')).toBe('\u2068מסעדה\u2069');
  for (const text of ['', 'Café du Coin', '出光スタンド丸', '12.345']) expect(isolated(text)).toBe(text);
});

test('in a sentence only what stands between quotes is', () => {
  expect(quotesIsolated('Run "accept" on expense "مطعم \\"البحر\\"", 12.345 BHD')).toBe(
    'Run "accept" on expense \u2068"مطعم \\"البحر\\""\u2069, 12.345 BHD',
  );
  expect(quotesIsolated('Run "accept" on "Café"')).toBe('Run "accept" on "Café"');
});
