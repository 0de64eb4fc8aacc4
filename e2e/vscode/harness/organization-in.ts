import type { Sandbox } from '@jenji-kit/sandbox';

/** The organization of a sandbox that its organization key is of. */
export function organizationIn({ world }: Sandbox) {
  const key = world.keys.find(({ type }) => type === 'organization');
  const found = key?.type === 'organization' && world.organizations.get(key.organizationId);
  if (!found) throw new Error('The sandbox has no organization');
  return found;
}
