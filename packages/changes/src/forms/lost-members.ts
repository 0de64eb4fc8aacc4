import type { Loss } from '../recipe.ts';
import { canonicalJson } from '../state.ts';
import { shownCode } from './naming.ts';
import type { ReadRecord } from './replacement.ts';

/**
 * What goes with the old value where a map or a list of ids is set as a whole: the French label, say, where only an
 * English one is given, or the group that is no longer named. A scope condition is one thing, so its members do not count.
 */
export function lostMembers(record: ReadRecord, set: ReadRecord): Loss[] {
  return Object.entries(set).flatMap(([field, value]): Loss[] => {
    const present = record[field];
    if (Array.isArray(present) && Array.isArray(value)) {
      const gone = present.filter((member) => typeof member === 'string' && !value.includes(member));
      return gone.map((member) => ({ kind: 'removed', what: `${field} ${JSON.stringify(member)}` }));
    }
    if (!isMap(present) || !isMap(value)) return [];
    const gone = Object.entries(present).filter(
      ([name, member]) => canonicalJson(member) !== '' && member !== '' && value[name] == null,
    );
    return gone.map(
      ([name, member]): Loss => ({ kind: 'cleared', what: `${field}.${shownCode(name)} ${JSON.stringify(member)}` }),
    );
  });
}

function isMap(value: unknown): value is ReadRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !Object.hasOwn(value, 'type');
}
