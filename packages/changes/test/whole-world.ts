import type { Sandbox } from '@jenji-kit/sandbox';

/**
 * Everything that writes can reach, every expense included, without the instants of last changes and the counters.
 *
 * @param withExpenses Organizations whose expenses are looked at; those of fewer are quicker where a test looks often.
 */
export function wholeWorld(
  { organizations, bookkeepers, expenses, pendingCategoryUpdates }: Sandbox['world'],
  withExpenses: readonly string[] = [...organizations.keys()],
) {
  return {
    organizations: Object.fromEntries(
      [...organizations].map(([id, { activities: _, activitiesSinceStart: __, ...rest }]) => [id, undated(rest)]),
    ),
    bookkeepers: undated(bookkeepers),
    pendingCategoryUpdates: undated(pendingCategoryUpdates),
    expenses: withExpenses.flatMap((id) => [...expenses.search(id)].map(undated)),
  };
}

/** A value without the instants of last changes, at any depth, as plain objects. */
export function undated(value: unknown): unknown {
  if (value instanceof Map) return undated(Object.fromEntries(value));
  if (value instanceof Set) return [...value];
  if (Array.isArray(value)) return value.map(undated);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).filter(([name, member]) => name !== 'updatedAt' && member !== undefined);
  return Object.fromEntries(members.map(([name, member]) => [name, undated(member)]));
}
