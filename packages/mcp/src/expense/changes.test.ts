import { expect, test } from 'vitest';
import { changesBetween } from './changes.ts';

test('tells what a workflow action changes from what it should not touch', () => {
  const before = { id: 'e', state: 'A', total: 10, explanation: null, customFields: { a: 1, b: { c: 1, d: 2 } } };
  const after = { id: 'e', state: 'B', total: 11, validatedBy: 'u', customFields: { b: { d: 2, c: 1 }, a: 1 } };
  expect(changesBetween(before, after)).toEqual({
    expected: [
      { field: 'state', before: 'A', after: 'B' },
      { field: 'validatedBy', before: undefined, after: 'u' },
    ],
    unexpected: [{ field: 'total', before: 10, after: 11 }],
  });
});
