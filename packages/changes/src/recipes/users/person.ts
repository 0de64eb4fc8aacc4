import type { User, UserInvitation, Vehicle } from '@jenji-kit/client';
import { byId } from '../../forms/collection.ts';
import { withoutPlaceholder } from '../../forms/custom-field-values.ts';
import { named } from '../../forms/naming.ts';
import type { Reading } from '../../recipe.ts';
import { type Grants, grantsByTarget } from './granted.ts';
import { type Profiles, profilesById } from './profiles.ts';

/** What names a person. */
export interface Name {
  readonly login?: string | null | undefined;
  readonly firstName?: string | null | undefined;
  readonly lastName?: string | null | undefined;
}

/** `user "Ada Lovelace" (ada@example.com)`. */
export function namedUser({ login, firstName, lastName }: Name, id = ''): string {
  return named('user', login || id, [firstName, lastName].filter(Boolean).join(' '));
}

export const nameOf = ({ login, firstName, lastName }: Name): Name => ({ login, firstName, lastName });

/** A user or an invitation as a state holds it: what comes in lists stands under what names it, so that order is no difference. */
export interface PersonState extends Name {
  readonly email?: string | null | undefined;
  readonly groupId?: string | null | undefined;
  readonly customFields?: Readonly<Record<string, unknown>> | null | undefined;
  readonly mainAccount?: boolean | null | undefined;
  readonly blockedAt?: string | null | undefined;
  readonly profiles: Profiles;
  readonly delegations: Grants;
  readonly vehicles: Readonly<Record<string, Vehicle>>;
  readonly [field: string]: unknown;
}

export function personState(person: User | UserInvitation): PersonState {
  const { profiles, delegations, vehicles, ...rest } = withoutPlaceholder(person);
  return {
    // An empty text says what absence says, and Jenji may answer the one for the other.
    ...Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== '')),
    profiles: profilesById(profiles ?? []),
    delegations: grantsByTarget(delegations ?? []),
    vehicles: byId((vehicles ?? []).map(withoutPlaceholder), ({ id }) => id),
  };
}

/** Reads one user. */
export async function readUser(
  reading: Reading,
  { organizationId, userId }: { organizationId: string; userId: string },
): Promise<PersonState> {
  return personState(await reading.call('users.get', { path: { organizationId, userId } }));
}
