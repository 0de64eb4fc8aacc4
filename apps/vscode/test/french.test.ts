import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { getL10nJson } from '@vscode/l10n-dev';
import { expect, test } from 'vitest';
import { isOfPlans } from '../src/words/plan-language.ts';

const app = join(import.meta.dirname, '..');
const json = (path: string): Record<string, string> => JSON.parse(readFileSync(join(app, path), 'utf8'));
const placeholders = (text: string) => [...new Set(text.match(/\{\d+\}/g))].sort();

/** Every text that the running extension shows, as it stands in the sources: the English is the key. */
async function shownTexts(): Promise<string[]> {
  const source = join(app, 'src');
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))
    .map((path) => ({ extension: '.ts', contents: readFileSync(join(source, path), 'utf8') }));
  return Object.keys(await getL10nJson(files));
}

test('every text of the running extension is there in French, and no other', async () => {
  const others = Object.keys(json('l10n/bundle.l10n.fr.json')).filter((key) => !isOfPlans(key));
  expect(others.sort()).toEqual((await shownTexts()).sort());
});

test('French texts hold the same values as the English ones', () => {
  const pairs = [
    ...Object.entries(json('l10n/bundle.l10n.fr.json')),
    ...Object.entries(json('package.nls.json')).map(([key, english]) => [
      english,
      json('package.nls.fr.json')[key] ?? '',
    ]),
  ];
  for (const [english = '', french = ''] of pairs) {
    expect(french.trim(), english).not.toBe('');
    expect(placeholders(french), english).toEqual(placeholders(english));
  }
});
