import { InvalidArgumentsError, type Organization } from '@jenji-kit/client';
import { byId, itemOf } from '../../forms/collection.ts';
import { listed, named } from '../../forms/naming.ts';

/** The names of an organization's groups, by id. */
export type GroupNames = Readonly<Record<string, string>>;

export function groupNamesOf({ groups }: Organization): GroupNames {
  return Object.fromEntries(Object.entries(byId(groups, ({ id }) => id)).map(([id, { name }]) => [id, name ?? '']));
}

/** @throws InvalidArgumentsError that names the groups there are. */
export function requireGroup(groups: GroupNames, id: string, field: string): string {
  const name = itemOf(groups, id);
  if (name !== undefined) return name;
  const those = listed(Object.entries(groups).map(([groupId, each]) => named('group', groupId, each)));
  throw new InvalidArgumentsError([{ path: field, message: `is the id of no group; there are ${those}` }]);
}
