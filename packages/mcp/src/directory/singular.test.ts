import { expect, test } from 'vitest';
import { singular } from './singular.ts';

test.each([
  ['meals', 'meal'],
  ['notes de frais', 'note de frai'],
  ['access', 'access'],
  ['cadeaux', 'cadeau'],
  ['bus', 'bus'],
])('the singular of %s is %s', (text, expected) => {
  expect(singular(text)).toBe(expected);
});
