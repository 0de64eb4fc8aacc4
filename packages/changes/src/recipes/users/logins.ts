import type { User, UserInvitation } from '@jenji-kit/client';
import { ChangeRefused } from '../../change-refused.ts';
import { byId } from '../../forms/collection.ts';
import type { Reading } from '../../recipe.ts';
import { namedUser, type PersonState, personState } from './person.ts';

type People = Readonly<Record<string, PersonState>>;

/** How Jenji compares logins is not documented; two that differ in case alone are one mailbox to most people. */
function isSameLogin(a: string | null | undefined, b: string): boolean {
  return a?.toLowerCase() === b.toLowerCase();
}

/** The users that have a login, by id. What the filter of Jenji lets through is filtered again. */
export async function readUsersWithLogin(reading: Reading, organizationId: string, login: string): Promise<People> {
  const { data } = await reading.call('users.list', { path: { organizationId }, query: { login } });
  return byPersonId(data.filter((user) => isSameLogin(user.login, login)));
}

/** The invitations to a login, by id, whatever became of them. */
export async function readInvitationsTo(reading: Reading, organizationId: string, login: string): Promise<People> {
  const { data } = await reading.call('invitations.list', { path: { organizationId } });
  return byPersonId(data.filter((invitation) => isSameLogin(invitation.login, login)));
}

function byPersonId(people: readonly (User | UserInvitation)[]): People {
  const entries = Object.entries(byId<User | UserInvitation>(people, ({ id }) => id));
  return Object.fromEntries(entries.map(([id, person]) => [id, personState(person)]));
}

/** @throws ChangeRefused where one of the users has the login already. */
export function refuseTakenLogin(users: People, login: string, instead: string): void {
  const [taken] = Object.entries(users);
  if (taken === undefined) return;
  const [id, user] = taken;
  const blocked = user.blockedAt ? ', who is blocked,' : '';
  throw new ChangeRefused(
    'state',
    `The login ${JSON.stringify(login)} is taken: ${namedUser(user)}${blocked} has it, with the id ${JSON.stringify(id)}. ${instead}`,
  );
}

/** @throws ChangeRefused where an invitation to the login still waits. */
export function refuseWaitingInvitation(invitations: People, login: string): void {
  const waiting = Object.entries(invitations).find(([, invitation]) => isWaiting(invitation));
  if (waiting === undefined) return;
  throw new ChangeRefused(
    'state',
    `There is an invitation to ${JSON.stringify(login)} that nobody has accepted yet: ${JSON.stringify(waiting[0])}. Wait for it, or have it deleted in Jenji itself.`,
  );
}

/** An invitation without a state, as the manual shows one, waits. */
function isWaiting({ state, deletedAt }: PersonState): boolean {
  return state !== 'ACCEPTED' && state !== 'DELETED' && !deletedAt;
}
