import { type ArgumentIssue, InvalidArgumentsError, NotFoundError, operations } from '@jenji-kit/client';
import * as z from 'zod';
import { ChangeRefused } from '../change-refused.ts';
import type { ChangeRequest } from '../change-request.ts';
import type { PathPattern } from '../difference.ts';
import { without } from '../forms/collection.ts';
import {
  clearableIn,
  fieldsOf,
  type Items,
  type ListForm,
  listItem,
  nameOf,
  readList,
  reverseDelta,
} from '../forms/list-delta.ts';
import { itemNamed, planItem, restoringItem } from '../forms/list-item.ts';
import { capital, listed, named } from '../forms/naming.ts';
import { patchOf, type ReadRecord, refuseEmpty } from '../forms/replacement.ts';
import { type Loss, type Reading, type Recipe, recipe } from '../recipe.ts';

const optionInput = listItem(operations['customOptions.batchUpsert']);

/** The options of a custom field of type LIST. */
export const optionList: ListForm = {
  noun: 'option',
  plural: 'options',
  item: optionInput,
  keys: ['id'],
  leaving: 'flagged',
};

interface ListPath {
  organizationId: string;
  listId: string;
}

/** The options of a list, by id. */
async function readOptions(
  reading: Reading,
  { organizationId, listId }: ListPath,
): Promise<{ options: Items; unnamed?: readonly ReadRecord[] }> {
  const { data } = await reading.call('customOptions.list', { path: { organizationId, listId } });
  const { items, unnamed } = readList(optionList, data);
  return { options: items, ...(unnamed && { unnamed }) };
}

const inList = ({ listId }: ListPath) => `of list ${JSON.stringify(listId)}`;

const referred = 'What still refers to a deleted option may fail in Jenji; to disable it is safer.';

/** Fields that Jenji may fill in on a new option. */
function filledInOption(id: string, given: ReadRecord): PathPattern[] {
  return Object.keys(fieldsOf(optionList)).flatMap((field) => (given[field] == null ? [['options', id, field]] : []));
}

/** One option after it is made or changed. */
function withOption(options: Items, id: string, set: ReadRecord, clear: readonly string[]) {
  if (Object.hasOwn(options, id))
    return { isNew: false, mayChange: [], ...planItem(optionList, options, id, set, clear) };
  return {
    isNew: true,
    name: nameOf(optionList, set, id),
    body: set,
    item: { disabled: false, ...set, id },
    mayChange: filledInOption(id, set),
    losses: [],
    notes: [],
  };
}

/** What to send so that an option is as it was: set, where setting is enough. */
function optionBack(
  path: ListPath,
  id: string,
  before: Items,
  after: Items,
): { request: ChangeRequest; isSetOnly: boolean } {
  const { body, clear } = restoringItem(optionList, id, before, after);
  return {
    request: { operation: 'customOptions.upsert', path: { ...path, optionId: id }, body, clear },
    isSetOnly: clear.length === 0,
  };
}

const deletionOf = ({ organizationId, listId }: ListPath, optionId: string): ChangeRequest => ({
  operation: 'customOptions.delete',
  path: { organizationId, listId, optionId },
});

/** The options of a list that may not be there. */
export async function readOptionsIfAny(
  reading: Reading,
  path: ListPath,
): Promise<{ options?: Items; unnamed?: readonly ReadRecord[] }> {
  try {
    return await readOptions(reading, path);
  } catch (error) {
    if (error instanceof NotFoundError) return {};
    throw error;
  }
}

/** Options that are gone, as they can be sent again, and what of them cannot. */
export function optionsAgain(before: Items, after: Items): { add: readonly ReadRecord[]; except: string[] } {
  const { delta, except } = reverseDelta({ ...optionList, leaving: 'removed' }, before, after);
  return { add: delta?.add ?? [], except };
}

const elsewhere = 'Jenji does not say at which place of the list they come back.';

/** Fields of an organization that hold custom fields. */
const fieldLists = {
  expenseCustomFields: 'expenses',
  expenseRequestCustomFields: 'expense requests',
  userCustomFields: 'users',
  groupCustomFields: 'groups',
  vehicleCustomFields: 'vehicles',
  advanceCustomFields: 'advances',
} as const;

/** The custom fields that take their values from a list, in words. */
async function usersOf(reading: Reading, { organizationId, listId }: ListPath): Promise<string[]> {
  const organization = await reading.call('organizations.get', { path: { organizationId } });
  return Object.entries(fieldLists).flatMap(([member, owner]) => {
    const fields = organization[member as keyof typeof fieldLists] ?? [];
    const users = fields.filter((field) => field.listId === listId);
    return users.map(
      ({ key, labelsPerLanguage }) => `${named('custom field', key ?? '', labelsPerLanguage)} of ${owner}`,
    );
  });
}

const batchItem = z
  .strictObject({ ...z.strictObject(optionInput.shape).partial().shape, id: optionInput.shape.id })
  .superRefine((option, context) =>
    refuseEmpty(option, context, () => 'leave it out to keep it, or clear it by customOptions.upsert'),
  );

export const customOptionRecipes: readonly Recipe[] = [
  recipe({
    operation: 'customOptions.upsert',
    body: patchOf(optionInput),
    clearable: clearableIn(optionList),
    read: (reading, { path }) => readOptions(reading, path),
    prepare({ options, ...rest }, { path, body, clear }) {
      const { id = path.optionId, ...set } = body;
      if (id !== path.optionId)
        throw new InvalidArgumentsError(
          [{ path: 'body.id', message: 'must be the same as path.optionId, or left out' }],
          {
            operation: 'customOptions.upsert',
          },
        );
      const planned = withOption(options, path.optionId, set, clear);
      return {
        title: `${planned.isNew ? 'Add' : 'Change'} ${planned.name} ${inList(path)}`,
        args: { path, body: { ...planned.body, id: path.optionId } },
        expected: { ...rest, options: { ...options, [path.optionId]: planned.item } },
        mayChange: planned.mayChange,
        losses: planned.losses,
        notes: planned.notes,
      };
    },
    reverse({ request: { path }, before, after }) {
      if (!Object.hasOwn(before.options, path.optionId)) return { requests: [deletionOf(path, path.optionId)] };
      const { request } = optionBack(path, path.optionId, before.options, after.options);
      const { except } = restoringItem(optionList, path.optionId, before.options, after.options);
      return { requests: [request], except };
    },
  }),

  recipe({
    operation: 'customOptions.batchUpsert',
    body: z.array(batchItem).min(1).describe('Options to add, or to change: by id, the fields to set; others stay.'),
    read: (reading, { path }) => readOptions(reading, path),
    prepare({ options, ...rest }, { path, body }) {
      const firsts = new Map(body.map(({ id }, index) => [id, index] as const).reverse());
      const issues = body.flatMap(({ id }, index): ArgumentIssue[] => {
        const first = firsts.get(id);
        if (first === index) return [];
        return [
          { path: `body[${index}].id`, message: `names ${JSON.stringify(id)}, which body[${first}] names as well` },
        ];
      });
      if (issues.length > 0) throw new InvalidArgumentsError(issues, { operation: 'customOptions.batchUpsert' });
      const planned = body.map(({ id, ...set }) => ({ id, ...withOption(options, id, set, []) }));
      const names = (isNew: boolean) => planned.filter((each) => each.isNew === isNew).map(({ name }) => name);
      const parts = [
        ...(names(true).length > 0 ? [`add ${listed(names(true), 3)}`] : []),
        ...(names(false).length > 0 ? [`change ${listed(names(false), 3)}`] : []),
      ];
      const changed = Object.fromEntries(planned.map(({ id, item }) => [id, item]));
      return {
        title: `Options ${inList(path)}: ${parts.join('; ')}`,
        args: { path, body: planned.map(({ id, body: whole }) => ({ ...whole, id })) },
        expected: { ...rest, options: { ...options, ...changed } },
        mayChange: planned.flatMap(({ mayChange }) => mayChange),
        losses: planned.flatMap(({ name, losses }) =>
          losses.map(({ kind, what }): Loss => ({ kind, what: kind === 'disabled' ? what : `${what} of ${name}` })),
        ),
        notes: planned.flatMap(({ name, notes }) => notes.map((note) => `${capital(name)}: ${note}`)),
      };
    },
    reverse({ request: { path, body }, before, after }) {
      const ids = body.map(({ id }) => id);
      const present = ids.filter((id) => Object.hasOwn(before.options, id));
      const back = present.map((id) => optionBack(path, id, before.options, after.options));
      const set = back.filter(({ isSetOnly }) => isSetOnly).map(({ request }) => request);
      const together = set.map(({ path: { optionId } = {}, body: fields }) => ({ id: optionId, ...Object(fields) }));
      return {
        requests: [
          ...(together.length > 0 ? [{ operation: 'customOptions.batchUpsert', path, body: together } as const] : []),
          // A batch may leave what it does not name, so what was empty is emptied one by one.
          ...back.filter(({ isSetOnly }) => !isSetOnly).map(({ request }) => request),
          ...ids.filter((id) => !present.includes(id)).map((id) => deletionOf(path, id)),
        ],
        except: present.flatMap((id) => restoringItem(optionList, id, before.options, after.options).except),
      };
    },
  }),

  recipe({
    operation: 'customOptions.delete',
    read: (reading, { path }) => readOptions(reading, path),
    prepare({ options, ...rest }, { path }) {
      const name = nameOf(optionList, itemNamed(optionList, options, path.optionId), path.optionId);
      return {
        title: `Delete ${name} ${inList(path)}`,
        args: { path },
        expected: { ...rest, options: without(options, path.optionId) },
        losses: [{ kind: 'removed', what: name }],
        notes: [referred],
      };
    },
    reverse({ request: { path }, before, after }) {
      const { add, except } = optionsAgain(before.options, without(before.options, path.optionId));
      const [body] = add;
      if (body === undefined || Object.hasOwn(after.options, path.optionId)) return { requests: [] };
      return { requests: [{ operation: 'customOptions.upsert', path, body }], except: [...except, elsewhere] };
    },
  }),

  recipe({
    operation: 'customOptions.deleteAll',
    async read(reading, { path }) {
      return { ...(await readOptions(reading, path)), usedBy: await usersOf(reading, path) };
    },
    prepare({ options, usedBy, unnamed = [] }, { path }) {
      const names = [
        ...Object.entries(options).map(([id, option]) => nameOf(optionList, option, id)),
        ...unnamed.map((option) => `option without an id of its own ${JSON.stringify(option)}`),
      ];
      if (names.length === 0)
        throw new ChangeRefused(
          'state',
          `List ${JSON.stringify(path.listId)} has no option: there is nothing to delete.`,
        );
      const users = usedBy.length > 0 ? listed(usedBy) : 'No custom field that Jenji shows';
      return {
        title: `Delete every option ${inList(path)}`,
        args: { path },
        expected: { options: {}, usedBy },
        losses: names.map((what): Loss => ({ kind: 'reset', what })),
        notes: [`${capital(users)} ${usedBy.length > 1 ? 'take their' : 'takes its'} values from this list.`, referred],
        destroys: { name: path.listId, count: names.length, what: 'options' },
      };
    },
    reverse({ request: { path }, before, after }) {
      const { add, except } = optionsAgain(before.options, after.options);
      if (add.length === 0) return { requests: [] };
      return {
        requests: [{ operation: 'customOptions.batchUpsert', path, body: add }],
        except: [
          ...except,
          ...(before.unnamed ?? []).map(
            (option) => `${JSON.stringify(option)} has no id of its own to be sent again by.`,
          ),
          elsewhere,
          'What was refused or lost because its option was missing stays so.',
        ],
      };
    },
    async *snapshot(reading, { path }) {
      yield* reading.stream('customOptions.list', { path });
    },
  }),
];
