import { expect, test } from 'vitest';
import { RowSelection } from './row-selection.ts';

/** Rows as they are sorted: places 0 to 4. */
const shown = Uint32Array.of(40, 10, 30, 0, 20);

test('a range goes from where the last single row was selected, however often it is changed', () => {
  const selection = new RowSelection();
  selection.only(30);
  selection.extend(shown, 2, 4);
  expect([...selection.among(shown)]).toEqual([30, 0, 20]);
  selection.extend(shown, 4, 1);
  expect([...selection.among(shown)]).toEqual([10, 30]);
  expect(selection.size).toBe(2);
});

test('a range without a beginning begins at the active row', () => {
  const selection = new RowSelection();
  selection.extend(shown, 1, 3);
  expect([...selection.among(shown)]).toEqual([10, 30, 0]);
});

test('rows stay selected when they are sorted, and count only where they are shown', () => {
  const selection = new RowSelection();
  selection.toggle(10);
  selection.toggle(20);
  selection.toggle(999);
  selection.toggle(20);
  expect([...selection.among(shown.toReversed())]).toEqual([10]);
  expect(selection.size).toBe(2);
  selection.all(shown);
  expect(selection.size).toBe(5);
  selection.clear();
  expect(selection.among(shown)).toHaveLength(0);
  expect(selection.has(999)).toBe(false);
});

test('rows that got other numbers stay selected, those that are gone do not', () => {
  const selection = new RowSelection();
  selection.toggle(40);
  selection.toggle(10);
  selection.toggle(30);
  const moved = selection.moved((row) => (row === 30 ? undefined : row + 1));
  expect(moved.size).toBe(2);
  expect([...moved.among(Uint32Array.of(41, 40, 31, 11, 10))]).toEqual([41, 11]);
});
