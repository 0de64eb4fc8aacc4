import type { Named, NameIndex } from '../directory/name-index.ts';
import type { Names } from '../directory/reader.ts';

/** Names of the organizations that a change is about, by id. */
export type NamesByOrganization = ReadonlyMap<string, Names>;

/** What the ids under a member's name stand for. */
export type Kind = 'category' | 'payment method' | 'group' | 'user';

const kinds: Readonly<Record<string, Kind>> = {
  category: 'category',
  parentCategoryId: 'category',
  paymentMethodId: 'payment method',
  preferredPaymentMethodId: 'payment method',
  groupId: 'group',
  parentGroupId: 'group',
  groupIds: 'group',
  groups: 'group',
  editableByGroups: 'group',
  visibleByGroups: 'group',
  userId: 'user',
  attendees: 'user',
  actionUserId: 'user',
  validatedBy: 'user',
  checkedBy: 'user',
  accountedBy: 'user',
  paidBy: 'user',
  deletedBy: 'user',
  mutedBy: 'user',
};

/** What an id at this place stands for; undefined where it is none of what has names. */
export function kindOf(path: readonly (string | number)[]): Kind | undefined {
  const last = path.findLast((step) => typeof step === 'string' && !/^\d+$/.test(step));
  return typeof last === 'string' && Object.hasOwn(kinds, last) ? kinds[last] : undefined;
}

/** Whether a change of this place is only understood with names: its value is an id, or it lies under one within a record. */
export function isNamedPlace(path: readonly string[]): boolean {
  return kindOf(path) !== undefined || path.slice(1, -1).some((step) => step === 'groups' || step === 'delegations');
}

export function indexOf({ directory, people }: Names, kind: Kind): NameIndex<Named> {
  if (kind === 'category') return directory.categories;
  if (kind === 'payment method') return directory.paymentMethods;
  if (kind === 'group') return directory.groups;
  return people;
}

/** The name of an id; undefined where it has none. */
export function nameIn(names: Names, kind: Kind | undefined, id: string): string | undefined {
  const name = kind && indexOf(names, kind).nameOf(id);
  return name === id ? undefined : name;
}
