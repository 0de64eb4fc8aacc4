import { type ArgumentIssue, dottedPath, InvalidArgumentsError, ruleOf } from '@jenji-kit/client';
import * as z from 'zod';
import { ChangeRefused } from '../change-refused.ts';
import type { ChangeRequest } from '../change-request.ts';
import { differences, type PathPattern } from '../difference.ts';
import type { Loss, Reversal } from '../recipe.ts';
import { canonicalJson, isNewRecord, newRecord } from '../state.ts';
import { lostMembers } from './lost-members.ts';
import { capital, listed, named, shownCode } from './naming.ts';
import {
  clearableOf,
  emptiedAgain,
  type ReadRecord,
  refuseEmpty,
  replaced,
  restoring,
  type WrittenFields,
  writtenFields,
} from './replacement.ts';

/** Items of a list by what tells them apart. */
export type Items = Readonly<Record<string, ReadRecord>>;

/** A list that one operation replaces as a whole, and that is only ever changed by delta. */
export interface ListForm {
  /** One item and several, in words: `category`, `categories`. */
  noun: string;
  plural: string;
  /** An item as the operation takes it. */
  item: z.ZodObject;
  /** The field that tells items apart; several where each item has one of them. */
  keys: readonly [string, ...string[]];
  /**
   * How an item leaves. `flagged`: it is sent with `disabled`, everything else kept. `left-out`: it is not sent, and Jenji
   * disables it without showing so. `removed`: it is not sent, and is gone.
   */
  leaving: 'flagged' | 'left-out' | 'removed';
  /** Fields that are read otherwise than they are written. */
  different?: WrittenFields;
  /** Fields that are read and cannot be written; Jenji keeps them. */
  kept?: readonly string[];
  /** Fields that `clear` may not name although they may be left out. */
  unclearable?: readonly string[];
  /** An operation that changes one item and touches no other, where there is one. */
  single?: string;
  /** An item as Jenji will show it, where it derives some fields from others; `before` is undefined for a new one. */
  shown?(item: ReadRecord, before: ReadRecord | undefined): ReadRecord;
  /** What Jenji itself does to the items after such a change. */
  consequences?(items: Items, before: Items): Items;
  /** Why Jenji does so to this item, such as `with its parent`. */
  because?(item: ReadRecord): string | undefined;
  /** What is wrong with the list as it would be, at the places of the request that name its items. */
  problems?(items: Items, touched: ReadonlyMap<string, string>, before: Items): ArgumentIssue[];
}

/** What is to change in a list. Whatever it does not name stays. */
export interface ListDelta {
  add?: readonly ReadRecord[] | undefined;
  /** The key, the fields to set, and `clear` for those to empty. */
  change?: readonly ReadRecord[] | undefined;
  disable?: readonly string[] | undefined;
  /** How many items may be disabled; 0 unless said. */
  maxDisabled?: number | undefined;
  remove?: readonly string[] | undefined;
  /** How many items may be removed; 0 unless said. */
  maxRemoved?: number | undefined;
}

/** The items of an operation whose body is a list. */
export function listItem<Item extends z.ZodObject>(operation: { body?: z.ZodArray<Item> }): Item {
  if (operation.body === undefined) throw new TypeError('The operation has no body');
  return operation.body.element;
}

/** The body of a request that changes such a list. */
export function deltaOf(form: ListForm): z.ZodType<ListDelta> {
  const { item, keys, plural } = form;
  const { part, limit, verb } = wordsOf(form);
  const key = keys.join(' or ');
  const shape = z.strictObject(item.shape).partial().shape;
  const which = z.string().min(1, 'must not be empty').describe(`Which ${form.noun} to change.`);
  const keyShape = Object.fromEntries(keys.map((name) => [name, which]));
  const clearable = clearableIn(form);
  const change = z
    .strictObject({
      ...shape,
      ...(keys.length === 1 ? keyShape : z.object(keyShape).partial().shape),
      clear: z.array(z.enum(clearable)).optional().describe('Fields to empty; what is neither set nor cleared stays.'),
    })
    .refine((value) => keyOf(form, value) !== undefined, { path: [keys[0]], error: `is required: ${key}` })
    .superRefine(({ clear: _, ...set }, context) => refuseEmpty(set, context));
  return z
    .strictObject({
      add: z.array(item).optional().describe(`New ${plural}.`),
      change: z
        .array(change)
        .optional()
        .describe(`${capital(plural)} to change, by ${key}: the fields to set.`),
      [part]: z
        .array(z.string().min(1, 'must not be empty'))
        .optional()
        .describe(`${capital(key)} of those to ${verb}.`),
      [limit]: z
        .int()
        .min(0)
        .optional()
        .describe(`How many may be ${verb}d, those named and those that follow from it; 0 unless said.`),
    })
    .refine((delta) => [delta.add, delta.change, delta[part]].some((list) => Array.isArray(list) && list.length > 0), {
      error: `must name something to change: add, change or ${part}`,
    });
}

/** What is read with the items of a list. */
interface Around {
  /** Keys in the order of the list: it is sent back in the same. */
  sequence?: readonly string[];
  /** Items without a key, or with one that another has: nothing can name them. Absent where there are none. */
  unnamed?: readonly ReadRecord[];
}

export interface ReadList extends Around {
  /** By key; null, which is the same as absence to Jenji, is left out. */
  items: Record<string, ReadRecord>;
  sequence: string[];
  unnamed?: ReadRecord[];
}

/** Items as they are read, by key. Those that nothing can name are kept apart. */
function itemsByKey(
  form: Pick<ListForm, 'keys'>,
  list: readonly ReadRecord[] | null | undefined,
): { items: Record<string, ReadRecord>; sequence: string[]; unnamed: ReadRecord[] } {
  const items = new Map<string, ReadRecord>();
  const unnamed: ReadRecord[] = [];
  for (const each of list ?? []) {
    const item = recordWithoutNulls(each);
    const key = keyOf(form, item);
    if (key !== undefined && !items.has(key)) items.set(key, item);
    else if (canonicalJson(item) !== '') unnamed.push(item);
  }
  return { items: Object.fromEntries(items), sequence: [...items.keys()], unnamed };
}

/** A list as it is read, to be changed by delta. What comes without `disabled` is in use. */
export function readList(
  form: Pick<ListForm, 'keys' | 'leaving'>,
  list: readonly ReadRecord[] | null | undefined,
): ReadList {
  const { items, sequence, unnamed } = itemsByKey(form, list);
  const flagged = Object.entries(items).map(([key, item]) => [key, { disabled: false, ...item }] as const);
  return {
    items: form.leaving === 'flagged' ? Object.fromEntries(flagged) : items,
    sequence,
    ...(unnamed.length > 0 && { unnamed }),
  };
}

export interface PlannedList {
  /** What is done, by name: `add category "Gift" (gift); disable category "Taxi" (taxi)`. */
  what: string;
  /** The whole list to send. */
  sent: Record<string, unknown>[];
  /** The items that reading will show. */
  items: Record<string, ReadRecord>;
  /** Keys of new items, in the order of `add`; `newRecord()` where Jenji gives the key. */
  added: string[];
  /** Keys of the items that can no longer be used afterwards, those not named in the request included. */
  ending: string[];
  losses: Loss[];
}

/**
 * Works out the whole list to send from the list that is there and a delta.
 *
 * @throws InvalidArgumentsError for a delta that does not fit the list; ChangeRefused where the list cannot be sent back,
 * or where more would be disabled or removed than the delta allows.
 */
export function planDelta(
  form: ListForm,
  present: Items,
  delta: ListDelta,
  { sequence, unnamed = [] }: Around = {},
): PlannedList {
  checkDelta(form, present, delta);
  refuseUnnamed(form, unnamed);
  const leaving = new Set(leavingIn(form, delta));
  const changes = new Map(
    (delta.change ?? []).map((change, index) => [keyOf(form, change), { ...split(form, change), index }]),
  );
  const fields = fieldsOf(form);
  const losses: Loss[] = [];
  const sent: Record<string, unknown>[] = [];
  const entries: [string, ReadRecord][] = [];
  for (const key of inSequence(present, sequence)) {
    const item = ownItem(present, key);
    const isLeaving = leaving.has(key);
    if (isLeaving && form.leaving === 'removed') continue;
    if (isLeaving && form.leaving === 'left-out') {
      entries.push([key, item]);
      continue;
    }
    const change = changes.get(key);
    const set = isLeaving ? { disabled: true } : (change?.set ?? {});
    const whole = replaced(fields, item, set, change?.clear ?? []);
    const body = { ...keysIn(form, item), ...whole.body };
    checkSendable(form, item, body, change);
    sent.push(body);
    entries.push([key, form.shown?.(whole.record, item) ?? whole.record]);
    const lost = [...whole.losses, ...lostMembers(item, set)];
    losses.push(...lost.map(({ kind, what }) => ({ kind, what: `${what} of ${nameOf(form, item, key)}` })));
  }
  const added = (delta.add ?? []).map((item, index) => {
    const key = keyOf(form, item) ?? newRecord(index + 1);
    const record = recordWithoutNulls(item);
    sent.push(record);
    const whole = form.leaving === 'flagged' ? { disabled: false, ...record } : record;
    entries.push([key, form.shown?.(whole, undefined) ?? whole]);
    return key;
  });
  const settled = Object.fromEntries(entries);
  checkWhole(form, settled, present, delta);
  const items = { ...(form.consequences?.(settled, present) ?? settled) };
  const ending = Object.keys(present).filter(
    (key) => (leaving.has(key) && !isDisabled(present[key])) || (isDisabled(items[key]) && !isDisabled(present[key])),
  );
  const endings = ending.map((key) => endingOf(form, key, ownItem(present, key), leaving.has(key) || changes.has(key)));
  refuseEndings(form, endings, delta);
  const { kind } = wordsOf(form);
  return {
    what: describe(form, present, items, delta, added),
    sent: sent.map((body) => (isDisabled(items[keyOf(form, body) ?? '']) ? { ...body, disabled: true } : body)),
    items,
    added,
    ending,
    losses: [...endings.map((what): Loss => ({ kind, what })), ...losses, ...unsendableIn(form, present, sent)],
  };
}

export interface RestoredItem {
  body: Record<string, unknown>;
  clear: string[];
  /** What will not be as before, in whole sentences. */
  except: string[];
}

/** What to set and what to clear so that an item is again as it was, as far as the API can. */
export function restoredItem(form: ListForm, key: string, was: ReadRecord, is: ReadRecord): RestoredItem {
  const { body, clear } = restoring(fieldsOf(form), was, is);
  const name = nameOf(form, was, key);
  const unfit = Object.keys(body).filter((field) => !fits(form, field, body[field]));
  const emptied = emptiedAgain(clear, clearableIn(form), name);
  return {
    body: Object.fromEntries(Object.entries(body).filter(([field]) => !unfit.includes(field))),
    clear: emptied.clear,
    except: [
      ...unfit.map((field) => `${JSON.stringify(field)} of ${name} cannot be sent back as it was.`),
      ...emptied.except,
      ...lostFields(form, was, is).map((field) => `${JSON.stringify(field)} of ${name} is gone, and cannot be sent.`),
    ],
  };
}

/** How to turn a list back. */
export interface ListReversal {
  /** Undefined when a delta has nothing to turn back. */
  delta: ListDelta | undefined;
  /** Keys that were not there before. */
  added: string[];
  /** What will not be as before, in whole sentences. */
  except: string[];
}

/**
 * The delta that makes a list again what it was. Items that were added leave it the way items of this list leave.
 *
 * @param before As the list was. @param after As it is: read back, or expected.
 */
export function reverseDelta(form: ListForm, before: Items, after: Items): ListReversal {
  const except: string[] = [];
  const change: ReadRecord[] = [];
  const again: ReadRecord[] = [];
  for (const [key, was] of Object.entries(before)) {
    const isGone = !Object.hasOwn(after, key);
    const { body, clear, except: lost } = restoredItem(form, key, was, ownItem(after, key));
    except.push(...lost);
    if (isGone) again.push({ ...keysIn(form, was), ...body });
    else if (Object.keys(body).length > 0 || clear.length > 0)
      change.push({ ...keysIn(form, was), ...body, ...(clear.length > 0 && { clear }) });
  }
  const added = Object.keys(after).filter((key) => !Object.hasOwn(before, key));
  const leaving = form.leaving === 'flagged' ? added.filter((key) => !isDisabled(after[key])) : added;
  if (form.leaving === 'flagged')
    except.push(
      ...added.map(
        (key) => `${capital(nameOf(form, ownItem(after, key), key))} stays in the list, disabled: Jenji deletes none.`,
      ),
    );
  const ended = Object.keys(before).filter(
    (key) => isDisabled(before[key]) && Object.hasOwn(after, key) && !isDisabled(after[key]),
  );
  const { part, limit } = wordsOf(form);
  const delta = {
    ...(again.length > 0 && { add: again }),
    ...(change.length > 0 && { change }),
    ...(leaving.length > 0 && { [part]: leaving }),
    ...(leaving.length + ended.length > 0 && { [limit]: leaving.length + ended.length }),
  };
  const isEmpty = again.length + change.length + leaving.length === 0;
  return { delta: isEmpty ? undefined : delta, added, except };
}

/** A reversal by these requests; none is possible where there is nothing to send and something to tell. */
export function backBy(requests: readonly ChangeRequest[], except: readonly string[]): Reversal {
  return requests.length === 0 && except.length > 0 ? { cannot: except.join(' ') } : { requests, except };
}

/** Places of a document that Jenji fills in on the items added, for `mayChange`: fields that were not given. */
export function filledIn(form: ListForm, document: string, { added }: PlannedList, delta: ListDelta): PathPattern[] {
  const shown = [...Object.entries(fieldsOf(form)).map(([name, { readAs = name }]) => readAs), ...(form.kept ?? [])];
  return added.flatMap((key, index) => {
    const given = delta.add?.[index] ?? {};
    if (isNewRecord(key)) return [];
    return shown.filter((field) => canonicalJson(given[field]) === '').map((field) => [document, key, field]);
  });
}

/** An item in words. */
export function nameOf({ noun }: Pick<ListForm, 'noun'>, item: ReadRecord, key: string): string {
  // Some records have their labels under another name.
  return named(noun, key, item.labelsPerLanguage ?? item.labels);
}

/** The fields of an item, without those that tell it apart. */
export function fieldsOf({ item, keys, different }: ListForm): WrittenFields {
  const all = Object.entries(writtenFields(item, different));
  return Object.fromEntries(all.filter(([name]) => !keys.includes(name)));
}

function checkDelta(form: ListForm, present: Items, delta: ListDelta): void {
  const { part } = wordsOf(form);
  const issues: ArgumentIssue[] = [];
  const seen = new Map<string, string>();
  const once = (key: string, path: string) => {
    const first = seen.get(key);
    if (first === undefined) seen.set(key, path);
    else issues.push({ path, message: `names ${JSON.stringify(key)}, which ${first} names as well; name it once` });
    return first === undefined;
  };
  const missing = `is not there; the list has ${
    listed(
      Object.keys(present).map((key) => JSON.stringify(key)),
      40,
    ) || 'none'
  }`;
  (delta.add ?? []).forEach((item, index) => {
    const key = keyOf(form, item);
    const path = `body.add[${index}].${keyFieldOf(form, item)}`;
    if (key === undefined || !once(key, path) || !Object.hasOwn(present, key)) return;
    issues.push({ path, message: `is taken by ${nameOf(form, ownItem(present, key), key)}; use change to change it` });
  });
  (delta.change ?? []).forEach((item, index) => {
    const key = keyOf(form, item) ?? '';
    const path = `body.change[${index}]`;
    const { set, clear } = split(form, item);
    const both = clear.filter((field) => Object.hasOwn(set, field));
    for (const field of both)
      issues.push({ path: `${path}.clear`, message: `names ${field}, which is set as well; do one of the two` });
    if (!once(key, `${path}.${keyFieldOf(form, item)}`) || Object.hasOwn(present, key)) return;
    issues.push({ path: `${path}.${keyFieldOf(form, item)}`, message: `${missing}. Use add for a new one` });
  });
  leavingIn(form, delta).forEach((key, index) => {
    const path = `body.${part}[${index}]`;
    if (once(key, path) && !Object.hasOwn(present, key)) issues.push({ path, message: missing });
  });
  if (issues.length > 0) throw new InvalidArgumentsError(issues);
}

function checkWhole(form: ListForm, items: Items, before: Items, { add = [], change = [] }: ListDelta): void {
  const touched = new Map([
    ...add.map((item, index) => [keyOf(form, item) ?? newRecord(index + 1), `body.add[${index}]`] as const),
    ...change.map((item, index) => [keyOf(form, item) ?? '', `body.change[${index}]`] as const),
  ]);
  const issues = form.problems?.(items, touched, before) ?? [];
  if (issues.length > 0) throw new InvalidArgumentsError(issues);
}

function refuseUnnamed({ plural, keys, single }: ListForm, unnamed: readonly ReadRecord[]): void {
  if (unnamed.length === 0) return;
  throw new ChangeRefused(
    'state',
    `Jenji shows ${unnamed.length} of these ${plural} without ${keys.join(' or ')}, or with one that another has. The whole list has to be sent, and these cannot be named in it: ${listed(
      unnamed.map((item) => JSON.stringify(item)),
      3,
    )}. ${instead(single)}`,
  );
}

/** What the operation's strict rules refuse must not be sent, and must not be dropped either. */
function checkSendable(
  form: ListForm,
  item: ReadRecord,
  body: ReadRecord,
  change: { set: ReadRecord; index: number } | undefined,
): void {
  const result = form.item.safeParse(body, { error: ruleOf });
  if (result.success) return;
  const own = result.error.issues.filter(({ path: [field] }) => Object.hasOwn(change?.set ?? {}, String(field)));
  if (own.length > 0 && change !== undefined)
    throw new InvalidArgumentsError(
      own.map(({ path, message }) => ({ path: dottedPath(`body.change[${change.index}]`, path), message })),
    );
  const rules = result.error.issues
    .map(({ path, message }) => `${shownCode(dottedPath('', path))} ${message}`)
    .join('; ');
  const key = keyOf(form, item) ?? '';
  const field = String(result.error.issues[0]?.path[0] ?? '');
  throw new ChangeRefused(
    'state',
    `${capital(nameOf(form, item, key))} cannot be sent back as Jenji shows it, and the whole list has to be sent: ${rules}. Set or clear ${shownCode(field)} of it in the same change. ${instead(form.single)}`,
  );
}

function instead(single: string | undefined): string {
  return single === undefined
    ? 'Otherwise change the list in Jenji itself.'
    : `Otherwise change one at a time by ${single}, which touches no other, or change the list in Jenji itself.`;
}

function refuseEndings(form: ListForm, endings: readonly string[], delta: ListDelta): void {
  const { limit, verb } = wordsOf(form);
  const allowed = delta[limit] ?? 0;
  if (endings.length <= allowed) return;
  const many = endings.length === 1 ? `1 ${form.noun}` : `${endings.length} ${form.plural}`;
  throw new ChangeRefused(
    'losses',
    `This would ${verb} ${many}, and ${limit} is ${allowed}: ${listed(endings, 40)}. If all of that is wanted, say ${limit}: ${endings.length}.`,
  );
}

function endingOf(form: ListForm, key: string, item: ReadRecord, isNamed: boolean): string {
  const reason = isNamed ? undefined : form.because?.(item);
  return reason === undefined ? nameOf(form, item, key) : `${nameOf(form, item, key)}, ${reason}`;
}

/** Fields that a newer Jenji shows: the items are sent without them, and nobody knows whether they stay. */
function unsendableIn(form: ListForm, present: Items, sent: readonly ReadRecord[]): Loss[] {
  return sent.flatMap((body): Loss[] => {
    const key = keyOf(form, body);
    if (key === undefined || !Object.hasOwn(present, key)) return [];
    const item = ownItem(present, key);
    return unknownFields(form, item).map((field) => ({
      kind: 'unknowable',
      what: `${JSON.stringify(field)} of ${nameOf(form, item, key)}: not documented and cannot be sent, so Jenji may clear it`,
    }));
  });
}

/** Fields of an item that a newer Jenji shows and that cannot be sent. */
export function unknownFields(form: ListForm, item: ReadRecord): string[] {
  const known = new Set([
    ...form.keys,
    ...(form.kept ?? []),
    ...Object.entries(fieldsOf(form)).map(([name, { readAs = name }]) => readAs),
  ]);
  return Object.keys(item).filter((field) => !known.has(field) && canonicalJson(item[field]) !== '');
}

function lostFields(form: ListForm, was: ReadRecord, is: ReadRecord): string[] {
  return unknownFields(form, was).filter((field) => differences(was[field], is[field]).length > 0);
}

function describe(form: ListForm, before: Items, after: Items, delta: ListDelta, added: readonly string[]): string {
  const { verb } = wordsOf(form);
  const names = (keys: readonly string[], items: Items) =>
    listed(
      keys.map((key) => nameOf(form, ownItem(items, key), key)),
      3,
    );
  const changed = (delta.change ?? []).map((item) => keyOf(form, item) ?? '');
  const leaving = leavingIn(form, delta);
  return [
    ...(added.length > 0 ? [`add ${names(added, after)}`] : []),
    ...(changed.length > 0 ? [`change ${names(changed, before)}`] : []),
    ...(leaving.length > 0 ? [`${verb} ${names(leaving, before)}`] : []),
  ].join('; ');
}

function wordsOf({ leaving }: ListForm) {
  return leaving === 'removed'
    ? ({ part: 'remove', limit: 'maxRemoved', verb: 'remove', kind: 'removed' } as const)
    : ({ part: 'disable', limit: 'maxDisabled', verb: 'disable', kind: 'disabled' } as const);
}

function leavingIn(form: ListForm, delta: ListDelta): readonly string[] {
  return delta[wordsOf(form).part] ?? [];
}

function split(form: ListForm, { clear, ...change }: ReadRecord): { set: ReadRecord; clear: string[] } {
  const set = Object.entries(change).filter(([name, value]) => !form.keys.includes(name) && value != null);
  return { set: Object.fromEntries(set), clear: Array.isArray(clear) ? clear.map(String) : [] };
}

function keyFieldOf({ keys }: Pick<ListForm, 'keys'>, item: ReadRecord): string {
  return keys.find((name) => typeof item[name] === 'string') ?? keys[0];
}

function keyOf(form: Pick<ListForm, 'keys'>, item: ReadRecord): string | undefined {
  const key = item[keyFieldOf(form, item)];
  return typeof key === 'string' && key !== '' ? key : undefined;
}

function keysIn({ keys }: ListForm, item: ReadRecord): Record<string, unknown> {
  return Object.fromEntries(keys.flatMap((name) => (item[name] == null ? [] : [[name, item[name]] as const])));
}

/** An item; one without fields where there is none. */
export function ownItem(items: Items, key: string): ReadRecord {
  return (Object.hasOwn(items, key) ? items[key] : undefined) ?? {};
}

function inSequence(items: Items, sequence: readonly string[] = []): string[] {
  const known = sequence.filter((key) => Object.hasOwn(items, key));
  return [...new Set([...known, ...Object.keys(items)])];
}

/** What `clear` of a change may name. */
export function clearableIn({ item, keys, unclearable = [] }: ListForm): string[] {
  return clearableOf(item).filter(
    (field) => !keys.includes(field) && !unclearable.includes(field) && field !== 'disabled',
  );
}

function fits({ item }: ListForm, field: string, value: unknown): boolean {
  const schema = item.shape[field];
  return schema === undefined || z.safeParse(schema, value).success;
}

export function isDisabled(item: ReadRecord | undefined): boolean {
  return item?.disabled === true;
}

/** Null is the same as absence to Jenji; what is sent has no nulls. */
function recordWithoutNulls(item: ReadRecord): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(item).flatMap(([name, value]) => (value == null ? [] : [[name, withoutNulls(value)] as const])),
  );
}

function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  return typeof value === 'object' && value !== null ? recordWithoutNulls(value as ReadRecord) : value;
}
