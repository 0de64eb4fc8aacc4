import { expect, test } from 'vitest';
import { settle } from './settle.ts';

const before = { category: { id: 'lunch', notSelectable: true, order: 1 } };
const expected = { category: { id: 'lunch', order: 1 } };

test('takes a flag shown as false for one that was cleared, as it was asked', () => {
  const shown = { category: { ...before.category, notSelectable: false } };
  expect(settle(before, { expected }, shown)).toMatchObject({ result: 'applied', missing: [], unexpected: [] });
  expect(settle(before, { expected }, expected)).toMatchObject({ result: 'applied', missing: [], unexpected: [] });
  expect(settle(before, { expected }, before)).toMatchObject({ result: 'not-applied' });
});
