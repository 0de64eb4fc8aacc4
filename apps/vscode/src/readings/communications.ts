import { organizationList } from './organization-list.ts';

/** The messages that an organization shows to its users. */
export const { key: communicationsKey, read: communicationsOf } = organizationList(
  'communications',
  (jenji, request, call) => jenji.communications.list(request, call),
);
