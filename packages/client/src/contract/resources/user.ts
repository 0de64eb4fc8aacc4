import * as z from 'zod';
import { customFieldValues, flag, instant, localDate, open, resource, text, texts } from '../response-types.ts';
import { distanceUnit } from './mileage.ts';
import { vehicle } from './vehicle.ts';

export const delegationPermission = z.enum(['READ', 'WRITE', 'PERSONAL', 'NONE']);

/** A role in the workflow, and the groups it holds for. */
export const userProfile = resource('UserProfile', { profileId: text, groupIds: texts });

/** The right to act for another user, or for all users of a group. */
export const delegation = resource('Delegation', {
  id: text,
  userId: text,
  groupId: text,
  permission: open(delegationPermission),
  /** Of a user delegation only. */
  start: localDate,
  end: localDate,
});

const person = {
  id: text,
  login: text,
  email: text,
  firstName: text,
  lastName: text,
  organizationId: text,
  groupId: text,
  internalId: text,
  customFields: customFieldValues,
  vehicles: z.array(vehicle),
  preferredPaymentMethodId: text,
  preferredCountry: text,
  preferredCurrency: text,
  profiles: z.array(userProfile),
  phone: text,
  delegations: z.array(delegation),
  createdAt: instant,
};

/** The id is a UUID or an e-mail address. */
export const user = resource('User', {
  ...person,
  preferredDistanceUnit: open(distanceUnit),
  /** Written as `preferredVehicle`. */
  preferredVehicleId: text,
  updatedAt: instant,
  /** Null while the user is not blocked. */
  blockedAt: instant,
  mainAccount: flag,
});

export const invitationState = z.enum(['WAITING', 'ACCEPTED', 'DELETED']);

export const userInvitation = resource('UserInvitation', {
  ...person,
  state: open(invitationState),
  inviteSentAt: instant,
  deletedAt: instant,
});

export type DelegationPermission = z.infer<typeof delegationPermission>;
export type UserProfile = z.infer<typeof userProfile>;
export type Delegation = z.infer<typeof delegation>;
export type User = z.infer<typeof user>;
export type UserInvitation = z.infer<typeof userInvitation>;
