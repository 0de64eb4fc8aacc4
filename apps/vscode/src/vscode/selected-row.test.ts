import { expect, test } from 'vitest';
import { selectedRow } from './selected-row.ts';

test('a click that comes while the rows are shown anew is not lost', async () => {
  const view: { selection: string[] } = { selection: [] };
  const clicked = selectedRow(view);
  setImmediate(() => view.selection.push('Parc Gambetta'));
  expect(await clicked).toBe('Parc Gambetta');
});

test('where nothing is selected, nothing is clicked', async () => {
  expect(await selectedRow({ selection: [] }, { patienceMs: 0 })).toBeUndefined();
});
