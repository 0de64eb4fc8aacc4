import { type Bookkeeper, type BookkeeperGroup, type BookkeeperUser, InvalidArgumentsError } from '@jenji-kit/client';
import { ChangeRefused } from '../../change-refused.ts';
import { byId, itemOf } from '../../forms/collection.ts';
import { duplicate, refuseDuplicate } from '../../forms/duplicate.ts';
import { listed, named } from '../../forms/naming.ts';
import { type Reading, type Recipe, recipe } from '../../recipe.ts';
import { newRecord } from '../../state.ts';

interface OfBookkeeper {
  bookkeeperId: string;
}

/** What a bookkeeper is by itself: its groups have an operation of their own. */
function headerOf({ groups: _groups, ...header }: Bookkeeper): Omit<Bookkeeper, 'groups'> & { id?: string | null } {
  return header;
}

const shownGroup = ({ id, name }: BookkeeperGroup) => named('group', id ?? '', name);

/** The top group has the id `root`; its name follows the bookkeeper's. */
const rootId = 'root';

type Groups = Readonly<Record<string, BookkeeperGroup>>;

async function readGroups(reading: Reading, { bookkeeperId }: OfBookkeeper) {
  const { name, groups } = await reading.call('bookkeepers.get', { path: { bookkeeperId } });
  return { bookkeeper: { name }, groups: byId(groups, ({ id }) => id) };
}

/** @throws InvalidArgumentsError that names the groups there are. */
function requireGroup(groups: Groups, id: string, field: string): BookkeeperGroup {
  const found = itemOf(groups, id);
  if (found !== undefined) return found;
  const message = `is the id of no group of the bookkeeper; there are ${listed(Object.values(groups).map(shownGroup))}`;
  throw new InvalidArgumentsError([{ path: field, message }]);
}

const fullName = ({ firstName, lastName }: Pick<BookkeeperUser, 'firstName' | 'lastName'>) =>
  [firstName, lastName].filter(Boolean).join(' ');

/** A bookkeeper, its groups and its users. */
export const bookkeeperItselfRecipes: readonly Recipe[] = [
  recipe({
    operation: 'bookkeepers.create',
    acceptable: [duplicate],
    async read(reading) {
      const { data } = await reading.call('bookkeepers.list', {});
      const headers = data.map(headerOf);
      return { bookkeepers: byId(headers, ({ id }) => id) };
    },
    prepare({ bookkeepers }, { path, body, accept }) {
      const twin = Object.values(bookkeepers).find(({ name }) => name === body.name);
      refuseDuplicate(twin && named('bookkeeper', String(twin.id), twin.name), 'name', accept);
      return {
        title: `Create bookkeeper ${JSON.stringify(body.name)} from template ${JSON.stringify(body.templateId)}`,
        args: { path, body },
        expected: { bookkeepers: { ...bookkeepers, [newRecord()]: { name: body.name } } },
        notes: ['No operation reads the template: what it gives the bookkeeper shows afterwards.'],
        newId: ({ id }) => id,
      };
    },
    reverse: () => ({
      cannot:
        'Jenji cannot delete a bookkeeper. What comes nearest is to rename it (bookkeepers.update) and to ask the Support of Jenji.',
    }),
  }),

  recipe({
    operation: 'bookkeepers.update',
    async read(reading, { path }) {
      return { bookkeeper: headerOf(await reading.call('bookkeepers.get', { path })) };
    },
    prepare({ bookkeeper }, { path, body }) {
      const { name } = body;
      if (bookkeeper.name === name) throw new ChangeRefused('state', `Its name is ${JSON.stringify(name)} already.`);
      return {
        title: `Rename ${named('bookkeeper', path.bookkeeperId, bookkeeper.name)} to ${JSON.stringify(name)}`,
        args: { path, body: { name } },
        expected: { bookkeeper: { ...bookkeeper, name } },
        mayChange: ['bookkeeper.updatedAt'],
      };
    },
    reverse({ request: { path }, before }) {
      const { name } = before.bookkeeper;
      if (!name) return { cannot: 'It had no name, and Jenji takes none that is empty. Give it another name.' };
      return { requests: [{ operation: 'bookkeepers.update', path, body: { name } }] };
    },
  }),

  recipe({
    operation: 'bookkeepers.groups.create',
    acceptable: [duplicate],
    read: (reading, { path }) => readGroups(reading, path),
    prepare({ bookkeeper, groups }, { path, body: { name, parentGroupId: given }, accept }) {
      // Said aloud, so that the plan shows where it will stand.
      const parentGroupId = given || rootId;
      const parent = requireGroup(groups, parentGroupId, 'body.parentGroupId');
      const twin = Object.values(groups).find((each) => each.name === name && each.parentGroupId === parentGroupId);
      refuseDuplicate(twin && shownGroup(twin), 'name and parent', accept);
      const of = named('bookkeeper', path.bookkeeperId, bookkeeper.name);
      return {
        title: `Add group ${JSON.stringify(name)} of ${of} under ${shownGroup(parent)}`,
        args: { path, body: { name, parentGroupId } },
        expected: { bookkeeper, groups: { ...groups, [newRecord()]: { name, parentGroupId } } },
        newId: ({ id }) => id,
      };
    },
    reverse: () => ({
      cannot:
        'Jenji can neither change nor delete a group of a bookkeeper. What comes nearest is to let nobody belong to it.',
    }),
  }),

  recipe({
    operation: 'bookkeepers.users.create',
    acceptable: [duplicate],
    async read(reading, { path }) {
      const { data } = await reading.call('bookkeepers.users.list', { path });
      return { ...(await readGroups(reading, path)), users: byId(data, ({ id }) => id) };
    },
    prepare({ bookkeeper, groups, users }, { path, body, accept }) {
      const { firstName, lastName, internalId } = body;
      const groupId = body.groupId || rootId;
      const group = requireGroup(groups, groupId, 'body.groupId');
      const user = {
        ...(firstName && { firstName }),
        ...(lastName && { lastName }),
        ...(internalId && { internalId }),
        groupId,
      };
      const name = fullName(user);
      if (!name && !internalId) {
        const message = 'is needed where lastName and internalId are missing: nothing else would tell the user apart';
        throw new InvalidArgumentsError([{ path: 'body.firstName', message }]);
      }
      const twin = Object.values(users).find(
        (each) => (name && fullName(each) === name) || (internalId && each.internalId === internalId),
      );
      const same = twin && name && fullName(twin) === name ? 'name' : 'internal id';
      refuseDuplicate(twin && named('user', twin.id ?? '', fullName(twin)), same, accept);
      return {
        title: `Add user ${JSON.stringify(name || internalId)} to ${shownGroup(group)} of ${named('bookkeeper', path.bookkeeperId, bookkeeper.name)}`,
        args: { path, body: user },
        expected: { bookkeeper, groups, users: { ...users, [newRecord()]: user } },
        notes: ['Such a user has neither login nor e-mail address: nobody is invited and nobody can sign in by this.'],
        newId: ({ id }) => id,
      };
    },
    reverse: () => ({
      cannot:
        'Jenji can neither change, block nor delete a user of a bookkeeper by API. What comes nearest is to block the user in Jenji itself.',
    }),
  }),
];
