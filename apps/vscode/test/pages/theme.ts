import { readFileSync } from 'node:fs';

/** The kinds of theme that VS Code has. */
export const themeKinds = ['light', 'dark', 'high-contrast-dark', 'high-contrast-light'] as const;
export type ThemeKind = (typeof themeKinds)[number];

export interface Theme {
  /** Classes of the body. */
  readonly classes: string;
  /** CSS variables, by name. */
  readonly variables: Readonly<Record<string, string>>;
}

/** What VS Code 1.139 gives a page under its own themes: Light Modern, Dark Modern and the two of high contrast. */
export function themeOf(kind: ThemeKind): Theme {
  return JSON.parse(readFileSync(new URL(`themes/${kind}.json`, import.meta.url), 'utf8'));
}
