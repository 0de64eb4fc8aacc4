import { NotFoundError, type OrganizationCommunication, operations } from '@jenji-kit/client';
import { addedIds, byId, without } from '../forms/collection.ts';
import { bodyFields, clearableOf, patchOf, replaced, restoring, writtenFields } from '../forms/replacement.ts';
import { type Reading, type Recipe, recipe } from '../recipe.ts';
import { newRecord } from '../state.ts';

const communicationBody = bodyFields(operations['communications.update']);
const communicationFields = writtenFields(communicationBody);

/** There is no operation that reads one message, so all are read. */
async function readCommunications(reading: Reading, { organizationId }: { organizationId: string }) {
  const { data } = await reading.call('communications.list', { path: { organizationId } });
  return { communications: byId(data, ({ id }) => id) };
}

function communicationOf(communications: Readonly<Record<string, OrganizationCommunication>>, id: string) {
  const found = communications[id];
  if (found === undefined) throw new NotFoundError(`There is no communication ${JSON.stringify(id)}.`, { status: 404 });
  return found;
}

const named = ({ code, id }: OrganizationCommunication) => `communication ${JSON.stringify(code ?? '')} (${id})`;

export const organizationRecipes: readonly Recipe[] = [
  recipe({
    operation: 'communications.create',
    read: (reading, { path }) => readCommunications(reading, path),
    prepare({ communications }, { path, body }) {
      return {
        title: `Add communication ${JSON.stringify(body.code)}`,
        args: { path, body },
        expected: { communications: { ...communications, [newRecord()]: body } },
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
    body: patchOf(communicationBody),
    clearable: clearableOf(communicationBody),
    read: (reading, { path }) => readCommunications(reading, path),
    prepare({ communications }, { path, body, clear }) {
      const present = communicationOf(communications, path.communicationId);
      const { body: whole, record, losses } = replaced(communicationFields, present, body, clear);
      return {
        title: `Change ${named(present)}`,
        args: { path, body: whole },
        expected: { communications: { ...communications, [path.communicationId]: record } },
        mayChange: ['communications.*.updatedAt'],
        losses,
      };
    },
    reverse({ request: { path }, before, after }) {
      const [was = {}, is = {}] = [before, after].map((state) => state.communications[path.communicationId]);
      return { requests: [{ operation: 'communications.update', path, ...restoring(communicationFields, was, is) }] };
    },
  }),

  recipe({
    operation: 'communications.delete',
    read: (reading, { path }) => readCommunications(reading, path),
    prepare({ communications }, { path }) {
      const present = communicationOf(communications, path.communicationId);
      return {
        title: `Delete ${named(present)}`,
        args: { path },
        expected: { communications: without(communications, path.communicationId) },
        losses: [{ kind: 'removed', what: named(present) }],
      };
    },
    reverse({ request: { path }, before }) {
      const { body } = restoring(communicationFields, before.communications[path.communicationId] ?? {}, {});
      return {
        requests: [{ operation: 'communications.create', path: { organizationId: path.organizationId }, body }],
        except: ['It gets a new id.'],
      };
    },
  }),
];
