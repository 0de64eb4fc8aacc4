import { shown } from '../words/shown.ts';
import { ownValue } from './nothing.ts';

/** The text for people out of texts by language, on one line: in the language asked for, else in English, else any. */
export function labelIn(labels: unknown, language: string): string | undefined {
  for (const name of [language.slice(0, 2), 'en', 'fr', ...Object.keys(Object(labels))]) {
    const text = ownValue(labels, name);
    if (typeof text === 'string' && shown(text) !== '') return shown(text);
  }
  return undefined;
}

export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
