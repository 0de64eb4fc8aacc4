import { NotFoundError } from '@jenji-kit/client';
import type { Loss } from '../recipe.ts';
import {
  fieldsOf,
  type Items,
  isDisabled,
  type ListForm,
  nameOf,
  ownItem,
  type RestoredItem,
  restoredItem,
  unknownFields,
} from './list-delta.ts';
import { lostMembers } from './lost-members.ts';
import { type ReadRecord, replaced, undocumentedNotes } from './replacement.ts';

interface PlannedItem {
  /** The item in words. */
  name: string;
  /** What to send: everything the item has, with the change; without its key. */
  body: Record<string, unknown>;
  /** The item that reading will show. */
  item: ReadRecord;
  losses: Loss[];
  notes: string[];
}

/**
 * Works out the change of one item of a list by an operation that replaces it.
 *
 * @throws NotFoundError where there is none.
 */
export function planItem(
  form: ListForm,
  items: Items,
  key: string,
  set: ReadRecord,
  clear: readonly string[],
): PlannedItem {
  const present = itemNamed(form, items, key);
  const name = nameOf(form, present, key);
  const { body, record, losses } = replaced(fieldsOf(form), present, set, clear);
  const item = form.shown?.(record, present) ?? record;
  const isEnding = isDisabled(item) && !isDisabled(present);
  return {
    name,
    body,
    item,
    losses: [...(isEnding ? [{ kind: 'disabled', what: name } as const] : []), ...losses, ...lostMembers(present, set)],
    notes: undocumentedNotes(unknownFields(form, present)),
  };
}

/** What to set and clear so that an item is again as it was; and what will not be, in whole sentences. */
export function restoringItem(form: ListForm, key: string, before: Items, after: Items): RestoredItem {
  const [was, is] = [ownItem(before, key), ownItem(after, key)];
  return restoredItem(form, key, was, is);
}

/** @throws NotFoundError where there is none. */
export function itemNamed(form: ListForm, items: Items, key: string): ReadRecord {
  if (Object.hasOwn(items, key)) return ownItem(items, key);
  throw new NotFoundError(`There is no ${form.noun} ${JSON.stringify(key)}.`, { status: 404 });
}
