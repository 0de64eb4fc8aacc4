import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { expect, test } from 'vitest';

const source = join(import.meta.dirname, '../src');

test('only src/vscode/ imports vscode, so that everything else runs without an editor', () => {
  const importing = readdirSync(source, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .filter((path) => /from 'vscode'|import\('vscode'\)/.test(readFileSync(join(source, path), 'utf8')))
    .map((path) => relative(source, join(source, path)).split(sep)[0]);
  expect(new Set(importing)).toEqual(new Set(['vscode']));
});
