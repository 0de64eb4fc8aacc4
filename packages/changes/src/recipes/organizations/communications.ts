import { NotFoundError, type OrganizationCommunication, operations } from '@jenji-kit/client';
import { addedIds, byId, itemOf, without } from '../../forms/collection.ts';
import { lostMembers } from '../../forms/lost-members.ts';
import { named } from '../../forms/naming.ts';
import {
  bodyFields,
  clearableOf,
  patchOf,
  replaced,
  restoring,
  unknownFieldNotes,
  writtenFields,
} from '../../forms/replacement.ts';
import { type Reading, type Recipe, recipe } from '../../recipe.ts';
import { newRecord } from '../../state.ts';
import { type GroupNames, groupNamesOf, requireGroup } from './group-names.ts';

const body = bodyFields(operations['communications.update']);
const fields = writtenFields(body);
const documented = operations['communications.update'].response;

type Communications = Record<string, OrganizationCommunication>;

/** There is no operation that reads one message, so all are read; and the group's name, where one is given. */
async function readCommunications(
  reading: Reading,
  { organizationId }: { organizationId: string },
  groupId?: unknown,
): Promise<{ communications: Communications; groups?: GroupNames }> {
  const { data } = await reading.call('communications.list', { path: { organizationId } });
  const communications = byId(data, ({ id }) => id);
  if (typeof groupId !== 'string') return { communications };
  const organization = await reading.call('organizations.get', { path: { organizationId } });
  return { communications, groups: groupNamesOf(organization) };
}

function communicationOf(communications: Readonly<Communications>, id: string): OrganizationCommunication {
  const found = itemOf(communications, id);
  if (found === undefined) throw new NotFoundError(`There is no communication ${JSON.stringify(id)}.`, { status: 404 });
  return found;
}

const shown = ({ code, id }: OrganizationCommunication) => named('communication', id ?? '', code);

/** Who will read it: the people to whom it is shown are not to be guessed from an id. */
function audience(groups: GroupNames | undefined, groupId: unknown): string[] {
  if (groups === undefined || typeof groupId !== 'string') return [];
  return [`Every user of ${named('group', groupId, requireGroup(groups, groupId, 'body.groupId'))} is shown it.`];
}

export const communicationRecipes: readonly Recipe[] = [
  recipe({
    operation: 'communications.create',
    read: (reading, { path, body: { groupId } }) => readCommunications(reading, path, groupId),
    prepare({ communications, groups }, { path, body: message }) {
      return {
        title: `Add communication ${JSON.stringify(message.code)}`,
        args: { path, body: message },
        expected: { communications: { ...communications, [newRecord()]: message }, ...(groups && { groups }) },
        notes: audience(groups, message.groupId),
        newId: ({ id }) => id,
      };
    },
    reverse({ request: { path }, before, after }) {
      const [communicationId = newRecord()] = addedIds(before, after, 'communications');
      return { requests: [{ operation: 'communications.delete', path: { ...path, communicationId } }] };
    },
  }),

  recipe({
    operation: 'communications.update',
    body: patchOf(body),
    clearable: clearableOf(body),
    read: (reading, { path, body: { groupId } }) => readCommunications(reading, path, groupId),
    prepare({ communications, groups }, { path, body: set, clear }) {
      const present = communicationOf(communications, path.communicationId);
      const { body: whole, record, losses } = replaced(fields, present, set, clear);
      return {
        title: `Change ${shown(present)}`,
        args: { path, body: whole },
        expected: {
          communications: { ...communications, [path.communicationId]: record },
          ...(groups && { groups }),
        },
        mayChange: ['communications.*.updatedAt'],
        losses: [...losses, ...lostMembers(present, set)],
        notes: [...audience(groups, set.groupId), ...unknownFieldNotes(present, documented)],
      };
    },
    reverse({ request: { path }, before, after }) {
      const [was = {}, is = {}] = [before, after].map((state) => itemOf(state.communications, path.communicationId));
      return { requests: [{ operation: 'communications.update', path, ...restoring(fields, was, is) }] };
    },
  }),

  recipe({
    operation: 'communications.delete',
    read: (reading, { path }) => readCommunications(reading, path),
    prepare({ communications }, { path }) {
      const present = communicationOf(communications, path.communicationId);
      return {
        title: `Delete ${shown(present)}`,
        args: { path },
        expected: { communications: without(communications, path.communicationId) },
        losses: [{ kind: 'removed', what: shown(present) }],
      };
    },
    reverse({ request: { path }, before }) {
      const { body: message } = restoring(fields, itemOf(before.communications, path.communicationId) ?? {}, {});
      return {
        requests: [
          { operation: 'communications.create', path: { organizationId: path.organizationId }, body: message },
        ],
        except: ['It gets a new id.'],
      };
    },
  }),
];
