import type { Sandbox, UserInvitation, UserState } from '@jenji-kit/sandbox';
import { worldSeen } from './world-seen.ts';

interface PeopleSeen {
  /** By id. Profiles and delegations have no order that means anything, so they stand in one; and no values are none. */
  users: Record<string, UserState>;
  invitations: UserInvitation[];
  /** All the rest of the world, or of the organization. */
  elsewhere: unknown;
}

/**
 * The world as a value, seen from the people of one organization; without the instants of the last change.
 *
 * @param reach Only the `organization` is quicker where a test looks often.
 */
export function peopleSeen(
  world: Sandbox['world'],
  organizationId: string,
  reach: 'world' | 'organization' = 'world',
): PeopleSeen {
  const { users, invitations } = world.organizations.get(organizationId) ?? {};
  const elsewhere = worldSeen(world, reach === 'world' ? undefined : organizationId);
  for (const part of ['users', 'invitations']) {
    Reflect.deleteProperty(Object(elsewhere.organizations[organizationId]), part);
  }
  const people = [...(users ?? [])].map(([id, { user, ...hidden }]) => [id, { ...hidden, user: inOrder(user) }]);
  return structuredClone({
    users: Object.fromEntries(people),
    invitations: (invitations ?? []).map(({ invitation }) => inOrder(invitation)),
    elsewhere,
  });
}

type Person = Partial<UserState['user'] | UserInvitation>;

function inOrder<Shown extends Person>(person: Shown): Shown {
  const { profiles = [], delegations = [], customFields = {} } = person;
  const groups = profiles.map((each) => ({ ...each, groupIds: [...each.groupIds].sort() }));
  const lists = { profiles: groups.sort(byText), delegations: [...delegations].sort(byText) };
  return { ...person, updatedAt: '', ...lists, customFields };
}

function byText(a: unknown, b: unknown): number {
  return JSON.stringify(a) < JSON.stringify(b) ? -1 : 1;
}
