import { invisibleEscaped } from './invisible-escaped.ts';
import type { ItemShown } from './plan-shown.ts';
import { statesShown } from './states-shown.ts';

export type Side = 'before' | 'after';

/** What a record is now, or would be, as JSON in an order that is always the same, so that a diff shows what differs only. */
export function comparedState(item: ItemShown, side: Side): string {
  const state = statesShown(item)[side];
  const documents = Object.values(state);
  // Most changes are about one document, whose name says nothing that the title does not.
  const names = new Set([...Object.keys(item.before ?? {}), ...item.diff.map(({ path }) => path[0])]);
  const shown = names.size === 1 ? (documents[0] ?? {}) : state;
  return `${invisibleEscaped(JSON.stringify(ordered(shown), null, 2))}\n`;
}

/** Members by name, without what says nothing. */
function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).filter(([, member]) => member !== null && member !== undefined);
  const byName = members.sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(byName.map(([name, member]) => [name, ordered(member)]));
}
