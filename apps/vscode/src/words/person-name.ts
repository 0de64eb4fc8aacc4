import type { User } from '@jenji-kit/client';
import { withoutInvisible } from '@jenji-kit/client/text';

/** `Ada Lovelace`; the login, address or id of a user without a name. */
export function personName({ firstName, lastName, login, email, id }: User): string {
  const name = [firstName, lastName].flatMap((part) => part?.trim() || []).join(' ');
  return withoutInvisible(name || login || email || id || '');
}
