import { ApiError, forbidden, notFound } from './http/api-error.ts';
import type { Call } from './http/call.ts';
import { exchangeRate } from './rules/amount.ts';
import { groupAndAncestors } from './rules/groups.ts';
import { holdsProfile, transitionsFrom } from './rules/workflow.ts';
import type {
  BookkeeperState,
  DelegationPermission,
  OrganizationState,
  User,
  UserState,
  Workflow,
  World,
} from './world/index.ts';

/**
 * How far a key reaches. An organization's key: itself. A bookkeeper's: its clients, and as a master bookkeeper those
 * of the bookkeepers it manages; expenses and requests stop at the bookkeeper itself, as their chapters say.
 */
export type Reach = 'master-bookkeeper' | 'bookkeeper';

export function reaches(call: Call, organizationId: string, reach: Reach = 'master-bookkeeper'): boolean {
  const { key, world } = call;
  if (key.type === 'organization') return key.organizationId === organizationId;
  return [...world.bookkeepers.values()].some(
    ({ header, clients }) =>
      clients.has(organizationId) &&
      (header.id === key.bookkeeperId ||
        (reach === 'master-bookkeeper' && header.masterBookkeeperId === key.bookkeeperId)),
  );
}

export function reachableOrganizations(call: Call, reach?: Reach): OrganizationState[] {
  return [...call.world.organizations.values()].filter(({ header }) => reaches(call, header.id, reach));
}

/** The organization of the path, if the key reaches it. */
export function organizationOf(call: Call, reach?: Reach): OrganizationState {
  return reachedOrganization(call, call.parameter('organizationId'), reach);
}

export function reachedOrganization(call: Call, organizationId: string, reach?: Reach): OrganizationState {
  const organization = call.world.organizations.get(organizationId);
  if (!organization) throw notFound('organization', organizationId);
  if (!reaches(call, organizationId, reach)) throw forbidden('This key has no access to the organization');
  return organization;
}

/** The organization of the key itself; a bookkeeper key has none. */
export function ownOrganization({ key, world }: Call): OrganizationState {
  if (key.type !== 'organization') {
    throw forbidden('Only a key of an organization can do this: a bookkeeper names the organization in the path');
  }
  const organization = world.organizations.get(key.organizationId);
  if (!organization) throw notFound('organization', key.organizationId);
  return organization;
}

/** The bookkeeper of the path, if the key is its own or that of its master. */
export function bookkeeperOf(call: Call): BookkeeperState {
  const id = call.parameter('bookkeeperId');
  const bookkeeper = call.world.bookkeepers.get(id);
  if (!bookkeeper) throw notFound('bookkeeper', id);
  if (!manages(call, bookkeeper)) throw forbidden('This key has no access to the bookkeeper');
  return bookkeeper;
}

/** Whether the bookkeeper is the key's own, or one that it is the master of. */
export function manages({ key }: Call, { header }: BookkeeperState): boolean {
  return key.type === 'bookkeeper' && [header.id, header.masterBookkeeperId].includes(key.bookkeeperId);
}

/** The key's own bookkeeper. */
export function ownBookkeeper({ key, world }: Call): BookkeeperState {
  const bookkeeper = key.type === 'bookkeeper' ? world.bookkeepers.get(key.bookkeeperId) : undefined;
  if (!bookkeeper) throw forbidden('Only a bookkeeper key can do this');
  return bookkeeper;
}

export function userOf(call: Call, organization: OrganizationState): UserState {
  const id = call.parameter('userId');
  const state = organization.users.get(id);
  if (!state) throw notFound('user', id);
  return state;
}

/** A user by id among the organizations that the key reaches, with its organization. */
export function findUser(call: Call, userId: string): { organization: OrganizationState; user: User } | undefined {
  for (const organization of reachableOrganizations(call, 'bookkeeper')) {
    const user = organization.users.get(userId)?.user;
    if (user) return { organization, user };
  }
  return undefined;
}

/**
 * Who acts: the user named, who must belong to the organization, or else the user of the key. A key whose user is not
 * one of the organization acts as an administrator of the root group, a bookkeeper's as its accountant as well;
 * neither profile decides on expenses.
 */
export function actingUser({ key, now }: Call, organization: OrganizationState, actionUserId?: string): User {
  const named = actionUserId ?? key.userId;
  const user = organization.users.get(named)?.user;
  if (user) {
    requireActive(organization, user);
    return user;
  }
  if (actionUserId !== undefined && actionUserId !== key.userId) {
    throw forbidden('The user given as "actionUserId" does not belong to the organization', 'ACTION_NOT_ALLOWED');
  }
  if (key.type === 'organization') requireUnblocked(organization);
  const profileIds = key.type === 'bookkeeper' ? ['admin', 'accountant'] : ['admin'];
  const at = now().toISOString();
  return {
    id: key.userId,
    login: key.userId,
    organizationId: organization.header.id,
    groupId: 'root',
    profiles: profileIds.map((profileId) => ({ profileId, groupIds: ['root'] })),
    vehicles: [],
    delegations: [],
    mainAccount: false,
    createdAt: at,
    updatedAt: at,
  };
}

/** Refuses blocked users, and every user of a blocked organization. */
export function requireActive(organization: OrganizationState, user: User): void {
  requireUnblocked(organization);
  if (user.blockedAt) throw forbidden(`User "${user.id}" is blocked`, 'USER_BLOCKED');
}

function requireUnblocked({ header }: OrganizationState): void {
  if (header.states.includes('BLOCKED')) {
    throw forbidden('All users of the organization are blocked', 'ORGANIZATION_BLOCKED');
  }
}

/**
 * Whether someone may change what another user has entered: the owner, a delegate who may edit for the owner, an
 * administrator of the owner's group, or whoever has a say in the present state.
 */
export function requireMayEdit(
  call: Call,
  organization: OrganizationState,
  actor: User,
  owner: User,
  workflow: Workflow,
  state: string,
): void {
  const { groups } = organization;
  const profileIds = ['admin', ...transitionsFrom(workflow, state).flatMap(({ profiles }) => profiles)];
  const may =
    actor.id === owner.id ||
    isDelegateOf(actor, owner, ['WRITE', 'PERSONAL'], today(call)) ||
    holdsProfile(actor, profileIds, owner.groupId, groups);
  if (!may) throw new ApiError(403, 'ACTION_NOT_ALLOWED', `User "${actor.id}" may not change this`);
}

function isDelegateOf(actor: User, owner: User, permissions: DelegationPermission[], day: string): boolean {
  return actor.delegations.some(
    ({ userId, groupId, permission, start, end }) =>
      permissions.includes(permission) &&
      (userId ? userId === owner.id : groupId === owner.groupId) &&
      (!start || start <= day) &&
      (!end || day <= end),
  );
}

/** The day it is, UTC. */
export function today({ now }: Pick<Call, 'now'>): string {
  return now().toISOString().slice(0, 10);
}

/** Group ids of the user: its own and those above. */
export function groupPath(organization: OrganizationState, user: User): string[] {
  return groupAndAncestors(user.groupId, organization.groups);
}

/** Units of the organization's currency for one unit of another; undefined where one of the two has no known rate. */
export function conversionTo(world: World, organization: OrganizationState, currency: string) {
  const masterCurrency = organization.header.masterCurrency ?? currency;
  if (masterCurrency === currency) return { masterCurrency, rate: 1 };
  const master = world.exchangeRates.get(masterCurrency);
  const units = world.exchangeRates.get(currency);
  return {
    masterCurrency,
    rate: master === undefined || units === undefined ? undefined : exchangeRate(units, master),
  };
}
