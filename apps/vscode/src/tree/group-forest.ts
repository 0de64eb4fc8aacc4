import type { OrganizationGroup, User } from '@jenji-kit/client';
import { groupedBy } from './expense-slices.ts';

/** A group with those below it. */
export interface GroupTree {
  readonly group: OrganizationGroup;
  readonly groups: readonly GroupTree[];
  readonly users: readonly User[];
  /** The ids of all in it and below. */
  readonly people: ReadonlySet<string>;
}

/**
 * Groups as they nest. A group whose parent is not there stands at the top; of groups in a circle, the first one does,
 * and each group is there once, whatever the list says.
 */
export function groupForest(
  groups: readonly OrganizationGroup[],
  users: readonly User[],
): { readonly roots: readonly GroupTree[]; readonly strays: readonly User[] } {
  const byId = new Map(groups.map((group) => [group.id ?? '', group]));
  const distinct = [...byId.values()];
  const children = groupedBy(distinct, ({ parentGroupId }) => parentGroupId ?? '');
  const members = groupedBy(users, ({ groupId }) => groupId ?? '');
  const placed = new Set<OrganizationGroup>();

  function treeOf(group: OrganizationGroup): GroupTree {
    placed.add(group);
    const id = group.id ?? '';
    const groups = byNameOf(children.get(id) ?? []).flatMap((child) => (placed.has(child) ? [] : [treeOf(child)]));
    const users = members.get(id) ?? [];
    const people = new Set(users.map((user) => user.id ?? ''));
    for (const child of groups) for (const person of child.people) people.add(person);
    return { group, groups, users, people };
  }

  const isTop = ({ parentGroupId }: OrganizationGroup) => !parentGroupId || !byId.has(parentGroupId);
  const roots = byNameOf(distinct.filter(isTop)).map(treeOf);
  for (const group of distinct) if (!placed.has(group)) roots.push(treeOf(group));
  return { roots, strays: users.filter(({ groupId }) => !byId.has(groupId ?? '')) };
}

function byNameOf(groups: readonly OrganizationGroup[]): OrganizationGroup[] {
  return [...groups].sort((one, other) => (one.name ?? '').localeCompare(other.name ?? ''));
}
