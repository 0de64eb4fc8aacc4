import type { FieldChange, Skipped } from '@jenji-kit/changes';
import { decimalOf, formatAmount } from '@jenji-kit/client';
import { labelOf } from '../directory/labels.ts';
import type { OrganizationDirectory } from '../directory/organization-directory.ts';
import type { Names } from '../directory/reader.ts';
import { isRecord } from '../operations/chosen-fields.ts';
import { isBare } from '../results/fenced-value.ts';
import { oneWord } from '../results/id-text.ts';
import { shortenTexts } from '../results/shorten-texts.ts';
import { type Kind, kindOf, nameIn } from './named-in.ts';

/** One place that changes, in words. What people typed stands in JSON quotes, as in the engine's own sentences. */
export interface ShownChange {
  /** `category "Meals" (meals) › disabled`. */
  field: string;
  /** A missing side means that there is nothing. */
  before?: Side;
  after?: Side;
}

type Side = string | number | boolean;

export interface ShownChanges {
  changes: ShownChange[];
  /** What Jenji keeps by itself and nobody asked for, in a few words; undefined where there is nothing of it. */
  byJenji?: string;
}

/** What helps to put changes in words. */
export interface Surroundings {
  names?: Names | undefined;
  /** The records as they are after the change, and before: names and currencies are looked up in them. */
  states?: readonly (Readonly<Record<string, unknown>> | undefined)[];
}

/** The changes of one item of a plan. */
export function shownChanges(changes: readonly FieldChange[], around: Surroundings): ShownChanges {
  const wanted = changes.filter(({ path }) => !isKeptByJenji(path));
  const kept = changes.filter(({ path }) => isKeptByJenji(path));
  const place = { ...around, changes };
  const record = onlyRecord(wanted);
  const told = new Set<string>();
  return {
    changes: wanted.flatMap((change) => {
      const key = recordKey(change);
      if (told.has(key)) return [];
      const whole = wholeRecord(change, wanted, record === key);
      if (whole !== undefined) {
        told.add(key);
        return [wholeInWords(whole, place)];
      }
      return repeatsKey(change) ? [] : [{ field: placeInWords(change.path, place, record), ...sides(change, place) }];
    }),
    ...(kept.length > 0 && { byJenji: kept.map(keptInWords).join(', ') }),
  };
}

/** One line: `state: WAITING_FOR_VALIDATION → ACCEPTED`. */
export function changeLine({ field, before, after }: ShownChange): string {
  if (before === undefined && after === undefined) return field;
  if (before === undefined && /^(added|removed)(, with |$)/.test(String(after))) return `${field}: ${after}`;
  return `${field}: ${before ?? 'nothing'} → ${after ?? 'nothing'}`;
}

/** A sentence of the engine with names beside the ids that it could not name: `for user "Ada Lovelace" (37fe…)`. */
export function withNames(text: string, names: readonly Names[]): string {
  // Literal by literal, so that what stands within one is never taken for the beginning of another.
  return text.replace(/"(?:[^"\\]|\\.)*"/gs, (literal, at: number) => {
    const [, kind] = /\b(user|group) $/.exec(text.slice(Math.max(0, at - 8), at)) ?? [];
    if (kind === undefined || text.startsWith(' (', at + literal.length)) return literal;
    const id = textOf(literal);
    const name = names.map((each) => nameIn(each, kind as Kind, id)).find((each) => each !== undefined);
    return name === undefined ? literal : `${JSON.stringify(name)} (${word(id)})`;
  });
}

function textOf(literal: string): string {
  try {
    return String(JSON.parse(literal));
  } catch {
    return '';
  }
}

/** What was left out of a plan: the operation and what it is about. */
export function skippedTitle({ request: { operation, path = {} } }: Pick<Skipped, 'request'>): string {
  return [operation, ...Object.values(path).map(word)].join(' ');
}

/** What becomes of a member of a set. What people typed stands in quotes, so it cannot be taken for these. */
const [added, removed] = ['added', 'removed'];

interface Place extends Surroundings {
  changes: readonly FieldChange[];
}

const keptNames =
  /^((updated|created|validated|checked|accounted|paid|deleted)At|reimbursementCurrency|organizationId)$/;

/** Moments and possibilities that follow from a change, and a currency that stands with its amounts. */
function isKeptByJenji(path: readonly string[]): boolean {
  const [first, ...others] = path;
  if (others.length === 0) return first === 'actions' || first === 'sequence' || first === 'order';
  return keptNames.test(path.at(-1) ?? '');
}

/** Whether it only says again under which id a record stands. */
function repeatsKey({ path: [, key, name, ...others], before, after }: FieldChange): boolean {
  return name === 'id' && others.length === 0 && (after ?? before) === key;
}

function keptInWords({ path, after }: FieldChange): string {
  const name = path.at(-1) ?? '';
  if (name !== 'actions') return name;
  const possible = Array.isArray(after)
    ? after.map((code) => word(typeof code === 'string' ? code : JSON.stringify(code))).join(', ')
    : '';
  return `actions possible now: ${possible || 'none'}`;
}

/** Documents that hold records by id, and what one of them is called. */
const collections: Readonly<Record<string, string>> = {
  categories: 'category',
  paymentMethods: 'payment method',
  allowanceTemplates: 'allowance template',
  customFields: 'custom field',
  options: 'option',
  groups: 'group',
  users: 'user',
  others: 'user',
  invitations: 'invitation',
  rules: 'warning rule',
  warnings: 'warning',
  communications: 'communication',
  vehicles: 'vehicle',
  delegations: 'delegation',
  bookkeepers: 'bookkeeper',
  clients: 'client',
};

function nounOf(document: string): string | undefined {
  if (Object.hasOwn(collections, document)) return collections[document];
  if (document.startsWith('expenses of ')) return 'expense';
  return document.startsWith('requests of ') ? 'expense request' : undefined;
}

/** The one record that all changes are about; the title of the item names it. */
function onlyRecord(changes: readonly FieldChange[]): string | undefined {
  const [record, ...others] = new Set(changes.map(recordKey));
  return others.length === 0 ? record : undefined;
}

function recordKey({ path: [document = '', id = ''] }: FieldChange): string {
  return JSON.stringify([document, id]);
}

/** Documents whose records are parts of a list and say little each. */
const isListed = /^(categories|paymentMethods|customFields|options|delegations)$/;

/** Members that a record has from its first day to its last. */
const identities = /^(id|key|userId|groupId|templateId)$/;

/**
 * The changes of a record that comes or goes as a whole, to be told in one line; undefined for another. A new one
 * that the title names is told field by field, unless it is one of a list.
 */
function wholeRecord(
  change: FieldChange,
  all: readonly FieldChange[],
  isTitled: boolean,
): readonly FieldChange[] | undefined {
  const [document = '', id = ''] = change.path;
  if (change.path.length < 3 || nounOf(document) === undefined) return undefined;
  const own = all.filter((each) => recordKey(each) === recordKey(change));
  const isNew = own.every(({ before }) => before === undefined);
  const isGone = own.every(({ after }) => after === undefined);
  if (!isNew && !isGone) return undefined;
  if (!isNewRecord(id) && !own.some(({ path }) => path.length === 3 && identities.test(path[2] ?? '')))
    return undefined;
  return isNew && isTitled && !isListed.test(document) ? undefined : own;
}

function wholeInWords(own: readonly FieldChange[], place: Place): ShownChange {
  const [document = '', id = ''] = own[0]?.path ?? [];
  const noun = nounOf(document) ?? document;
  const isNew = own.every(({ before }) => before === undefined);
  const facts = own
    .filter(({ path }) => path.length > 3 || !identities.test(path[2] ?? ''))
    .map(({ path, before, after }) => {
      const value = valueInWords(path, before ?? after, place);
      return { field: stepsInWords(document, path.slice(2), place), value };
    })
    .filter(({ field, value }) => !(field === 'disabled' && value === false))
    .map(({ field, value }) => `${field} ${value}`);
  const what = isNew ? added : removed;
  return {
    field: recordInWords(document, noun, id, place),
    after: facts.length > 0 ? `${what}, with ${facts.join(', ')}` : what,
  };
}

function isNewRecord(id: string): boolean {
  return /^⟨new( \d+)?⟩$/u.test(id);
}

function placeInWords(path: readonly string[], place: Place, titled: string | undefined): string {
  const [document = '', id = '', ...inner] = path;
  const noun = path.length > 1 ? nounOf(document) : undefined;
  if (noun === undefined) return stepsInWords(document, path.length > 1 ? path.slice(1) : path, place);
  const within = stepsInWords(document, inner, place);
  if (within !== '' && titled === JSON.stringify([document, id])) return within;
  return [recordInWords(document, noun, id, place), within].filter(Boolean).join(' › ');
}

function recordInWords(document: string, noun: string, id: string, place: Place): string {
  if (document === 'delegations') return delegationInWords(id, place);
  const name = nameOfRecord(document, id, place);
  // A record that Jenji has not made yet.
  if (isNewRecord(id)) return name === undefined ? `new ${noun}` : `new ${noun} ${JSON.stringify(name)}`;
  return name === undefined || name === id ? `${noun} ${word(id)}` : `${noun} ${JSON.stringify(name)} (${word(id)})`;
}

function nameOfRecord(document: string, id: string, { names, states = [], changes }: Place): string | undefined {
  const known = names && nameIn(names, kindOfDocument[document], id);
  if (known !== undefined) return known;
  for (const state of states) {
    const name = nameOf(at(state, [document, id]));
    if (name !== undefined) return name;
  }
  const own = changes.filter(({ path }) => path[0] === document && path[1] === id);
  const typed = own.find(({ path }) => /^(labelsPerLanguage|labels|name|label|login)$/.test(path[2] ?? ''));
  const value = typed?.after ?? typed?.before;
  return typeof value === 'string' ? value : undefined;
}

const kindOfDocument: Readonly<Record<string, Kind>> = {
  categories: 'category',
  paymentMethods: 'payment method',
  groups: 'group',
  users: 'user',
  others: 'user',
};

/** What people call a record, as far as it tells. */
function nameOf(record: unknown): string | undefined {
  if (!isRecord(record)) return undefined;
  const labels = [record.labelsPerLanguage, record.labels].find(isRecord);
  const texts = Object.entries(labels ?? {}).flatMap(([code, text]) =>
    typeof text === 'string' ? [[code, text]] : [],
  );
  const label = labelOf(Object.fromEntries(texts));
  const candidates = [label, record.name, record.label, record.code, record.login];
  return candidates.find((each): each is string => typeof each === 'string' && each !== '');
}

/** The steps from a record down. */
function stepsInWords(document: string, steps: readonly string[], place: Place): string {
  const [first = '', second, third, ...rest] = steps;
  if (second === undefined) return steps.map(word).join('.');
  if (first === 'profiles' && third === 'groups' && rest.length === 1) {
    return `profile ${word(second)} for ${named('group', rest[0] ?? '', place)}`;
  }
  const below = [third, ...rest].flatMap((step) => (step === undefined ? [] : [word(step)]));
  const within = (name: string) => [name, ...below].join(' › ');
  if (first === 'customFields' || first === 'customFieldsValues') {
    return within(`custom field ${customFieldInWords(document, second, place)}`);
  }
  if (first === 'delegations') return within(delegationInWords(second, place));
  if (first === 'labelsPerLanguage' || first === 'labels') return within(`label (${word(second)})`);
  if (first === 'messagesPerLanguage') return within(`message (${word(second)})`);
  if (first === 'states') return within(`state ${word(second)}`);
  return steps.map(word).join('.');
}

function customFieldInWords(document: string, key: string, { names }: Place): string {
  const label = names?.directory.fields[ownerOf(document)].nameOf(key);
  return label === undefined || label === key ? word(key) : `${JSON.stringify(label)} (${word(key)})`;
}

function ownerOf(document: string): keyof OrganizationDirectory['fields'] {
  if (/^(expense|expenses of .*)$/s.test(document)) return 'expense';
  if (/^vehicles?$/.test(document)) return 'vehicle';
  if (/^groups?$/.test(document)) return 'group';
  return /^requests?( of .*)?$/s.test(document) ? 'expense_request' : 'user';
}

/** `delegation on user "Ada Lovelace" (…) from 2026-12-08`, of a key such as `user … from 2026-12-08`. */
function delegationInWords(key: string, place: Place): string {
  const [, kind, id = key, from] = /^(user|group) (.*?)(?: from (\d{4}-\d\d-\d\d))?$/s.exec(key) ?? [];
  if (kind === undefined) return `delegation ${word(key)}`;
  const whom = named(kind === 'group' ? 'group' : 'user', id, place);
  return `delegation on ${whom}${from === undefined ? '' : ` from ${from}`}`;
}

function named(kind: Kind, id: string, { names }: Surroundings): string {
  const name = names && nameIn(names, kind, id);
  return name === undefined ? `${kind} ${word(id)}` : `${kind} ${JSON.stringify(name)} (${word(id)})`;
}

/** Ids, keys and names of fields as they are, where they cannot be more than that. */
function word(text: string): string {
  return oneWord.test(text) ? text : JSON.stringify(text);
}

function sides({ path, before, after }: FieldChange, place: Place): Pick<ShownChange, 'before' | 'after'> {
  // Of a set there is nothing to tell but who is in it.
  if (isMembership(path)) {
    if (before === undefined && after === true) return { after: added };
    if (before === true && after === undefined) return { after: removed };
  }
  return {
    ...(before !== undefined && { before: valueInWords(path, before, place) }),
    ...(after !== undefined && { after: valueInWords(path, after, place) }),
  };
}

function isMembership(path: readonly string[]): boolean {
  return /^(groups|states)$/.test(path.at(-2) ?? '');
}

function valueInWords(path: readonly string[], value: unknown, place: Place): Side {
  if (typeof value === 'boolean') return value;
  if (typeof value === 'number') return amountInWords(path, value, place) ?? value;
  if (typeof value === 'string') return textInWords(path, value, place);
  if (Array.isArray(value)) return value.map((item) => valueInWords(path, item, place)).join(', ');
  if (!isRecord(value)) return JSON.stringify(value) ?? '';
  const members = Object.entries(value).filter(([, member]) => member != null);
  return `{${members.map(([name, member]) => `${word(name)}: ${valueInWords([...path, name], member, place)}`).join(', ')}}`;
}

function textInWords(path: readonly string[], value: string, { names }: Place): string {
  // What only Jenji can tell stands between these marks.
  const open = /^⟨(.*)⟩$/su.exec(value)?.[1];
  if (open !== undefined) return open === 'given by Jenji' ? '(Jenji decides)' : `(${word(open)})`;
  const name = names && (nameIn(names, kindOf(path), value) ?? optionIn(names, path, value));
  if (name !== undefined) return `${JSON.stringify(name)} (${word(value)})`;
  return isBare(value, path.at(-1) ?? '') ? value : JSON.stringify(shortenTexts(value, 300));
}

/** The label of the option that a custom field holds. */
function optionIn({ directory, heldOption }: Names, path: readonly string[], value: string): string | undefined {
  const key = /^customFields(Values)?$/.test(path.at(-2) ?? '') ? path.at(-1) : undefined;
  const field = directory.fields[ownerOf(path[0] ?? '')].get(key);
  return field?.source.type === 'LIST' && field.source.listId ? heldOption?.(field.source.listId, value) : undefined;
}

/** Names of members that are amounts of money. */
const amounts = /^(total|totalWithoutTax|amount|\w+Amount)$/;

function amountInWords(path: readonly string[], value: number, place: Place): string | undefined {
  if (!amounts.test(path.at(-1) ?? '')) return undefined;
  const currency = currencyAt(path, place);
  return currency === undefined ? undefined : formatAmount({ value: decimalOf(value).value, currency });
}

/** The currency that stands nearest to a place. */
function currencyAt(path: readonly string[], { states = [], changes }: Place): string | undefined {
  for (let length = path.length - 1; length > 0; length--) {
    const above = path.slice(0, length);
    const found = [
      ...states.flatMap((state) => Object.entries(recordAt(state, above))),
      ...changes
        .filter(({ path: other }) => other.length === length + 1 && above.every((step, index) => other[index] === step))
        .map(({ path: other, before, after }) => [other.at(-1) ?? '', after ?? before] as const),
    ].find(([name, value]) => /currency$/i.test(name) && typeof value === 'string' && /^[A-Z]{3}$/.test(value));
    if (found) return String(found[1]);
  }
  return undefined;
}

function recordAt(state: unknown, path: readonly string[]): Record<string, unknown> {
  const value = at(state, path);
  return isRecord(value) ? value : {};
}

function at(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (inner, name) => (isRecord(inner) && Object.hasOwn(inner, name) ? inner[name] : undefined),
    value,
  );
}
