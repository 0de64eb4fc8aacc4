import type { Hazard } from '@jenji-kit/client';
import { ChangeRefused } from './change-refused.ts';

/** What the operator allows. No request can raise it: it is looked at when a change is planned and again when it is sent. */
export interface Policy {
  /** `off`: nothing is planned or sent. `confirm`: someone has to approve each plan. `auto`: the operator approves all. */
  writes: 'off' | 'confirm' | 'auto';
  /** Ids of the organizations that may be changed; all that the key reaches where left out. */
  organizations?: ReadonlySet<string> | undefined;
  /** Organizations and option lists (ids) that a `reset` may be carried out on. */
  allowReset: 'all' | ReadonlySet<string>;
}

/** What a policy looks at. */
interface Subject {
  hazard: Hazard;
  path: Readonly<Record<string, string>> | undefined;
  /** Undefined where it cannot be told, or not yet. */
  organization: string | undefined;
}

/** @throws ChangeRefused when nothing at all may be written. */
export function refuseWritesOff({ writes }: Policy): void {
  if (writes !== 'off') return;
  throw new ChangeRefused(
    'policy',
    'Nothing may be changed: the operator has switched writing off (JENJI_WRITES=off or --read-only). Nothing was sent.',
  );
}

/**
 * What can be told from the request alone, so that nothing is read of an organization that is out of bounds.
 *
 * @throws ChangeRefused
 */
export function refuseByPath(policy: Policy, { hazard, path }: Omit<Subject, 'organization'>): void {
  refuseWritesOff(policy);
  const named = path?.organizationId ?? path?.clientId;
  if (named !== undefined) refuseOrganization(policy, named);
  if (hazard !== 'reset' || policy.allowReset === 'all') return;
  const { allowReset } = policy;
  const targets = [path?.organizationId, path?.clientId, path?.listId].filter((id) => id !== undefined);
  if (targets.some((id) => allowReset.has(id))) return;
  throw new ChangeRefused(
    'policy',
    `This destroys records for good, and the operator has not allowed it for ${targets.map((id) => JSON.stringify(id)).join(' or ')}: JENJI_ALLOW_RESET has to name it. Nothing was sent.`,
  );
}

/** @throws ChangeRefused */
export function refuseByPolicy(policy: Policy, subject: Subject): void {
  refuseByPath(policy, subject);
  refuseOrganization(policy, subject.organization);
}

/** @throws ChangeRefused for an organization that is out of bounds, and within bounds for one that is not known. */
export function refuseOrganization({ organizations }: Policy, organization: string | undefined): void {
  if (organizations === undefined || (organization !== undefined && organizations.has(organization))) return;
  throw new ChangeRefused(
    'policy',
    organization === undefined
      ? 'The operator allows changes in certain organizations only (JENJI_ORGANIZATIONS), and which one this is about cannot be told. Nothing was sent.'
      : `The operator does not allow changes in organization ${JSON.stringify(organization)}: JENJI_ORGANIZATIONS names others. Nothing was sent.`,
  );
}
