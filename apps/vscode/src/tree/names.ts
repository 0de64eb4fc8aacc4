import type { Organization, PaymentMethod, User } from '@jenji-kit/client';
import { organizationKey } from '../readings/organization.ts';
import { paymentMethodsKey } from '../readings/payment-methods.ts';
import type { Readings } from '../readings/readings.ts';
import { usersKey } from '../readings/users.ts';
import { labelOf } from '../words/label-of.ts';
import { personName } from '../words/person-name.ts';
import { shown } from '../words/shown.ts';

/** Names for ids, by what has been read so far: looking one up costs no request. */
export interface Names {
  /** The id where the name is not known. */
  user(id: string | null | undefined): string;
  category(id: string | null | undefined): string | undefined;
  paymentMethod(id: string | null | undefined): string | undefined;
}

const namesOfUsers = new WeakMap<readonly User[], Map<string, string>>();

function userNames(users: readonly User[] | undefined): ReadonlyMap<string, string> {
  if (!users) return new Map();
  const known = namesOfUsers.get(users) ?? new Map(users.map((user) => [user.id ?? '', shown(personName(user), 60)]));
  namesOfUsers.set(users, known);
  return known;
}

export function namesIn(
  readings: Readings,
  organizationId: string,
  language: string,
  organizationLanguage?: string,
): Names {
  const users = userNames(readings.peek<readonly User[]>(usersKey(organizationId))?.value);
  const labelled = <Item extends { labelsPerLanguage?: Record<string, string | null> | null | undefined }>(
    items: readonly Item[] | null | undefined,
    idOf: (item: Item) => string | null | undefined,
    id: string | null | undefined,
  ) => {
    const item = items?.find((each) => idOf(each) === id);
    return labelOf(item?.labelsPerLanguage, language, organizationLanguage);
  };
  return {
    user: (id) => users.get(id ?? '') ?? shown(id, 60),
    category: (id) =>
      labelled(readings.peek<Organization>(organizationKey(organizationId))?.value.categories, (each) => each.id, id),
    paymentMethod: (id) =>
      labelled(
        readings.peek<readonly PaymentMethod[]>(paymentMethodsKey(organizationId))?.value,
        (each) => each.id,
        id,
      ),
  };
}
