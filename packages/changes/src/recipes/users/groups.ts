import { itemOf } from '../../forms/collection.ts';
import { named } from '../../forms/naming.ts';
import type { Reading } from '../../recipe.ts';
import { type GroupNames, groupNamesOf, requireGroup } from '../organizations/group-names.ts';

/** A group that a request names, and where. */
export interface GroupMention {
  id: string;
  /** Such as `body.groupId`. */
  field: string;
}

/** Id of the group that every organization has at its top. */
const top = 'root';

/**
 * The names of the groups that a request names. Asks only where one besides the top group is named.
 *
 * @param others Groups that may be gone, such as those of a profile to be taken away.
 * @throws InvalidArgumentsError that names the groups there are, for a mention of one that does not exist.
 */
export async function readGroupNames(
  reading: Reading,
  organizationId: string,
  mentions: readonly GroupMention[],
  others: readonly string[] = [],
): Promise<GroupNames> {
  const asked = mentions.filter(({ id }) => id !== top);
  const ids = new Set([...asked.map(({ id }) => id), ...others.filter((id) => id !== top)]);
  if (ids.size === 0) return {};
  const names = groupNamesOf(await reading.call('organizations.get', { path: { organizationId } }));
  for (const { id, field } of asked) requireGroup(names, id, field);
  return Object.fromEntries(Object.entries(names).filter(([id]) => ids.has(id)));
}

/** `group "Sales" (sales)`. */
export function namedGroup(id: string, groups: GroupNames): string {
  return id === top ? 'the top group (root)' : named('group', id, itemOf(groups, id));
}
