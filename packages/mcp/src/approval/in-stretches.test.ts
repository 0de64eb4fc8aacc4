import { expect, test } from 'vitest';
import { inStretches } from './in-stretches.ts';

test('what counts from its start again is told as going on from where it was', () => {
  const told: (string | number | undefined)[][] = [];
  const { progress, step } = inStretches((...each) => told.push(each));
  progress(1, 2, 'reading');
  progress(2, 2, 'reading');
  step('waiting');
  step('waiting');
  progress(1, 3, 'sending');
  expect(told).toEqual([
    [1, 2, 'reading'],
    [2, 2, 'reading'],
    [3, undefined, 'waiting'],
    [4, undefined, 'waiting'],
    [5, 7, 'sending'],
  ]);
});
