import { createHash } from 'node:crypto';
import type { KeyType } from '@jenji-kit/client';

/** Which Jenji an account is of. People must never take one for the other, so it is told wherever the account is. */
export const places = ['production', 'test', 'custom', 'sample'] as const;
export type Place = (typeof places)[number];

const keyTypes = ['organization', 'bookkeeper'] as const satisfies readonly KeyType[];

/** What is known of a signed-in account without its secret. Kept as JSON in the editor's global state. */
export interface Account {
  /** Stable for place, key type and API user, and free of what any of them holds: it stands in URIs and logs. */
  readonly id: string;
  /** What the person called it. */
  readonly label: string;
  readonly place: Place;
  /** Where requests go; empty for sample data, whose sandbox listens on another port in each window. */
  readonly baseUrl: string;
  readonly keyType: KeyType;
  /** The API user id. */
  readonly user: string;
}

/** The id of an account: twelve characters of `a-z0-9`. The same key at the same place has the same one in every window. */
export function accountIdOf({ place, baseUrl, keyType, user }: Omit<Account, 'id' | 'label'>): string {
  const hash = createHash('sha256')
    .update(JSON.stringify([place, baseUrl, keyType, user]))
    .digest();
  return BigInt(`0x${hash.toString('hex')}`)
    .toString(36)
    .slice(-12);
}

/**
 * The accounts in what the editor kept; whatever is none is left out, so that a damaged entry does not hide the others.
 * By hand: this runs while the extension starts, where loading a schema library would cost more than all the rest.
 */
export function readAccounts(kept: unknown): Account[] {
  if (!Array.isArray(kept)) return [];
  const accounts = kept.map(readAccount).filter((account) => account !== undefined);
  return accounts.filter(({ id }, index) => accounts.findIndex((other) => other.id === id) === index);
}

function readAccount(value: unknown): Account | undefined {
  const { id, label, place, baseUrl, keyType, user }: Record<string, unknown> = Object(value);
  const knownPlace = places.find((each) => each === place);
  const knownType = keyTypes.find((each) => each === keyType);
  if (!isText(id) || !/^[a-z0-9]{12}$/.test(id) || !knownPlace || !knownType) return undefined;
  if (!isText(label) || !isText(baseUrl) || !isText(user)) return undefined;
  return { id, label, place: knownPlace, baseUrl, keyType: knownType, user };
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}
