import type { Translations } from '../world/index.ts';

/** Rows of a table as trimmed cells. */
export function rows(table: string): string[][] {
  return table
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.split('|').map((cell) => cell.trim()));
}

/** Labels in the order of the languages: `Repas/Meals`. One label alone serves in all of them. */
export function labels(languages: readonly string[], text: string): Translations {
  const parts = text.split('/');
  return Object.fromEntries(languages.map((language, at) => [language, parts[at] ?? parts[0] ?? text]));
}
