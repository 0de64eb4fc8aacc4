import * as z from 'zod';
import { endpoint } from './endpoint.ts';
import * as request from './request-types.ts';
import { distanceUnit } from './resources/mileage.ts';
import { delegation, delegationPermission, user, userInvitation } from './resources/user.ts';
import { vehicle, vehicleEnergy, vehicleType } from './resources/vehicle.ts';
import { listOf } from './response-types.ts';

const delegationInput = z
  .strictObject({
    userId: z.string().nullish().describe('User to act for; either this or groupId.'),
    groupId: z.string().nullish().describe('Group to act for; either this or userId.'),
    permission: delegationPermission,
    start: request.localDate.nullish().describe('First day; with end, and of a user delegation only.'),
    end: request.localDate.nullish().describe('Last day; with start, and of a user delegation only.'),
  })
  .refine(({ userId, groupId }) => Boolean(userId) !== Boolean(groupId), {
    path: ['userId'],
    error: 'give either userId or groupId, exactly one of the two',
  })
  .refine(({ start, end }) => Boolean(start) === Boolean(end), {
    path: ['end'],
    error: 'start and end go together; give both or none',
  })
  .refine(({ groupId, start }) => !(groupId && start), {
    path: ['start'],
    error: 'a group delegation has no dates; leave start and end out',
  })
  .refine(request.startsBeforeItEnds, request.periodOrder);

const delegations = z.array(delegationInput);
const delegationsBody = z.strictObject({
  delegations: delegations.describe('All of them; an empty list removes all.'),
});

const personFields = {
  email: z.string().nullish().describe('Where to write, if not to the login.'),
  firstName: z.string().nullish(),
  lastName: z.string().nullish(),
  language: request.language.nullish().describe('Cannot be read back, and is cleared by an update that leaves it out.'),
  preferredPaymentMethodId: z.string().nullish(),
  preferredCountry: request.country.nullish(),
  preferredCurrency: request.currency.nullish(),
  groupId: z.string().nullish().describe('Group to belong to; `root` for the top group.'),
  internalId: z.string().nullish().describe('Code of the user in your own systems.'),
  profiles: z
    .array(z.strictObject({ profileId: request.requiredText, groupIds: z.array(request.requiredText) }))
    .nullish()
    .describe('Roles in the workflow, each with the groups it holds for.'),
  customFields: request.customFieldValues.nullish(),
  phone: z.string().nullish(),
};

const userFields = {
  ...personFields,
  preferredVehicle: z.string().nullish().describe('Vehicle id; read back as `preferredVehicleId`.'),
  preferredDistanceUnit: distanceUnit.nullish().describe('Default KM.'),
  mainAccount: z.boolean().nullish().describe('Whether this is the account the person lands in by default.'),
};

const login = request.requiredText.describe('What the user signs in with, usually an e-mail address; unique.');

const vehicleFields = {
  label: z.string().nullish(),
  engineCapacity: z.int().nullish().describe('Cubic centimetres.'),
  energy: vehicleEnergy.nullish(),
  fixedMileageRate: request.decimal.nullish().describe('Amount per distance unit; overrides the official tariff.'),
  fixedMileageRateDistanceUnit: distanceUnit.nullish().describe('Default KM.'),
  mileageCalculatorId: z.string().nullish().describe('The organization’s rules apply when left out.'),
  disabled: z.boolean().nullish().describe('Read back as `disabledAt`.'),
  customFields: request.customFieldValues.nullish(),
};

export const userOperations = {
  'users.list': endpoint({
    method: 'GET',
    path: '/api/org/v1/organizations/{organizationId}/users',
    summary: 'List the users of an organization.',
    hazard: 'read',
    query: z.strictObject({
      login: z.string().nullish().describe('How it matches is not documented: filter the answer again.'),
      internalId: z.string().nullish().describe('How it matches is not documented: filter the answer again.'),
    }),
    response: listOf(user),
  }),

  'users.get': endpoint({
    method: 'GET',
    path: '/api/org/v1/organizations/{organizationId}/users/{userId}',
    summary: 'Read one user.',
    hazard: 'read',
    response: user,
  }),

  'users.create': endpoint({
    method: 'POST',
    path: '/api/org/v1/organizations/{organizationId}/users',
    summary: 'Add a user to a group of an organization.',
    hazard: 'create',
    body: z.strictObject({ login, ...userFields, delegations: delegations.nullish() }),
    response: user,
  }),

  'users.update': endpoint({
    method: 'PUT',
    path: '/api/org/v1/organizations/{organizationId}/users/{userId}',
    summary: 'Replace a user; fields left out are cleared, profiles too. Group and delegations stay.',
    hazard: 'replace',
    body: z.strictObject(userFields),
    response: user,
  }),

  'users.updateLogin': endpoint({
    method: 'PATCH',
    path: '/api/org/v1/organizations/{organizationId}/users/{userId}/login',
    summary: 'Change what a user signs in with.',
    hazard: 'merge',
    body: z.strictObject({ login }),
    response: user,
  }),

  'invitations.list': endpoint({
    method: 'GET',
    path: '/api/org/v1/organizations/{organizationId}/invitations',
    summary: 'List the invitations of an organization, whatever became of them.',
    hazard: 'read',
    response: listOf(userInvitation),
  }),

  // An e-mail leaves at once and nothing can withdraw the invitation.
  'invitations.create': endpoint({
    method: 'POST',
    path: '/api/org/v1/organizations/{organizationId}/invitations',
    summary: 'Invite a person, by e-mail unless told not to; it cannot be withdrawn by API.',
    hazard: 'transition',
    body: z.strictObject({
      login,
      ...personFields,
      skipMail: z.boolean().nullish().describe('True sends no e-mail.'),
      delegations: delegations.nullish(),
    }),
    response: userInvitation,
  }),

  'users.block': endpoint({
    method: 'POST',
    path: '/api/org/v1/organizations/{organizationId}/users/{userId}/block',
    summary: 'Shut a user out of Jenji.',
    hazard: 'transition',
    response: user,
  }),

  'users.unblock': endpoint({
    method: 'POST',
    path: '/api/org/v1/organizations/{organizationId}/users/{userId}/unblock',
    summary: 'Let a blocked user in again.',
    hazard: 'transition',
    response: user,
  }),

  'users.vehicles.list': endpoint({
    method: 'GET',
    path: '/api/org/v1/organizations/{organizationId}/users/{userId}/vehicles',
    summary: 'List the vehicles of a user.',
    hazard: 'read',
    response: listOf(vehicle),
  }),

  'users.vehicles.create': endpoint({
    method: 'POST',
    path: '/api/org/v1/organizations/{organizationId}/users/{userId}/vehicles',
    summary: 'Add a vehicle to a user; it can be disabled later, never deleted.',
    hazard: 'create',
    body: z.strictObject({
      ...vehicleFields,
      type: vehicleType.nullish().describe('Cannot be changed later.'),
      taxHorsepower: z.int().nullish().describe('Cannot be changed later.'),
    }),
    response: vehicle,
  }),

  'users.vehicles.update': endpoint({
    method: 'PUT',
    path: '/api/org/v1/organizations/{organizationId}/users/{userId}/vehicles/{vehicleId}',
    summary: 'Replace a vehicle; fields left out are cleared.',
    hazard: 'replace',
    body: z.strictObject(vehicleFields),
    response: vehicle,
  }),

  'users.delegations.list': endpoint({
    method: 'GET',
    path: '/api/org/v1/organizations/{organizationId}/users/{userId}/delegations',
    summary: 'List whom and which groups a user can act for.',
    hazard: 'read',
    response: listOf(delegation),
  }),

  'users.delegations.users.list': endpoint({
    method: 'GET',
    path: '/api/org/v1/organizations/{organizationId}/users/{userId}/delegations/users',
    summary: 'List the users a user can act for.',
    hazard: 'read',
    response: listOf(delegation),
  }),

  'users.delegations.groups.list': endpoint({
    method: 'GET',
    path: '/api/org/v1/organizations/{organizationId}/users/{userId}/delegations/groups',
    summary: 'List the groups a user can act for.',
    hazard: 'read',
    response: listOf(delegation),
  }),

  'users.delegations.replace': endpoint({
    method: 'PUT',
    path: '/api/org/v1/organizations/{organizationId}/users/{userId}/delegations',
    summary: 'Replace all delegations of a user; those left out are lost.',
    hazard: 'replace',
    body: delegationsBody,
    response: listOf(delegation),
  }),

  'users.delegations.users.replace': endpoint({
    method: 'PUT',
    path: '/api/org/v1/organizations/{organizationId}/users/{userId}/delegations/users',
    summary: 'Replace the delegations of a user that are on users; those left out are lost.',
    hazard: 'replace',
    body: delegationsBody,
    response: listOf(delegation),
  }),

  'users.delegations.groups.replace': endpoint({
    method: 'PUT',
    path: '/api/org/v1/organizations/{organizationId}/users/{userId}/delegations/groups',
    summary: 'Replace the delegations of a user that are on groups; those left out are lost.',
    hazard: 'replace',
    body: delegationsBody,
    response: listOf(delegation),
  }),
};
