import { organizationList } from './organization-list.ts';

/** The invitations of an organization, whatever became of them. */
export const { key: invitationsKey, read: invitationsOf } = organizationList('invitations', (jenji, request, call) =>
  jenji.invitations.list(request, call),
);
