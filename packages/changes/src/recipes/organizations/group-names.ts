import { InvalidArgumentsError, type Organization, type OrganizationGroup } from '@jenji-kit/client';
import { byId, itemOf } from '../../forms/collection.ts';
import { listed, named } from '../../forms/naming.ts';

/** The names of an organization's groups, by id. */
export type GroupNames = Readonly<Record<string, string>>;

export function namesOf(groups: Readonly<Record<string, OrganizationGroup>>): GroupNames {
  return Object.fromEntries(Object.entries(groups).map(([id, { name }]) => [id, name ?? '']));
}

export function groupNamesOf({ groups }: Organization): GroupNames {
  return namesOf(byId(groups, ({ id }) => id));
}

/** @throws InvalidArgumentsError that names the groups there are. */
export function requireGroup(groups: GroupNames, id: string, field: string): string {
  const name = itemOf(groups, id);
  if (name !== undefined) return name;
  const those = listed(Object.entries(groups).map(([groupId, each]) => named('group', groupId, each)));
  throw new InvalidArgumentsError([{ path: field, message: `is the id of no group; there are ${those}` }]);
}
