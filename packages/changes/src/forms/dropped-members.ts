import type { Loss } from '../recipe.ts';
import { canonicalJson } from '../state.ts';

/** Members of an object, such as the languages of a label, that the object written in its place does not have. */
export function droppedMembers(name: string, present: unknown, written: unknown): Loss[] {
  if (!isObject(present) || !isObject(written)) return [];
  return Object.entries(present)
    .filter(([key, value]) => canonicalJson(value) !== '' && canonicalJson(own(written, key)) === '')
    .map(([key, value]) => ({ kind: 'cleared', what: `${name}.${key} ${JSON.stringify(value)}` }));
}

function own(members: Readonly<Record<string, unknown>>, key: string): unknown {
  return Object.hasOwn(members, key) ? members[key] : undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
