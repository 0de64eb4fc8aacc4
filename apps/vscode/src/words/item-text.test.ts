import { expect, test } from 'vitest';
import { itemText } from './item-text.ts';

test('a text in a list has one line, no icon, and nothing that cannot be seen', () => {
  expect(itemText('$(verified) Acme\u202e\n(Production)')).toBe('$ (verified) Acme (Production)');
  expect(itemText('Café du Coin')).toBe('Café du Coin');
});
