import * as z from 'zod';
import { decimal, flag, instant, resource, text } from '../response-types.ts';

/** Read only, changed by Jenji's support. */
export const bookkeeperClientOptions = resource('BookkeeperClientOptions', {
  clientsBilledByJenji: flag,
  manageClientVault: flag,
  enableClientVaultOnNewClient: flag,
  allowSoloPlanClient: flag,
  mustUseTemplate: flag,
});

/** The top group has the id `root` and no parent. */
export const bookkeeperGroup = resource('BookkeeperGroup', {
  id: text,
  name: text,
  parentGroupId: text,
  createdAt: instant,
  updatedAt: instant,
});

/** An accounting company. */
export const bookkeeper = resource('Bookkeeper', {
  id: text,
  name: text,
  /** The organization in which the bookkeeper keeps its own expenses. */
  jenjiOrganizationId: text,
  masterBookkeeperId: text,
  clientOptions: bookkeeperClientOptions,
  groups: z.array(bookkeeperGroup),
  createdAt: instant,
  /** Does not move when a subgroup changes. */
  updatedAt: instant,
});

/** The link between a bookkeeper and an organization. It has no id of its own. */
export const bookkeeperClient = resource('BookkeeperClient', {
  bookkeeperId: text,
  organizationId: text,
  internalId: text,
  explanation: text,
});

/** It has neither login nor e-mail address. */
export const bookkeeperUser = resource('BookkeeperUser', {
  id: text,
  bookkeeperId: text,
  groupId: text,
  internalId: text,
  firstName: text,
  lastName: text,
  updatedAt: instant,
  createdAt: instant,
  /** Null while the user is not blocked. */
  blockedAt: instant,
});

/** Answer of the two vault operations. The manual gives capacities in Mb, an example in gigabytes: ask Jenji first. */
export const vault = resource('Vault', {
  maxCapacity: decimal,
  /** Recomputed a few times a day. */
  consumedCapacity: decimal,
  message: text,
});

export type BookkeeperClientOptions = z.infer<typeof bookkeeperClientOptions>;
export type BookkeeperGroup = z.infer<typeof bookkeeperGroup>;
export type Bookkeeper = z.infer<typeof bookkeeper>;
export type BookkeeperClient = z.infer<typeof bookkeeperClient>;
export type BookkeeperUser = z.infer<typeof bookkeeperUser>;
export type Vault = z.infer<typeof vault>;
