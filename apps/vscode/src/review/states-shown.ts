import type { FieldChange } from '@jenji-kit/changes';
import type { ItemShown } from './plan-shown.ts';

type State = Readonly<Record<string, unknown>>;

/** The states before and after a change: whole where they are known, else as far as the differences tell. */
export function statesShown({ before, expected, diff }: Pick<ItemShown, 'before' | 'expected' | 'diff'>): {
  readonly before: State;
  readonly after: State;
} {
  return {
    before: before ?? fromDifferences(diff, 'before'),
    after: expected ?? fromDifferences(diff, 'after'),
  };
}

function fromDifferences(diff: readonly FieldChange[], side: 'before' | 'after'): State {
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
