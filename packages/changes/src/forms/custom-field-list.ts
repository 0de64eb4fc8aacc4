import { type ArgumentIssue, operations } from '@jenji-kit/client';
import * as z from 'zod';
import { differences, type PathPattern } from '../difference.ts';
import { givenByJenji } from '../state.ts';
import { type Items, type ListForm, listItem, ownItem, type ReadList, readList } from './list-delta.ts';
import { bodyFields, type ReadRecord } from './replacement.ts';

const shared = {
  noun: 'custom field',
  plural: 'custom fields',
  keys: ['key'],
  // Nothing shows which ones are disabled: they stay listed like all others.
  leaving: 'left-out',
  kept: ['listId', 'minimumValue', 'maximumValue'],
  unclearable: ['type'],
  shown: shownField,
} satisfies Partial<ListForm>;

/** All custom fields of expenses or vehicles, as the operation takes them that replaces the list. */
export const wholeFieldList: ListForm = {
  ...shared,
  item: listItem(operations['customFields.expense.replaceAll']),
  different: { editableScopeCondition: { toRead: () => undefined } },
  problems: typeProblems,
};

/** One custom field, as the operation takes it that replaces it. */
export const oneField: ListForm = {
  ...shared,
  item: z.strictObject({ key: z.string(), ...bodyFields(operations['customFields.expense.update']).shape }),
};

/** Custom fields as they are read. Bounds and flags that are shown in two ways are brought to the way they are written. */
export function readFields(list: readonly ReadRecord[]): ReadList {
  const { items, ...rest } = readList(wholeFieldList, list);
  const written = Object.entries(items).map(([key, item]) => [key, withFlags(withValidation(item))] as const);
  return { items: Object.fromEntries(written), ...rest };
}

/** The type is given once, when a field is made. */
export function typeProblems(items: Items, touched: ReadonlyMap<string, string>, before: Items): ArgumentIssue[] {
  return [...touched].flatMap(([key, place]) => {
    const { type } = ownItem(items, key);
    const path = `${place}.type`;
    if (!Object.hasOwn(before, key))
      return type === undefined ? [{ path, message: 'is required for a new field' }] : [];
    const { type: fixed } = ownItem(before, key);
    if (type === fixed) return [];
    return [
      { path, message: `is ${String(fixed)} and cannot be changed; leave it out, or add a field with another key` },
    ];
  });
}

/** Copies of the bounds that Jenji keeps at the top of the fields named. */
export function copiesOfBounds(document: string, changes: readonly { key: string; isBound: boolean }[]): PathPattern[] {
  return changes
    .filter(({ isBound }) => isBound)
    .flatMap(({ key }) => [
      [document, key, 'minimumValue'],
      [document, key, 'maximumValue'],
    ]);
}

function shownField({ editableScopeCondition: _, ...item }: ReadRecord, before: ReadRecord | undefined): ReadRecord {
  if (before === undefined) return withFlags({ ...item, ...(item.type === 'LIST' && { listId: givenByJenji }) });
  if (differences(before.validation, item.validation).length === 0) return withFlags(item);
  const { minimumValue, maximumValue } = boundsIn(item.validation);
  return withFlags({ ...item, minimumValue, maximumValue });
}

/** "Configured by API" stands for the three flags, whatever they say themselves. */
function withFlags(item: ReadRecord): ReadRecord {
  if (item.configuredByAPI !== true) return item;
  return { ...item, disableConfiguration: true, disableOptionConfiguration: true, disableDeletion: true };
}

/** Bounds are read in two places and written in one. */
function withValidation(item: ReadRecord): ReadRecord {
  const { minimumValue, maximumValue } = item;
  if (item.validation !== undefined || (minimumValue === undefined && maximumValue === undefined)) return item;
  return {
    ...item,
    validation: {
      ...(minimumValue !== undefined && { minimumValue }),
      ...(maximumValue !== undefined && { maximumValue }),
    },
  };
}

function boundsIn(validation: unknown): ReadRecord {
  return typeof validation === 'object' && validation !== null ? (validation as ReadRecord) : {};
}
