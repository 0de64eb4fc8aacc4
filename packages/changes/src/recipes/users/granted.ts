import type { Delegation } from '@jenji-kit/client';
import { canonicalJson } from '../../state.ts';

/** A delegation as a state holds it: without its id, which Jenji makes of the id of the user or the group. */
export interface Granted extends Pick<Delegation, 'userId' | 'groupId' | 'permission' | 'start' | 'end'> {
  /** What a newer Jenji shows besides. */
  readonly [field: string]: unknown;
}

/** Delegations by whom they are on, such as `user bob`; those for a time with their first day, `user bob from 2025-12-08`. */
export type Grants = Readonly<Record<string, Granted>>;

/** Whom a delegation is on, and from when. */
export type Target = Pick<Delegation, 'userId' | 'groupId' | 'start'>;

/** One that starts on another day is another delegation: someone may stand in for the same person twice a year. */
export function grantKey({ userId, groupId, start }: Target): string {
  const target = groupId ? `group ${groupId}` : `user ${userId ?? ''}`;
  return start ? `${target} from ${start}` : target;
}

export function grantsByTarget(delegations: readonly Delegation[]): Grants {
  const byKey = new Map<string, Granted[]>();
  for (const { id: _, ...granted } of delegations) {
    const key = grantKey(granted);
    byKey.set(key, [...(byKey.get(key) ?? []), granted]);
  }
  // Nothing forbids two on the same user from the same day: both are kept, in an order that does not depend on Jenji's.
  const grants = new Map<string, Granted>();
  for (const [key, same] of byKey) {
    for (const granted of same.length > 1 ? same.sort(inOrder) : same) grants.set(freeKey(grants, key), granted);
  }
  return Object.fromEntries(grants);
}

function inOrder(a: Granted, b: Granted): number {
  return canonicalJson(a) < canonicalJson(b) ? -1 : 1;
}

function freeKey(taken: ReadonlyMap<string, unknown>, key: string, number = 2): string {
  if (!taken.has(key)) return key;
  const next = `${key} (${number})`;
  return taken.has(next) ? freeKey(taken, key, number + 1) : next;
}

/** The list to send. */
export function grantList(grants: Grants): unknown[] {
  return Object.values(grants).map((granted) =>
    Object.fromEntries(Object.entries(granted).filter(([, value]) => value != null)),
  );
}
