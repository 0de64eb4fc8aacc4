import { expect, test } from 'vitest';
import { DiffTitles } from './diff-titles.ts';

test('two changes of one title have editors that can be told apart, so that none is approved for the other', () => {
  const titles = new DiffTitles();
  const [one, two] = [titles.take('3 changes (Test)', 'a'), titles.take('3 changes (Test)', 'b')];
  expect(one).not.toBe(two);
  expect(titles.take('3 changes (Test)', 'a')).toBe(one);
  expect(titles.take('3 changes (Test)', 'b')).toBe(two);
  expect([`${one} (3 files)`, `${two} (3 files)`].map((label) => titles.idOf(label))).toEqual(['a', 'b']);
  expect(titles.idOf('README.md')).toBeUndefined();
  titles.keepOnly(new Set(['b']));
  expect([one, two].map((label) => titles.idOf(label))).toEqual([undefined, 'b']);
});
