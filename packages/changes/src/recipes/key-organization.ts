import { ForbiddenError, InvalidArgumentsError, NotFoundError } from '@jenji-kit/client';
import * as z from 'zod';
import type { Reading } from '../recipe.ts';

/** What tells the organization where no operation does; part of a body, never sent. */
export const organizationHint = {
  organizationId: z
    .string()
    .min(1)
    .optional()
    .describe('Organization of the user; to be given where the key reaches several, as a bookkeeper’s does.'),
};

/** The organizations of a key are asked for once for all that is read the same way. */
const known = new WeakMap<Reading, Promise<string | undefined>>();

async function onlyOrganization(reading: Reading): Promise<string | undefined> {
  const { data } = await reading.call('organizations.list', {});
  return data.length === 1 ? (data[0]?.id ?? undefined) : undefined;
}

/**
 * The organization of a user: the one named, if the user is in it, or the only one that the key reaches. Undefined
 * where the key reaches several and none is named.
 *
 * @throws InvalidArgumentsError where the user is not in the one named.
 */
export async function organizationOfUser(
  reading: Reading,
  userId: string | null | undefined,
  organizationId: string | undefined,
): Promise<string | undefined> {
  if (organizationId === undefined) {
    const asked = known.get(reading) ?? onlyOrganization(reading);
    known.set(reading, asked);
    asked.catch(() => known.delete(reading));
    return asked;
  }
  try {
    await reading.call('users.get', { path: { organizationId, userId: userId ?? '' } });
    return organizationId;
  } catch (error) {
    if (!(error instanceof NotFoundError || error instanceof ForbiddenError)) throw error;
    const message = `has no user ${JSON.stringify(userId ?? '')} that this key may see; give the organization of the user`;
    throw new InvalidArgumentsError([{ path: 'body.organizationId', message }], {});
  }
}
