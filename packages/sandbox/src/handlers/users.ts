import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { organizationOf, userOf } from '../access.ts';
import { ApiError, invalidField, notFound, unknownReference } from '../http/api-error.ts';
import {
  bodyReader,
  count,
  country,
  customFieldValues,
  distanceUnit,
  emptyOr,
  flag,
  localDate,
  mandatoryText,
  text,
} from '../http/body.ts';
import { type Call, handlers } from '../http/call.ts';
import { requireCurrency } from '../money.ts';
import type {
  CustomFieldValues,
  Delegation,
  InvitationState,
  OrganizationState,
  User,
  UserProfile,
  Vehicle,
  World,
} from '../world/index.ts';
import { requireFittingCustomFields } from './custom-field-values.ts';
import { requireGroup } from './organizations.ts';
import { list, userView } from './views.ts';

const profiles = () => z.array(z.object({ profileId: mandatoryText, groupIds: z.array(z.string()) })).optional();
const delegations = () =>
  z
    .array(
      z.object({
        userId: text,
        groupId: text,
        permission: z.enum(['READ', 'WRITE', 'PERSONAL', 'NONE'], {
          error: 'must be READ, WRITE, PERSONAL or NONE',
        }),
        start: localDate.optional(),
        end: localDate.optional(),
      }),
    )
    .optional();

const personFields = () => ({
  email: text,
  firstName: text,
  lastName: text,
  language: emptyOr(z.string().regex(/^[a-z]{2}$/, 'must be a two-letter code in lowercase')),
  preferredPaymentMethodId: text,
  preferredCountry: emptyOr(country),
  preferredCurrency: text,
  groupId: text,
  internalId: text,
  profiles: profiles(),
  customFields: customFieldValues,
  phone: text,
});
const accountFields = () => ({ preferredVehicle: text, preferredDistanceUnit: distanceUnit, mainAccount: flag });

const userCreation = bodyReader(() =>
  z.object({ login: mandatoryText, ...personFields(), ...accountFields(), delegations: delegations() }),
);
const userUpdate = bodyReader(() => z.object({ ...personFields(), ...accountFields() }));
const loginUpdate = bodyReader(() => z.object({ login: mandatoryText }));
const invitationCreation = bodyReader(() =>
  z.object({ login: mandatoryText, ...personFields(), skipMail: flag, delegations: delegations() }),
);
const delegationList = bodyReader(() => z.object({ delegations: delegations() }));
type SentDelegation = NonNullable<ReturnType<typeof delegationList>['delegations']>[number];

const vehicleFields = () => ({
  label: text,
  engineCapacity: count,
  energy: z.enum(['ELECTRIC', 'PETROL', 'DIESEL', 'LPG']).optional(),
  fixedMileageRate: z.number().min(0, 'must not be negative').optional(),
  fixedMileageRateDistanceUnit: distanceUnit,
  mileageCalculatorId: text,
  disabled: flag,
  customFields: customFieldValues,
});
const vehicleCreation = bodyReader(() =>
  z.object({
    ...vehicleFields(),
    type: z.enum(['CAR', 'MOTORCYCLE', 'MOPED', 'BIKE']).optional(),
    taxHorsepower: count,
  }),
);
const vehicleUpdate = bodyReader(() => z.object(vehicleFields()));

export const userHandlers = handlers({
  'users.list': (call) => {
    const users = [...organizationOf(call).users.values()].map(({ user }) => user);
    const login = call.query.get('login');
    const internalId = call.query.get('internalId');
    return list(
      users
        .filter((user) => (!login || user.login === login) && (!internalId || user.internalId === internalId))
        .map(userView),
    );
  },

  'users.get': (call) => userView(userOf(call, organizationOf(call)).user),

  'users.create': (call) => {
    const organization = organizationOf(call);
    const body = userCreation(call.body);
    requireUnusedLogin(organization, body.login);
    const at = call.now().toISOString();
    const user: User = {
      id: randomUUID(),
      login: body.login,
      ...readPerson(organization, body),
      email: body.email ?? body.login,
      organizationId: organization.header.id,
      groupId: body.groupId ?? 'root',
      preferredDistanceUnit: body.preferredDistanceUnit,
      preferredVehicleId: requireVehicle([], body.preferredVehicle),
      vehicles: [],
      updatedAt: at,
      createdAt: at,
      mainAccount: false,
      delegations: readDelegations(organization, body.delegations),
    };
    organization.users.set(user.id, { user, language: body.language });
    setMainAccount(call.world, user, body.mainAccount);
    return userView(user);
  },

  // Whatever is left out is cleared, but: the login and the group stay, delegations and vehicles are not concerned.
  'users.update': (call) => {
    const organization = organizationOf(call);
    const state = userOf(call, organization);
    const { user } = state;
    const body = userUpdate(call.body);
    const { id, login, organizationId, vehicles, delegations: granted, createdAt, blockedAt } = user;
    const updated: User = {
      id,
      login,
      ...readPerson(organization, body, user.customFields),
      email: body.email ?? login,
      organizationId,
      groupId: body.groupId ?? user.groupId,
      preferredDistanceUnit: body.preferredDistanceUnit,
      preferredVehicleId: requireVehicle(vehicles, body.preferredVehicle),
      vehicles,
      updatedAt: call.now().toISOString(),
      createdAt,
      blockedAt,
      mainAccount: false,
      delegations: granted,
    };
    state.user = updated;
    state.language = body.language;
    setMainAccount(call.world, updated, body.mainAccount);
    return userView(updated);
  },

  'users.updateLogin': (call) => {
    const organization = organizationOf(call);
    const { user } = userOf(call, organization);
    const { login } = loginUpdate(call.body);
    requireUnusedLogin(organization, login, user);
    return userView(touch(call, user, { login }));
  },

  'users.block': (call) => {
    const { user } = userOf(call, organizationOf(call));
    return userView(touch(call, user, { blockedAt: user.blockedAt ?? call.now().toISOString() }));
  },

  'users.unblock': (call) => userView(touch(call, userOf(call, organizationOf(call)).user, { blockedAt: undefined })),

  'invitations.list': (call) => list(organizationOf(call).invitations.map(({ invitation }) => userView(invitation))),

  'invitations.create': (call) => {
    const organization = organizationOf(call);
    const body = invitationCreation(call.body);
    requireUnusedLogin(organization, body.login);
    const at = call.now().toISOString();
    const state: InvitationState = {
      invitation: {
        id: randomUUID(),
        login: body.login,
        ...readPerson(organization, body),
        email: body.email ?? body.login,
        organizationId: organization.header.id,
        groupId: body.groupId ?? 'root',
        state: 'WAITING',
        inviteSentAt: body.skipMail ? undefined : at,
        createdAt: at,
        delegations: readDelegations(organization, body.delegations),
      },
      language: body.language,
    };
    organization.invitations.push(state);
    return userView(state.invitation);
  },

  'users.vehicles.list': (call) => list(userOf(call, organizationOf(call)).user.vehicles),

  'users.vehicles.create': (call) => {
    const organization = organizationOf(call);
    const { user } = userOf(call, organization);
    const { type, taxHorsepower, ...body } = vehicleCreation(call.body);
    const vehicle: Vehicle = {
      id: randomUUID(),
      type,
      taxHorsepower,
      ...readVehicle(call, organization, body),
      checked: false,
    };
    touch(call, user, { vehicles: [...user.vehicles, vehicle] });
    return vehicle;
  },

  // Type and tax horsepower can not be sent and stay; everything else that is left out is cleared, "disabled" included.
  'users.vehicles.update': (call) => {
    const organization = organizationOf(call);
    const { user } = userOf(call, organization);
    const id = call.parameter('vehicleId');
    const present = user.vehicles.find((each) => each.id === id);
    if (!present) throw notFound('vehicle', id);
    const { type, taxHorsepower, checked } = present;
    const changes = readVehicle(call, organization, vehicleUpdate(call.body), present);
    const vehicle: Vehicle = { id, type, taxHorsepower, ...changes, checked };
    touch(call, user, { vehicles: user.vehicles.map((each) => (each === present ? vehicle : each)) });
    return vehicle;
  },

  'users.delegations.list': (call) => list(userOf(call, organizationOf(call)).user.delegations),
  'users.delegations.users.list': (call) =>
    list(userOf(call, organizationOf(call)).user.delegations.filter(isUserDelegation)),
  'users.delegations.groups.list': (call) =>
    list(userOf(call, organizationOf(call)).user.delegations.filter(isGroupDelegation)),

  'users.delegations.replace': (call) => replaceDelegations(call, () => true),
  'users.delegations.users.replace': (call) => replaceDelegations(call, isUserDelegation),
  'users.delegations.groups.replace': (call) => replaceDelegations(call, isGroupDelegation),
});

/** What accepting an invitation does: the user exists from now on, with what the invitation says. */
export function acceptInvitation(world: World, organizationId: string, invitationId: string, at: string): User {
  const organization = world.organizations.get(organizationId);
  const state = organization?.invitations.find(({ invitation }) => invitation.id === invitationId);
  if (!organization || !state) throw new Error(`No invitation ${invitationId} in organization ${organizationId}`);
  if (state.invitation.state !== 'WAITING') throw new Error(`The invitation is ${state.invitation.state}`);
  const { invitation, language } = state;
  const { id: _id, state: _state, inviteSentAt, deletedAt, createdAt, vehicles, ...person } = invitation;
  const user: User = {
    ...person,
    id: randomUUID(),
    profiles: invitation.profiles ?? [],
    delegations: invitation.delegations ?? [],
    vehicles: vehicles ?? [],
    mainAccount: false,
    createdAt: at,
    updatedAt: at,
  };
  organization.users.set(user.id, { user, language });
  setMainAccount(world, user, undefined);
  state.invitation = { ...invitation, state: 'ACCEPTED' };
  return user;
}

function touch(call: Call, user: User, changes: Partial<User>): User {
  return Object.assign(user, changes, { updatedAt: call.now().toISOString() });
}

type Person = Omit<ReturnType<typeof userUpdate>, 'preferredVehicle' | 'preferredDistanceUnit' | 'mainAccount'>;

/** The members that users and invitations share, checked; the language is kept apart, since nothing returns it. */
function readPerson(organization: OrganizationState, body: Person, present?: CustomFieldValues) {
  const { firstName, lastName, internalId, phone, customFields } = body;
  const { preferredPaymentMethodId, preferredCountry, preferredCurrency } = body;
  if (body.groupId !== undefined) requireGroup(organization, 'groupId', body.groupId);
  if (preferredCurrency !== undefined) requireCurrency('preferredCurrency', preferredCurrency);
  if (preferredPaymentMethodId !== undefined) {
    if (!organization.paymentMethods.some(({ id }) => id === preferredPaymentMethodId)) {
      throw unknownReference('preferredPaymentMethodId', preferredPaymentMethodId);
    }
  }
  requireFittingCustomFields(organization, 'user', customFields, present);
  return {
    firstName,
    lastName,
    internalId,
    phone,
    customFields,
    preferredPaymentMethodId,
    preferredCountry,
    preferredCurrency,
    profiles: readProfiles(organization, body.profiles),
  };
}

function readProfiles(organization: OrganizationState, sent: UserProfile[] = []): UserProfile[] {
  const known = knownProfiles(organization);
  for (const [index, { profileId, groupIds }] of sent.entries()) {
    if (!known.has(profileId)) throw unknownReference(`profiles[${index}].profileId`, profileId);
    for (const groupId of groupIds) requireGroup(organization, `profiles[${index}].groupIds`, groupId);
  }
  return sent;
}

/** Profiles that always exist, and those of the organization's workflows. */
export function knownProfiles({ expenseWorkflow, expenseRequestWorkflow }: OrganizationState): Set<string> {
  const transitions = [...expenseWorkflow.transitions, ...expenseRequestWorkflow.transitions];
  return new Set(['admin', 'accountant', ...transitions.flatMap(({ profiles: ids }) => ids)]);
}

function requireUnusedLogin({ users, invitations }: OrganizationState, login: string, self?: User): void {
  const taken =
    [...users.values()].some(({ user }) => user !== self && user.login === login) ||
    invitations.some(({ invitation }) => invitation.state === 'WAITING' && invitation.login === login);
  if (taken) throw new ApiError(400, 'ALREADY_EXISTS', `The login "${login}" is taken in the organization`);
}

/** One main account per login, over all organizations: true takes it from the others, and the only account is it. */
function setMainAccount(world: World, user: User, wanted: boolean | undefined): void {
  const others = [...world.organizations.values()]
    .flatMap(({ users }) => [...users.values()])
    .filter((other) => other.user.login === user.login && other.user.id !== user.id);
  user.mainAccount = wanted ?? others.length === 0;
  if (wanted) for (const other of others) other.user.mainAccount = false;
}

function requireVehicle(vehicles: Vehicle[], vehicleId: string | undefined): string | undefined {
  if (vehicleId !== undefined && !vehicles.some(({ id }) => id === vehicleId)) {
    throw unknownReference('preferredVehicle', vehicleId);
  }
  return vehicleId;
}

function readVehicle(
  call: Call,
  organization: OrganizationState,
  body: ReturnType<typeof vehicleUpdate>,
  present?: Vehicle,
) {
  const { disabled, fixedMileageRate, fixedMileageRateDistanceUnit = 'KM', ...fields } = body;
  requireFittingCustomFields(organization, 'vehicle', fields.customFields, present?.customFields);
  return {
    ...fields,
    fixedMileageRate,
    fixedMileageRateDistanceUnit: fixedMileageRate === undefined ? undefined : fixedMileageRateDistanceUnit,
    disabledAt: disabled ? (present?.disabledAt ?? call.now().toISOString()) : undefined,
  };
}

function isUserDelegation({ userId }: Delegation): boolean {
  return userId !== undefined;
}

function isGroupDelegation({ groupId }: Delegation): boolean {
  return groupId !== undefined;
}

/** Replaces the delegations of one sort (or all); the other sort stays. An empty or absent list removes them. */
function replaceDelegations(call: Call, isConcerned: (delegation: Delegation) => boolean) {
  const organization = organizationOf(call);
  const { user } = userOf(call, organization);
  const sent = readDelegations(organization, delegationList(call.body).delegations);
  const stranger = sent.find((delegation) => !isConcerned(delegation));
  if (stranger) throw invalidField('delegations', `"${stranger.id}" is a delegation of the other sort`);
  const others = user.delegations.filter((delegation) => !isConcerned(delegation));
  touch(call, user, { delegations: groupsFirst([...others, ...sent]) });
  return list(groupsFirst(sent));
}

function readDelegations({ users, groups }: OrganizationState, sent: SentDelegation[] = []): Delegation[] {
  const read = sent.map(({ userId, groupId, permission, start, end }, index): Delegation => {
    const field = `delegations[${index}]`;
    const id = userId ?? groupId;
    if (id === undefined || (userId !== undefined && groupId !== undefined)) {
      throw invalidField(field, 'either userId or groupId must be filled');
    }
    if ((start === undefined) !== (end === undefined)) throw invalidField(field, 'start and end go together');
    if (start !== undefined && userId === undefined) throw invalidField(field, 'a period applies to users only');
    const exists = userId === undefined ? groups.some((group) => group.id === id) : users.has(userId);
    if (!exists) throw unknownReference(`${field}.${userId === undefined ? 'groupId' : 'userId'}`, id);
    return { id, userId, groupId, permission, start, end };
  });
  return groupsFirst(read);
}

/** The order of the manual's answers, whatever the order sent. */
function groupsFirst(delegations: Delegation[]): Delegation[] {
  return [...delegations.filter(isGroupDelegation), ...delegations.filter(isUserDelegation)];
}
