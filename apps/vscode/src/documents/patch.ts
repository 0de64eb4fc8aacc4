import type { ChangeRequest, WriteOperationId } from '@jenji-kit/changes';
import { recipeOf } from '@jenji-kit/changes';
import { type Endpoint, operations } from '@jenji-kit/client';
import * as l10n from '@vscode/l10n';
import * as z from 'zod';
import type { Edit, FieldIssue } from './document-kind.ts';
import { type Fields, isFields, isNothing, ownValue, saysTheSame } from './nothing.ts';

/** What one field of a document comes to in a request. */
interface Part {
  /** The value of the field in `body`; absent where nothing is set. */
  readonly set?: unknown;
  readonly clear?: readonly string[];
}

/** A field that is not simply set or cleared: from what it was to what it is to be. */
export type PartOf = (before: unknown, after: unknown) => Part;

interface PatchOptions {
  readonly operation: WriteOperationId;
  readonly path: Readonly<Record<string, string>>;
  /** Names of the document's fields that this operation writes. */
  readonly fields: readonly string[];
  readonly parts?: Readonly<Record<string, PartOf>>;
  /** Put into every request that is made. */
  readonly always?: Fields;
}

/** The request that sets what was changed and clears what was taken away; none where nothing was. */
export function patch(
  before: Fields,
  after: Fields,
  { operation, path, fields, parts = {}, always }: PatchOptions,
): Edit {
  const body = new Map<string, unknown>();
  const clear: string[] = [];
  const issues: FieldIssue[] = [];
  const { clearable } = recipeOf(operation);
  const isClearable = (name: string) =>
    clearable.some((each) => each === name || (each.endsWith('.*') && name.startsWith(each.slice(0, -1))));
  for (const name of fields) {
    const [was, is] = [ownValue(before, name), ownValue(after, name)];
    if (saysTheSame(was, is)) continue;
    const part = ownPart(parts, name)?.(was, is) ?? (isNothing(is) ? { clear: [name] } : { set: is });
    if (part.set !== undefined) body.set(name, part.set);
    for (const each of part.clear ?? []) {
      if (isClearable(each)) clear.push(each);
      else issues.push({ path: pathOfCleared(each, name), message: l10n.t('cannot be emptied: set another value') });
    }
  }
  if (body.size + clear.length === 0) return { requests: [], issues };
  const request: ChangeRequest = {
    operation,
    path,
    body: { ...Object.fromEntries(body), ...always },
    ...(clear.length > 0 && { clear }),
  };
  return { requests: [request], issues };
}

function ownPart(parts: Readonly<Record<string, PartOf>>, name: string): PartOf | undefined {
  return Object.hasOwn(parts, name) ? parts[name] : undefined;
}

function pathOfCleared(cleared: string, field: string): string[] {
  return cleared.startsWith(`${field}.`) ? [field, cleared.slice(field.length + 1)] : [field];
}

/** All that several operations make of one edit. */
export function together(...edits: readonly Edit[]): Edit {
  return { requests: edits.flatMap(({ requests }) => requests), issues: edits.flatMap(({ issues }) => issues) };
}

/** Values by custom field code: those changed are set, those gone are cleared, one by one. */
export const customFieldsPart: PartOf = (before, after) => {
  const codes = [...new Set([...namesOf(before), ...namesOf(after)])];
  const changed = codes.filter((code) => !saysTheSame(ownValue(before, code), ownValue(after, code)));
  const set = changed.filter((code) => !isNothing(ownValue(after, code)));
  return {
    ...(set.length > 0 && { set: Object.fromEntries(set.map((code) => [code, ownValue(after, code)])) }),
    clear: changed.filter((code) => !set.includes(code)).map((code) => `customFields.${code}`),
  };
};

export function namesOf(value: unknown): string[] {
  return isFields(value) ? Object.keys(value) : [];
}

/** The fields of the body that an operation documents. */
export function bodyOf(operation: WriteOperationId): z.ZodObject {
  const { body }: Endpoint = operations[operation];
  if (body instanceof z.ZodObject) return body;
  throw new TypeError(`The body of ${operation} is no object`);
}

/** Some fields of an object schema, in a strict one without its other rules. */
export function fieldsWithout(schema: z.ZodObject, ...names: readonly string[]): z.ZodObject {
  return z.strictObject(Object.fromEntries(Object.entries(schema.shape).filter(([name]) => !names.includes(name))));
}
