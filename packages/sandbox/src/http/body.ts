import * as z from 'zod';
import type { CustomFieldValues } from '../world/index.ts';
import { badRequest, invalidField } from './api-error.ts';

/**
 * A reader of one request body. Like most JSON servers: unknown members are ignored, a null member is the same as an
 * absent one, anything of a wrong type is refused with the field's name. The schema is built on first use.
 */
export function bodyReader<Schema extends z.ZodType>(schema: () => Schema): (body: unknown) => z.output<Schema> {
  let built: Schema | undefined;
  return (body) => {
    if (body === undefined) throw badRequest('The request needs a JSON body');
    built ??= schema();
    const result = built.safeParse(withoutNulls(body));
    if (result.success) return result.data;
    const [issue] = result.error.issues;
    const { path = [], message = 'is not valid' } = issue ?? {};
    throw path.length > 0 ? invalidField(fieldName(path), message) : badRequest(`The body: ${message}`);
  };
}

/** Deeper bodies are refused rather than allowed to exhaust the stack. */
const deepest = 200;

function withoutNulls(value: unknown, depth = 0): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (depth > deepest) throw badRequest(`The body is nested more than ${deepest} deep`);
  if (Array.isArray(value)) return value.map((item) => withoutNulls(item, depth + 1));
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, member]) =>
      member === null ? [] : [[name, withoutNulls(member, depth + 1)]],
    ),
  );
}

function fieldName(path: PropertyKey[]): string {
  return path.reduce<string>((name, part) => {
    if (typeof part === 'number') return `${name}[${part}]`;
    return name === '' ? String(part) : `${name}.${String(part)}`;
  }, '');
}

/** Text, where empty means cleared. */
export const text = z
  .string()
  .transform((value) => (value === '' ? undefined : value))
  .optional();

/** Text where an empty string is a value of its own (it clears), and absent means "leave as it is". */
export const patchText = z.string().optional();

const mandatory = (issue: { input?: unknown }) => (issue.input === undefined ? 'is mandatory' : 'has the wrong type');

export const mandatoryText = z.string({ error: mandatory }).min(1, 'is mandatory and must not be empty');
export const flag = z.boolean().optional();
export const amount = z.number().optional();
export const mandatoryAmount = z.number({ error: mandatory });
export const integer = z.int().optional();
export const count = z.int().min(0, 'must not be negative').optional();
export const texts = z.array(z.string()).optional();
export const translations = z.record(z.string(), z.string()).optional();
export const distanceUnit = z.enum(['KM', 'MI']).optional();

const day = 'must be a day that exists, as YYYY-MM-DD';
export const localDate = z.iso.date({ error: ({ input }) => (input === undefined ? 'is mandatory' : day) });

export const instant = z
  .union([z.iso.datetime({ offset: true }), z.iso.datetime({ offset: true, precision: -1 })], {
    error: 'must be an ISO 8601 instant that exists, with its offset',
  })
  .optional();

export const country = z.string({ error: mandatory }).regex(/^[A-Z]{2}$/, 'must be a two-letter code in uppercase');

/** An empty text clears, like an absent one. */
export const emptyOr = <Schema extends z.ZodType<unknown, string>>(schema: Schema) => text.pipe(schema.optional());

/** Any key will do, `__proto__` too; `""`, of the manual's examples, is a placeholder: it is dropped. */
export const customFieldValues = z
  .custom<CustomFieldValues>((value) => typeof value === 'object' && value !== null && !Array.isArray(value), {
    error: 'must be an object: values by the key of their field',
  })
  .transform(({ '': _placeholder, ...values }): CustomFieldValues => values)
  .optional();

/** `true` or `false` in the query; absent gives undefined. */
export function booleanParameter(query: URLSearchParams, name: string): boolean | undefined {
  const value = query.get(name);
  if (value === null || value === '') return undefined;
  if (value === 'true') return true;
  if (value === 'false') return false;
  throw invalidField(name, 'must be true or false');
}

/** A mandatory day in the query. */
export function dateParameter(query: URLSearchParams, name: string): string {
  const value = query.get(name);
  if (!value) throw invalidField(name, 'is mandatory');
  if (!localDate.safeParse(value).success) throw invalidField(name, day);
  return value;
}
