import * as z from 'zod';
import { scopeConditionTypes } from '../rules/scope-condition.ts';
import type { CustomFieldValues, ScopeCondition } from '../world/index.ts';
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

export const localDate = z.string({ error: mandatory }).refine(isLocalDate, 'must be a day that exists, as YYYY-MM-DD');

export function isLocalDate(value: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const time = Date.parse(`${value}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value);
}

export const instant = z
  .string()
  .refine(
    (value) => /^\d{4}-\d{2}-\d{2}T.*(Z|[+-]\d{2}:?\d{2})$/.test(value) && !Number.isNaN(Date.parse(value)),
    'must be an ISO 8601 instant with its offset',
  )
  .optional();

export const country = z.string({ error: mandatory }).regex(/^[A-Z]{2}$/, 'must be a two-letter code in uppercase');

/** The key `""` of the manual's examples is a placeholder: it is dropped. */
export const customFieldValues = z
  .record(z.string(), z.unknown())
  .transform(({ '': _placeholder, ...values }): CustomFieldValues => values)
  .optional();

/** Checks what storage needs: every condition, nested ones too, has a `type` that exists. */
export const scopeCondition = z
  .custom<ScopeCondition>((value) => firstBadCondition(value) === undefined, {
    error: (issue) => firstBadCondition(issue.input) ?? 'is not a scope condition',
  })
  .optional();

function firstBadCondition(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'must be an object';
  const { type, conditions, condition } = value as Record<string, unknown>;
  if (typeof type !== 'string' || !scopeConditionTypes.includes(type)) {
    return `must have a "type" that is one of ${scopeConditionTypes.join(', ')}`;
  }
  if (conditions !== undefined && !Array.isArray(conditions)) return 'needs a list as "conditions"';
  const nested = [...(Array.isArray(conditions) ? conditions : []), ...(condition === undefined ? [] : [condition])];
  return nested.map(firstBadCondition).find((problem) => problem !== undefined);
}

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
  if (!isLocalDate(value)) throw invalidField(name, 'must be a day that exists, as YYYY-MM-DD');
  return value;
}
