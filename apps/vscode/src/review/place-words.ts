import { oneLine } from '../words/one-line.ts';
import type { ItemShown } from './plan-shown.ts';
import { statesShown } from './states-shown.ts';

/** Where in a record something differs, with the names of the records on the way in place of their ids: `Lunch › labels › fr`. */
export function placeWords(path: readonly string[], item: Pick<ItemShown, 'before' | 'expected' | 'diff'>): string {
  const [document = '', ...names] = path;
  if (names.length === 0) return oneLine(document);
  const { before, after } = statesShown(item);
  let was: unknown = before[document];
  let is: unknown = after[document];
  const words = names.map((name) => {
    was = memberOf(was, name);
    is = memberOf(is, name);
    return oneLine(nameIn(is) ?? nameIn(was) ?? name);
  });
  return words.join(' › ');
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined;
}

/** What people call a record of a list. */
function nameIn(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const labels = memberOf(value, 'labels') ?? memberOf(value, 'label');
  const person = [memberOf(value, 'firstName'), memberOf(value, 'lastName')].filter(isText).join(' ');
  const candidates = [
    labels,
    memberOf(labels, 'en'),
    ...Object.values(Object(labels)),
    memberOf(value, 'name'),
    person,
    memberOf(value, 'code'),
  ];
  return candidates.find(isText);
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '';
}
