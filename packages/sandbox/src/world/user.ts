import type { CustomFieldValues, DistanceUnit, Instant, LocalDate } from './values.ts';

export type VehicleType = 'CAR' | 'MOTORCYCLE' | 'MOPED' | 'BIKE';
export type VehicleEnergy = 'ELECTRIC' | 'PETROL' | 'DIESEL' | 'LPG';
export type DelegationPermission = 'READ' | 'WRITE' | 'PERSONAL' | 'NONE';

/** A vehicle as it is read (`Vehicle`); `disabled` of a request body becomes `disabledAt`. */
export interface Vehicle {
  id: string;
  type?: VehicleType;
  label?: string;
  taxHorsepower?: number;
  engineCapacity?: number;
  energy?: VehicleEnergy;
  fixedMileageRate?: number;
  fixedMileageRateDistanceUnit?: DistanceUnit;
  mileageCalculatorId?: string;
  disabledAt?: Instant;
  checked: boolean;
  customFields?: CustomFieldValues;
}

/** A delegation on a user (with its period, if any) or on a group; `id` is the user's or the group's. */
export interface Delegation {
  id: string;
  userId?: string;
  groupId?: string;
  permission: DelegationPermission;
  start?: LocalDate;
  end?: LocalDate;
}

/** Profiles `admin` and `accountant` always exist; the others are those of the organization's workflow. */
export interface UserProfile {
  profileId: string;
  groupIds: string[];
}

/** A user as it is read (`User`). */
export interface User {
  id: string;
  login: string;
  email?: string;
  firstName?: string;
  lastName?: string;
  organizationId: string;
  groupId: string;
  internalId?: string;
  customFields?: CustomFieldValues;
  vehicles: Vehicle[];
  preferredPaymentMethodId?: string;
  preferredCountry?: string;
  preferredCurrency?: string;
  preferredDistanceUnit?: DistanceUnit;
  preferredVehicleId?: string;
  updatedAt: Instant;
  createdAt: Instant;
  blockedAt?: Instant;
  profiles: UserProfile[];
  mainAccount: boolean;
  phone?: string;
  delegations: Delegation[];
}

/** A user with what the API takes and never returns. */
export interface UserState {
  user: User;
  /** Written by create and update, never read back. */
  language?: string;
}

/** `UserInvitation` as it is read. */
export interface UserInvitation {
  id: string;
  login: string;
  email?: string;
  firstName?: string;
  lastName?: string;
  organizationId: string;
  groupId: string;
  internalId?: string;
  customFields?: CustomFieldValues;
  vehicles?: Vehicle[];
  preferredPaymentMethodId?: string;
  preferredCountry?: string;
  preferredCurrency?: string;
  state: 'WAITING' | 'ACCEPTED' | 'DELETED';
  inviteSentAt?: Instant;
  createdAt: Instant;
  deletedAt?: Instant;
  profiles?: UserProfile[];
  phone?: string;
  delegations?: Delegation[];
}

export interface InvitationState {
  invitation: UserInvitation;
  language?: string;
}
