import { expect, test } from 'vitest';
import { linesOf, sandboxTree } from '../../test/sandbox-tree.ts';
import { TreeFilter } from './tree-filter.ts';

test('a filter leaves the loaded rows that hold the words, whatever case and accents, with those above them', async () => {
  const { model, open, requests } = await sandboxTree();
  const months = await open('Sandbox', 'Atelier', 'Expenses');
  const month = await open('Sandbox', 'Atelier', 'Expenses', 'November 2026');
  requests();
  const filter = new TreeFilter(model, 'CREPERIE camille');
  await filter.prepare();
  expect(filter.count).toBe(1);
  expect(linesOf(model, filter.of(model.known(months) ?? []))).toEqual([expect.stringMatching(/^November 2026/)]);
  expect(filter.leadsToMatch(month)).toBe(true);
  const [state] = filter.of(model.known(month) ?? []);
  expect(state && linesOf(model, filter.of(await model.children(state)))).toEqual([
    'Crêperie du Port | 27.60 EUR · Camille Moreau · 2026-11-18',
  ]);
  expect(requests()).toEqual([]);
});

test('what is below a row that holds the words stays whole', async () => {
  const { model, open } = await sandboxTree();
  const month = await open('Sandbox', 'Atelier', 'Expenses', 'November 2026');
  const filter = new TreeFilter(model, 'november');
  expect(filter.of(model.known(month) ?? [])).toHaveLength(3);
  expect(new TreeFilter(model, 'no such thing').of(model.roots())).toEqual([]);
});
