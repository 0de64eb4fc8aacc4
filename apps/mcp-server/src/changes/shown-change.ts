import type { FieldChange, Skipped } from '@jenji-kit/changes';
import type { Names } from '../directory/reader.ts';
import { shortenTexts } from '../results/shorten-texts.ts';
import { kindOf, nameIn } from './named-in.ts';

/** The place of a change as people read it: without the name of the document, which the title says. */
export function fieldOf({ path }: Pick<FieldChange, 'path'>): string {
  return (path.length > 1 ? path.slice(1) : path).join('.');
}

/** A value in words: an id with its name, a text in quotes, a list or record as JSON. */
export function shownValue({ path }: Pick<FieldChange, 'path'>, value: unknown, names: Names | undefined): string {
  if (typeof value === 'string') {
    // What only Jenji knows stands between these marks.
    const given = /^⟨(.*)⟩$/u.exec(value)?.[1];
    if (given !== undefined) return given;
    const name = names && nameIn(names, kindOf(path), value);
    return name === undefined ? JSON.stringify(value) : `${JSON.stringify(name)} (${value})`;
  }
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) {
    return value.map((item) => shownValue({ path }, item, names)).join(', ');
  }
  return JSON.stringify(value);
}

/** What was left out of a plan: the operation and what it is about. */
export function skippedTitle({ request: { operation, path = {} } }: Pick<Skipped, 'request'>): string {
  return [operation, ...Object.values(path)].join(' ');
}

/** A change as data, without names for ids. */
export function plainChange(change: FieldChange): Record<string, unknown> {
  return { field: fieldOf(change), before: shortenTexts(change.before, 300), after: shortenTexts(change.after, 300) };
}
