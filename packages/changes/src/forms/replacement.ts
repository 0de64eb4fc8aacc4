import * as z from 'zod';
import { differences } from '../difference.ts';
import type { Loss } from '../recipe.ts';
import { canonicalJson } from '../state.ts';

/** A record as Jenji shows it. */
export type ReadRecord = Readonly<Record<string, unknown>>;

/** How a field that is written is found in what is read, where it is not simply there under the same name. */
interface WrittenField {
  /** Name under which it is read. */
  readAs?: string;
  /** From the value read to the value to write. */
  toWritten?(read: unknown): unknown;
  /** From the value written to the value that reading will show; `before` is what it shows now. */
  toRead?(written: unknown, before: unknown): unknown;
}

/** The fields of a record that a PUT replaces, by the name under which they are written. */
export type WrittenFields = Readonly<Record<string, WrittenField>>;

/** The fields of a body, each read under the name it is written by unless `different` says otherwise. */
export function writtenFields(body: z.ZodObject, different: WrittenFields = {}): WrittenFields {
  return Object.fromEntries(Object.keys(body.shape).map((name) => [name, different[name] ?? {}]));
}

/** The body that an operation documents, for operations whose body is an object. */
export function bodyFields<Shape extends z.core.$ZodLooseShape>(operation: {
  body?: z.ZodObject<Shape>;
}): z.ZodObject<Shape> {
  if (operation.body === undefined) throw new TypeError('The operation has no body');
  return operation.body;
}

/**
 * The body of a request that changes a record: the fields of the operation's own body, each of them optional. Nothing,
 * an empty text and an empty list empty no field: that is what `clear` is for, so that none is emptied by mistake.
 */
export function patchOf(body: z.ZodObject): z.ZodType<Readonly<Record<string, unknown>>> {
  return z.strictObject(body.shape).partial().superRefine(refuseEmpty);
}

/** Check of fields to set: none of them says nothing. Custom fields are set one by one, so none of them is no harm. */
export function refuseEmpty(
  set: ReadRecord,
  context: Pick<z.RefinementCtx, 'addIssue'>,
  otherwise = (name: string) => `name ${JSON.stringify(name)} in clear to empty it, or leave it out to keep it`,
): void {
  for (const [name, value] of Object.entries(set)) {
    if (value === undefined || (value !== '' && canonicalJson(value) !== '')) continue;
    if (name === 'customFields' && value !== null) continue;
    context.addIssue({ code: 'custom', path: [name], message: `must not be empty; ${otherwise(name)}` });
  }
}

/** What to tell about fields that a newer Jenji shows, and that a body cannot carry: no plan can promise that they stay. */
export function unknownFieldNotes(record: ReadRecord, documented: z.ZodObject): string[] {
  const unknown = Object.keys(record).filter(
    (name) => !Object.hasOwn(documented.shape, name) && canonicalJson(record[name]) !== '',
  );
  return undocumentedNotes(unknown);
}

/** What to tell about fields that no body can carry. */
export function undocumentedNotes(fields: readonly string[]): string[] {
  if (fields.length === 0) return [];
  const names = fields.map((name) => JSON.stringify(name)).join(', ');
  return [`Jenji shows ${names}, which is not documented and cannot be sent: reading back will tell whether it stays.`];
}

/** The fields of a body that may be left empty. */
export function clearableOf(body: z.ZodObject): string[] {
  return Object.entries(body.shape).flatMap(([name, field]) => (z.safeParse(field, undefined).success ? [name] : []));
}

interface Replaced {
  /** What to send: everything the record has, with the change. */
  body: Record<string, unknown>;
  /** The record that reading will show. */
  record: Record<string, unknown>;
  losses: Loss[];
}

/** A record with some fields set and some cleared; all others are sent as they are, so that none is lost. */
export function replaced(
  fields: WrittenFields,
  record: ReadRecord,
  set: Readonly<Record<string, unknown>>,
  clear: readonly string[],
): Replaced {
  const body: Record<string, unknown> = {};
  const expected: Record<string, unknown> = { ...record };
  const losses: Loss[] = [];
  for (const [name, { readAs = name, toWritten = same, toRead = same }] of Object.entries(fields)) {
    const present = toWritten(record[readAs]);
    const isCleared = clear.includes(name);
    const isSet = !isCleared && Object.hasOwn(set, name) && set[name] != null;
    const written = isCleared ? undefined : isSet ? set[name] : present;
    if (written != null) body[name] = written;
    if (!isCleared && !isSet) continue;
    expected[readAs] = toRead(written, record[readAs]);
    if (isCleared && canonicalJson(present) !== '')
      losses.push({ kind: 'cleared', what: `${name} ${JSON.stringify(present)}` });
  }
  return { body, record: expected, losses };
}

/** What to set and what to clear so that the fields are again as they were. */
export function restoring(
  fields: WrittenFields,
  was: ReadRecord,
  is: ReadRecord,
): { body: Record<string, unknown>; clear: string[] } {
  const body: Record<string, unknown> = {};
  const clear: string[] = [];
  for (const [name, { readAs = name, toWritten = same }] of Object.entries(fields)) {
    if (differences(was[readAs], is[readAs]).length === 0) continue;
    const written = toWritten(was[readAs]);
    // An empty text says nothing either, where a record is written as a whole.
    if (written === '' || canonicalJson(written) === '') clear.push(name);
    else body[name] = written;
  }
  return { body, clear };
}

/** Of fields that were empty: those that can be emptied again, and a sentence on each of the others. */
export function emptiedAgain(
  fields: readonly string[],
  clearable: readonly string[],
  owner?: string,
): { clear: string[]; except: string[] } {
  const of = owner === undefined ? '' : ` of ${owner}`;
  return {
    clear: fields.filter((field) => clearable.includes(field)),
    except: fields
      .filter((field) => !clearable.includes(field))
      .map((field) => `${JSON.stringify(field)}${of} was empty, and the API cannot empty it again.`),
  };
}

function same(value: unknown): unknown {
  return value;
}
