import type { User } from '@jenji-kit/client';
import { type Named, NameIndex } from './name-index.ts';

export interface Person extends Named {
  readonly source: User;
}

/** The users of an organization by id and by name: `Camille Moreau`, `Moreau`, the login, the code in other systems. */
export function peopleOf(users: readonly User[]): NameIndex<Person> {
  return new NameIndex(users.map(personOf));
}

function personOf(source: User): Person {
  const { id, firstName, lastName, login, email, internalId } = source;
  const joined = (...parts: (string | null | undefined)[]) => parts.filter(Boolean).join(' ');
  return {
    id: id ?? '',
    name: joined(firstName, lastName) || login || id || '',
    otherNames: [joined(lastName, firstName), firstName, lastName, login, email, internalId].map((name) => name ?? ''),
    source,
  };
}
