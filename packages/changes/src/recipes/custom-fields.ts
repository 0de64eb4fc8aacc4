import { type ArgumentIssue, InvalidArgumentsError, operations } from '@jenji-kit/client';
import type { ChangeRequest } from '../change-request.ts';
import type { PathPattern } from '../difference.ts';
import { without } from '../forms/collection.ts';
import { copiesOfBounds, oneField, readFields, typeProblems, wholeFieldList } from '../forms/custom-field-list.ts';
import {
  backBy,
  clearableIn,
  deltaOf,
  filledIn,
  type Items,
  type ListDelta,
  type ListForm,
  nameOf,
  ownItem,
  planDelta,
  reverseDelta,
} from '../forms/list-delta.ts';
import { itemNamed, planItem, restoringItem } from '../forms/list-item.ts';
import { capital, listed } from '../forms/naming.ts';
import { bodyFields, patchOf, type ReadRecord } from '../forms/replacement.ts';
import { type Loss, type Reading, type Recipe, type Reversal, recipe } from '../recipe.ts';
import { canonicalJson, givenByJenji } from '../state.ts';
import { customOptionRecipes, optionList, optionsAgain, readOptionsIfAny } from './custom-options.ts';

type Owner = 'expense' | 'vehicle';

/** What `accept` names of one field. */
const editable = 'editableScopeCondition';

/** Not an interface: a state is any object of documents. */
type Fields = {
  customFields: Items;
  sequence: readonly string[];
  unnamed?: readonly ReadRecord[];
  /** Of a field to delete: the options of its list. */
  options?: Items;
};

async function read(reading: Reading, owner: Owner, { organizationId }: { organizationId: string }): Promise<Fields> {
  const { data } = await reading.call(`customFields.${owner}.list`, { path: { organizationId } });
  const { items, ...rest } = readFields(data);
  return { customFields: items, ...rest };
}

const nobodyKnows =
  'Jenji shows neither which custom fields are disabled nor their editableScopeCondition: a field that is sent is usable afterwards.';

/** Fields of which nobody has said that they may lose what cannot be read. */
function refuseUnaccepted(fields: Items, owner: Owner, body: ListDelta, accept: readonly string[]): string[] {
  const given = (body.change ?? []).filter((change) => change[editable] !== undefined || clears(change));
  const decided = new Set([...given.map(({ key }) => String(key)), ...(body.disable ?? [])]);
  const open = Object.keys(fields).filter((key) => !decided.has(key));
  const missing = open.map((key) => `${editable}.${key}`).filter((name) => !accept.includes(name));
  if (missing.length === 0) return open;
  throw new InvalidArgumentsError(
    [
      {
        path: 'accept',
        message: `must also hold ${missing.map((name) => JSON.stringify(name)).join(', ')}: the whole list is sent, which clears the editableScopeCondition of these fields and makes them usable where they were disabled, and Jenji shows neither. Else name those that are to be disabled in disable, or give editableScopeCondition in change. To change fields without touching others, use customFields.${owner}.update`,
      },
    ],
    { operation: `customFields.${owner}.replaceAll` },
  );
}

function clears({ clear }: ReadRecord): boolean {
  return Array.isArray(clear) && clear.includes(editable);
}

/** Fields that were left out go to the end of the list; those that are there already may keep their order. */
function atTheEnd(fields: Items, disabled: readonly string[]): { fields: Items; mayChange: PathPattern[] } {
  const last = Math.max(
    ...Object.entries(fields).map(([key, { order }]) =>
      disabled.includes(key) || typeof order !== 'number' ? -1 : order,
    ),
  );
  const moved = disabled.filter((key) => !(Number(ownItem(fields, key).order) > last));
  return {
    fields: Object.fromEntries(
      Object.entries(fields).map(([key, field]) => [
        key,
        moved.includes(key) ? { ...field, order: givenByJenji } : field,
      ]),
    ),
    mayChange: disabled.filter((key) => !moved.includes(key)).map((key) => ['customFields', key, 'order']),
  };
}

const isBound = (change: ReadRecord) =>
  change.validation !== undefined || (Array.isArray(change.clear) && change.clear.includes('validation'));

/** The recipes of the custom fields of expenses or of vehicles. */
function fieldRecipes(owner: Owner): readonly Recipe[] {
  const whole: ListForm = { ...wholeFieldList, single: `customFields.${owner}.update` };
  const names = (keys: readonly string[], fields: Items) =>
    listed(keys.map((key) => nameOf(whole, ownItem(fields, key), key)));

  /** The change that sends the list again, of which everything that cannot be read is accepted as lost once more. */
  const listBack = (path: ChangeRequest['path'], body: ListDelta, fields: Items): ChangeRequest => ({
    operation: `customFields.${owner}.replaceAll`,
    path,
    body,
    accept: Object.keys(fields).map((key) => `${editable}.${key}`),
  });

  return [
    recipe({
      operation: `customFields.${owner}.replaceAll`,
      body: deltaOf(whole),
      acceptable: [`${editable}.*`],
      read: (reading, { path }) => read(reading, owner, path),
      prepare({ customFields, ...list }, { path, body, accept }) {
        const planned = planDelta(whole, customFields, body, list);
        const accepted = refuseUnaccepted(customFields, owner, body, accept);
        const ended = atTheEnd(planned.items, body.disable ?? []);
        const changes = (body.change ?? []).map((change) => ({ key: String(change.key), isBound: isBound(change) }));
        const given = [...(body.change ?? []), ...(body.add ?? [])].filter((item) => item[editable] !== undefined);
        return {
          title: `Custom fields of ${owner}s: ${planned.what}`,
          args: { path, body: planned.sent },
          expected: { customFields: ended.fields, ...list },
          mayChange: [
            'sequence',
            ...filledIn(whole, 'customFields', planned, body),
            ...copiesOfBounds('customFields', changes),
            ...ended.mayChange,
          ],
          losses: [
            ...planned.losses,
            ...accepted.map(
              (key): Loss => ({ kind: 'unknowable', what: `${editable} of ${names([key], customFields)}` }),
            ),
          ],
          notes: [
            nobodyKnows,
            ...given.map((item) => {
              const name = nameOf(whole, ownItem(planned.items, String(item.key)), String(item.key));
              return `${editable} of ${name} becomes ${JSON.stringify(item[editable])}; nothing will show it.`;
            }),
          ],
          unseen: canonicalJson(ended.fields) === canonicalJson(customFields),
        };
      },
      reverse({ request: { path, body }, before, after }) {
        const { delta, added, except } = reverseDelta(whole, before.customFields, after.customFields);
        const left = body.disable ?? [];
        const change = delta?.change ?? [];
        const remaining = added.reduce<Items>((fields, key) => without(fields, key), after.customFields);
        const unmoved = left.filter((key) => !change.some((item) => item.key === key)).map((key) => ({ key }));
        const requests: ChangeRequest[] = [
          ...added.map(
            (customFieldKey): ChangeRequest => ({
              operation: `customFields.${owner}.delete`,
              path: { ...path, customFieldKey },
            }),
          ),
          // Only the list makes fields usable again that it left out; all others are changed one by one.
          ...(left.length > 0
            ? [listBack(path, { change: [...change, ...unmoved] }, remaining)]
            : change.map(({ key, clear, ...fields }): ChangeRequest => {
                const names = Array.isArray(clear) ? clear.map(String) : [];
                const at = { ...path, customFieldKey: String(key) };
                return { operation: `customFields.${owner}.update`, path: at, body: fields, clear: names };
              })),
        ];
        const sent = Object.keys(before.customFields).filter((key) => !left.includes(key));
        return backBy(requests, [
          ...except,
          ...(sent.length > 0
            ? [
                `The editableScopeCondition of ${names(sent, before.customFields)} does not come back, nor are those disabled again that were: Jenji showed neither.`,
              ]
            : []),
          ...(left.length > 0
            ? [`${capital(names(left, before.customFields))} will be usable, whether it was or not.`]
            : []),
        ]);
      },
    }),

    recipe({
      operation: `customFields.${owner}.update`,
      body: patchOf(bodyFields(operations[`customFields.${owner}.update`])),
      clearable: clearableIn(oneField),
      read: (reading, { path }) => read(reading, owner, path),
      prepare({ customFields, ...list }, { path, body, clear }) {
        const { customFieldKey: key } = path;
        const planned = planItem(oneField, customFields, key, body, clear);
        const items: Items = { ...customFields, [key]: planned.item };
        const issues: ArgumentIssue[] = typeProblems(items, new Map([[key, 'body']]), customFields);
        if (issues.length > 0) throw new InvalidArgumentsError(issues, { operation: `customFields.${owner}.update` });
        return {
          title: `Change ${planned.name} of ${owner}s`,
          args: { path, body: planned.body },
          expected: { customFields: items, ...list },
          mayChange: ['sequence', ...copiesOfBounds('customFields', [{ key, isBound: isBound({ ...body, clear }) }])],
          losses: planned.losses,
          notes: [
            ...planned.notes,
            'Jenji shows neither whether the field is disabled nor its editableScopeCondition: a disabled field may become usable.',
          ],
        };
      },
      reverse({ request: { path }, before, after }) {
        const { except, ...restored } = restoringItem(
          oneField,
          path.customFieldKey,
          before.customFields,
          after.customFields,
        );
        return {
          requests: [{ operation: `customFields.${owner}.update`, path, ...restored }],
          except: [
            ...except,
            `Whether the field was disabled, and its ${editable}, may not come back: Jenji shows neither.`,
          ],
        };
      },
    }),

    recipe({
      operation: `customFields.${owner}.delete`,
      async read(reading, { path }) {
        const fields = await read(reading, owner, path);
        const { listId } = ownItem(fields.customFields, path.customFieldKey);
        if (typeof listId !== 'string') return fields;
        return { ...fields, ...(await readOptionsIfAny(reading, { organizationId: path.organizationId, listId })) };
      },
      prepare({ customFields, options = {}, ...list }, { path }) {
        const name = nameOf(whole, itemNamed(whole, customFields, path.customFieldKey), path.customFieldKey);
        const lost = Object.entries(options).map(([id, option]) => nameOf(optionList, option, id));
        return {
          title: `Delete ${name} of ${owner}s`,
          args: { path },
          expected: { customFields: without(customFields, path.customFieldKey), ...list },
          mayChange: ['sequence'],
          losses: [
            { kind: 'removed', what: name },
            ...lost.map((option): Loss => ({ kind: 'removed', what: `${option} of its list` })),
          ],
          notes: [`Jenji does not say what becomes of the values that ${owner}s hold under it.`],
        };
      },
      reverse({ request: { path }, before, after }): Reversal {
        const { organizationId, customFieldKey: key } = path;
        const { delta, except } = reverseDelta(
          { ...whole, leaving: 'removed' },
          before.customFields,
          without(before.customFields, key),
        );
        const others = without(after.customFields, key);
        const { listId } = ownItem(before.customFields, key);
        const options = optionsAgain(before.options ?? {}, {});
        const isFound = listId === key;
        return {
          requests: [
            listBack({ organizationId }, { add: delta?.add ?? [] }, others),
            ...(options.add.length > 0 && isFound
              ? [
                  {
                    operation: 'customOptions.batchUpsert',
                    path: { organizationId, listId: key },
                    body: options.add,
                  } as const,
                ]
              : []),
          ],
          except: [
            ...except,
            ...options.except,
            'Only the whole list can add it again: the editableScopeCondition of every field is cleared, and those that were disabled become usable, because Jenji shows neither.',
            `Jenji does not say whether ${owner}s keep the values that they hold under it.`,
            ...(options.add.length > 0 && !isFound
              ? [`Its ${options.add.length} options have to be added to the new list, whose id only Jenji knows.`]
              : []),
          ],
        };
      },
    }),
  ];
}

export const customFieldRecipes: readonly Recipe[] = [
  ...fieldRecipes('expense'),
  ...fieldRecipes('vehicle'),
  ...customOptionRecipes,
];
