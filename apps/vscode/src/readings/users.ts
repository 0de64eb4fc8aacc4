import { organizationList } from './organization-list.ts';

/** The users of an organization, blocked ones included. */
export const { key: usersKey, read: usersOf } = organizationList('users', (jenji, request, call) =>
  jenji.users.list(request, call),
);
