import type { ChangeRecord } from '@jenji-kit/changes';
import type { RecordChange } from '../writing-operations/world-records.ts';

/** What the journal says a change has touched. */
export interface Told {
  /** Every id that its items name: in the path, in the places that changed, of new records. */
  names: ReadonlySet<string>;
  newIds: readonly string[];
  /** Organizations or lists that it destroys beyond one record. */
  reset: ReadonlySet<string>;
}

export function toldBy({ items, hazard }: ChangeRecord): Told {
  const names = new Set<string>();
  for (const { request, changed = [], newIds = [] } of items) {
    const path = Object.values(request.path ?? {});
    for (const id of [...path, ...changed.flatMap((each) => each.path), ...newIds]) names.add(id);
    // What nobody can read is lost by name: `editableScopeCondition.<key>`.
    for (const accepted of request.accept ?? []) names.add(accepted.slice(accepted.indexOf('.') + 1));
    // A warning rule may be named by the id that its maker gave it.
    for (const id of path) if (id.startsWith('ext-')) names.add(id.slice(4));
  }
  const newIds = items.flatMap((each) => each.newIds ?? []);
  const paths = items.flatMap(({ request }) => Object.values(request.path ?? {}));
  return { names, newIds, reset: new Set(hazard === 'reset' ? paths : []) };
}

/** Whether the journal names a record of the world that has changed. */
export function isTold({ names, newIds, reset }: Told, change: RecordChange, all: readonly RecordChange[]): boolean {
  const { id, kind, owner } = change;
  if (reset.has(owner) || newIds.includes(owner)) return true;
  // The order of a list is Jenji's own: it follows from what is written of its items.
  if (id === 'order') {
    return all.some((each) => each.kind === kind && each.owner === owner && names.has(each.id));
  }
  return names.has(id);
}
