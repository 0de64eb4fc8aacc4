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

test('whatever is told in a corner of the window goes through messages.ts, so that no text of Jenji is a link there', () => {
  const folder = join(source, 'vscode');
  const others = readdirSync(folder).filter((name) => name !== 'messages.ts');
  const calls = others.flatMap((name) =>
    readFileSync(join(folder, name), 'utf8')
      .split(/(?=vscode\.window\.show(?:Information|Warning|Error)Message)/)
      .slice(1)
      // Dialogs show their text as it is.
      .filter((call) => !call.slice(0, 250).includes('modal: true'))
      .map((call) => `${name}: ${call.slice(0, 80)}`),
  );
  expect(calls).toEqual([]);
});
