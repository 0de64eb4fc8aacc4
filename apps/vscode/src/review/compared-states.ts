import type { FieldChange } from '@jenji-kit/changes';
import { withoutInvisible } from '@jenji-kit/client/text';
import type { ItemShown } from './plan-shown.ts';

export type Side = 'before' | 'after';

/** What a record is now, or would be, as JSON in an order that is always the same, so that a diff shows what differs only. */
export function comparedState({ before, expected, diff }: ItemShown, side: Side): string {
  const state = side === 'before' ? before : expected;
  // The journal tells of plans of other processes what differs, and no more.
  const shown = state ?? fromDifferences(diff, side);
  const [only, ...others] = Object.values(shown);
  const document = others.length === 0 && only !== undefined ? only : shown;
  return `${JSON.stringify(ordered(document), null, 2) ?? '{}'}\n`;
}

function fromDifferences(diff: readonly FieldChange[], side: Side): Readonly<Record<string, unknown>> {
  const root = new Map<string, unknown>();
  for (const change of diff) {
    const value = change[side];
    if (value === undefined) continue;
    let place = root;
    for (const name of change.path.slice(0, -1)) {
      const next = place.get(name);
      const inner = next instanceof Map ? next : new Map<string, unknown>();
      place.set(name, inner);
      place = inner;
    }
    place.set(change.path.at(-1) ?? '', value);
  }
  return asObject(root);
}

function asObject(map: Map<string, unknown>): Record<string, unknown> {
  return Object.fromEntries([...map].map(([name, value]) => [name, value instanceof Map ? asObject(value) : value]));
}

/** Members by name, without what says nothing; text without what cannot be seen. */
function ordered(value: unknown): unknown {
  if (typeof value === 'string') return withoutInvisible(value);
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).filter(([, member]) => member !== null && member !== undefined);
  const names = members.sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(names.map(([name, member]) => [withoutInvisible(name), ordered(member)]));
}
