import { InvalidArgumentsError, NotFoundError, type OrganizationGroup, operations } from '@jenji-kit/client';
import { ChangeRefused } from '../../change-refused.ts';
import { byId, itemOf } from '../../forms/collection.ts';
import { duplicate, refuseDuplicate } from '../../forms/duplicate.ts';
import { listed, named } from '../../forms/naming.ts';
import { patched, patchedBack } from '../../forms/patch.ts';
import { bodyFields, patchOf } from '../../forms/replacement.ts';
import { type Reading, type Recipe, recipe } from '../../recipe.ts';
import { canonicalJson, newRecord } from '../../state.ts';
import { namesOf, requireGroup } from './group-names.ts';

type Groups = Readonly<Record<string, OrganizationGroup>>;

async function readGroups(reading: Reading, { organizationId }: { organizationId: string }) {
  const { groups } = await reading.call('organizations.get', { path: { organizationId } });
  return { groups: byId(groups, ({ id }) => id) };
}

function groupOf(groups: Groups, id: string): OrganizationGroup {
  const found = itemOf(groups, id);
  if (found === undefined) throw new NotFoundError(`There is no group ${JSON.stringify(id)}.`, { status: 404 });
  return found;
}

const shown = ({ id, name }: OrganizationGroup) => named('group', id ?? '', name);

/** The top group has the id `root`, whatever its name. */
const rootId = 'root';

/** The groups above one, nearest first; a cycle, which should not be, ends where it closes. */
function idsAbove(groups: Groups, id: string): string[] {
  const path: string[] = [];
  for (let above = groups[id]?.parentGroupId; above && !path.includes(above); above = groups[above]?.parentGroupId) {
    path.push(above);
  }
  return path;
}

/** @throws ChangeRefused where the move would close a circle, or is the root's. */
function refuseBadMove(groups: Groups, group: OrganizationGroup, parentId: string): void {
  const id = group.id ?? '';
  if (id === rootId) {
    throw new ChangeRefused(
      'state',
      `${shown(group)} is the top group and cannot move; move the groups below it instead.`,
    );
  }
  if (parentId === id) {
    throw new ChangeRefused('state', `${shown(group)} cannot stand under itself; name another group as its parent.`);
  }
  if (!idsAbove(groups, parentId).includes(id)) return;
  const parent = shown(groupOf(groups, parentId));
  throw new ChangeRefused(
    'state',
    `${parent} stands below ${shown(group)}, which cannot move under it; move ${parent} elsewhere first.`,
  );
}

function movedAlong(groups: Groups, group: OrganizationGroup): string[] {
  const below = Object.values(groups).filter(({ id }) => id && idsAbove(groups, id).includes(group.id ?? ''));
  const along = below.length > 0 ? [`It takes along what stands below it: ${listed(below.map(shown))}.`] : [];
  return [...along, 'Its users follow the settings and the managers of the groups above its new place.'];
}

const fields = ['name', 'parentGroupId', 'internalId'];
const clearable = ['internalId'];

/** Definitions of the custom fields that a request sets, and the group; the placeholder key of the manual is no value. */
async function readGroupValues(
  reading: Reading,
  { organizationId, groupId }: { organizationId: string; groupId: string },
  keys: readonly string[],
) {
  const { groups, groupCustomFields } = await reading.call('organizations.get', { path: { organizationId } });
  const { customFieldValues, ...group } = groupOf(
    byId(groups, ({ id }) => id),
    groupId,
  );
  const { '': _placeholder, ...values } = customFieldValues ?? {};
  const definitions = byId(groupCustomFields, ({ key }) => key);
  const asked = Object.entries(definitions).filter(([key]) => keys.includes(key));
  return {
    group: { ...group, customFieldValues: values },
    definitions: Object.fromEntries(asked),
    keys: Object.keys(definitions),
  };
}

export const groupRecipes: readonly Recipe[] = [
  recipe({
    operation: 'groups.create',
    acceptable: [duplicate],
    read: (reading, { path }) => readGroups(reading, path),
    prepare({ groups }, { path, body, accept }) {
      // Said aloud, so that the plan shows where it will stand.
      const parentGroupId = body.parentGroupId || rootId;
      const parent = requireGroup(namesOf(groups), parentGroupId, 'body.parentGroupId');
      const { internalId } = body;
      const same = Object.values(groups).find(
        (each) =>
          (each.name === body.name && each.parentGroupId === parentGroupId) ||
          (internalId && each.internalId === internalId),
      );
      refuseDuplicate(same && shown(same), same?.name === body.name ? 'name' : 'internal id', accept);
      const group = { name: body.name, parentGroupId, ...(internalId && { internalId }) };
      return {
        title: `Add group ${JSON.stringify(body.name)} under ${named('group', parentGroupId, parent)}`,
        args: { path, body: group },
        expected: { groups: { ...groups, [newRecord()]: group } },
        newId: ({ id }) => id,
      };
    },
    reverse: () => ({
      cannot:
        'Jenji cannot delete a group. What comes nearest is to rename it and to let nobody belong to it (groups.patch, users.update).',
    }),
  }),

  recipe({
    operation: 'groups.patch',
    body: patchOf(bodyFields(operations['groups.patch'])),
    clearable,
    read: (reading, { path }) => readGroups(reading, path),
    prepare({ groups }, { path, body, clear }) {
      const present = groupOf(groups, path.groupId);
      const { parentGroupId } = body;
      const moves = typeof parentGroupId === 'string' && parentGroupId !== present.parentGroupId;
      if (moves) {
        requireGroup(namesOf(groups), parentGroupId, 'body.parentGroupId');
        refuseBadMove(groups, present, parentGroupId);
      }
      const { body: sent, record, losses } = patched(present, body, clear);
      return {
        title: `Change ${shown(present)}`,
        args: { path, body: sent },
        expected: { groups: { ...groups, [path.groupId]: record } },
        mayChange: ['groups.*.updatedAt'],
        losses,
        notes: moves ? movedAlong(groups, present) : [],
      };
    },
    reverse({ request: { path }, before, after }) {
      const [was = {}, is = {}] = [before, after].map(({ groups }) => itemOf(groups, path.groupId));
      const { except, ...back } = patchedBack(fields, clearable, was, is);
      return { requests: [{ operation: 'groups.patch', path, ...back }], except };
    },
  }),

  recipe({
    operation: 'groups.customFields.patch',
    read: (reading, { path, body }) => readGroupValues(reading, path, Object.keys(body.customFieldsValues)),
    prepare({ group, definitions, keys }, { path, body: { customFieldsValues } }) {
      const issues = Object.entries(customFieldsValues).flatMap(([key, value]) => {
        const field = `body.customFieldsValues.${key}`;
        if (!Object.hasOwn(definitions, key)) {
          return { path: field, message: `is no custom field of groups; those are ${listed(keys) || 'none'}` };
        }
        const message = 'must not be null: nothing removes the value of a group; leave it out to keep it';
        return value === null ? { path: field, message } : [];
      });
      if (issues.length > 0) throw new InvalidArgumentsError(issues, { operation: 'groups.customFields.patch' });
      return {
        title: `Set custom fields of ${shown(group)}`,
        args: { path, body: { customFieldsValues } },
        expected: {
          group: { ...group, customFieldValues: { ...group.customFieldValues, ...customFieldsValues } },
          definitions,
          keys,
        },
        mayChange: ['group.updatedAt'],
      };
    },
    reverse({ request: { path, body }, before }) {
      const was = before.group.customFieldValues;
      const had = Object.keys(body.customFieldsValues).filter((key) => canonicalJson(itemOf(was, key)) !== '');
      const empty = Object.keys(body.customFieldsValues).filter((key) => !had.includes(key));
      const except = empty.map(
        (key) =>
          `Custom field ${JSON.stringify(key)} had no value, and nothing in the API removes one: it keeps the new value.`,
      );
      if (had.length === 0) {
        return { cannot: `${except.join(' ')} Set another value, or remove it in Jenji itself.` };
      }
      const customFieldsValues = Object.fromEntries(had.map((key) => [key, itemOf(was, key)]));
      return { requests: [{ operation: 'groups.customFields.patch', path, body: { customFieldsValues } }], except };
    },
  }),
];
