import { recipeOf, type WriteOperationId } from '@jenji-kit/changes';
import { type Endpoint, operations, pathParameters } from '@jenji-kit/client';
import * as z from 'zod';
import { isRecord } from './chosen-fields.ts';

/** Characters of JSON that the schema of a body may take; a longer one loses its descriptions, then all but names of fields. */
const longestSchema = 2500;
/** Properties that two objects have in common from which on the second is told by its differences. */
const alike = 4;

/** What an operation takes, as JSON Schema without what repeats itself. Parts it does not take are absent. */
export function parameterSchemas(operation: Endpoint): Record<string, unknown> {
  const path = Object.fromEntries(
    operation.pathParameters.map((name) => [name, pathParameters[name].description ?? 'text']),
  );
  return {
    ...(operation.pathParameters.length > 0 && { path }),
    ...(operation.query && { query: schemaOf(operation.query) }),
    ...(operation.body && { body: schemaOf(operation.body) }),
  };
}

/**
 * What a change by a writing operation takes: where the operation replaces a record or a list, only what differs; with
 * the fields that can be emptied, and those that are lost unless they are given.
 */
export function changeSchemas(id: WriteOperationId): Record<string, unknown> {
  const { body, clearable, unknowable, acceptable } = recipeOf(id);
  const { body: _whole, ...others } = parameterSchemas(operations[id]);
  const accept = [...unknowable, ...acceptable];
  return {
    ...others,
    ...(body && { body: takesList(id) ? { type: 'object', properties: { items: schemaOf(body) } } : schemaOf(body) }),
    ...(clearable.length > 0 && { clear: [...new Set(clearable)] }),
    ...(accept.length > 0 && { accept }),
  };
}

/** Whether the body of a change by this operation is a list; an argument of a tool is an object, and holds it as `items`. */
export function takesList(id: WriteOperationId): boolean {
  return recipeOf(id).body instanceof z.ZodArray;
}

function schemaOf(schema: z.ZodType): unknown {
  const whole = withoutRepeats(slim(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })), new Map());
  const forms = [whole, withoutDescriptions(whole)];
  return forms.find((form) => JSON.stringify(form).length <= longestSchema) ?? cut(whole);
}

/** What two lists of one delta take is nearly the same: the second says whose fields it has too. */
function withoutRepeats(node: unknown, known: Map<string, Record<string, unknown>>, at = ''): unknown {
  if (Array.isArray(node)) return node.map((each) => withoutRepeats(each, known, at));
  if (!isRecord(node)) return node;
  if (!isRecord(node.properties)) {
    return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, withoutRepeats(value, known, at)]));
  }
  const { properties } = node;
  for (const [where, others] of known) {
    const same = Object.keys(properties).filter((name) => isSame(properties[name], others[name]));
    if (same.length < alike || Object.keys(others).some((name) => !Object.hasOwn(properties, name))) continue;
    const own = Object.entries(properties).filter(([name]) => !same.includes(name));
    return { ...node, fields_as: where, properties: Object.fromEntries(own) };
  }
  if (at !== '') known.set(at, properties);
  const inner = Object.entries(properties).map(
    ([name, member]) => [name, withoutRepeats(member, known, at === '' ? name : `${at}.${name}`)] as const,
  );
  return { ...node, properties: Object.fromEntries(inner) };
}

/** The same but for the words that describe it. */
function isSame(one: unknown, other: unknown): boolean {
  return other !== undefined && JSON.stringify(withoutDescriptions(one)) === JSON.stringify(withoutDescriptions(other));
}

function withoutDescriptions(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(withoutDescriptions);
  if (!isRecord(node)) return node;
  return Object.fromEntries(
    Object.entries(node)
      .filter(([key, value]) => !(key === 'description' && typeof value === 'string'))
      .map(([key, value]) => [key, withoutDescriptions(value)]),
  );
}

/** Only the names of the fields and which are required. */
function cut(schema: unknown): unknown {
  if (!isRecord(schema)) return schema;
  if (isRecord(schema.properties)) {
    return { type: 'object', required: schema.required, fields: Object.keys(schema.properties) };
  }
  return Object.fromEntries(
    Object.entries(schema).map(([key, value]) => [key, Array.isArray(value) ? value.map(cut) : cut(value)]),
  );
}

/** The only schema that holds itself. */
const condition = { type: 'object', description: 'ScopeCondition, such as {"type":"IS_IN_GROUP","groups":["…"]}' };

const dropped: ReadonlySet<string> = new Set([
  '$schema',
  '$defs',
  'additionalProperties',
  'propertyNames',
  'title',
  'id',
]);

function slim(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(slim);
  if (!isRecord(node)) return node;
  if (typeof node.$ref === 'string') return condition;
  const { anyOf, ...rest } = node;
  // Null is the same as leaving the field out, so it need not be offered.
  const kinds = Array.isArray(anyOf) ? anyOf.filter((kind) => !(isRecord(kind) && kind.type === 'null')) : [];
  const [only] = kinds;
  if (kinds.length === 1 && isRecord(only)) return slim({ ...only, ...rest });
  const kept = Object.entries({ ...rest, ...(kinds.length > 1 && { anyOf: kinds }) }).filter(
    ([key, value]) =>
      !dropped.has(key) &&
      !(key === 'pattern' && rest.format !== undefined) &&
      // That a text is not empty goes without saying.
      !(key === 'minLength' && String(value) === '1') &&
      !(Math.abs(Number(value)) === Number.MAX_SAFE_INTEGER),
  );
  return Object.fromEntries(
    kept.map(([key, value]) => [
      key,
      key === 'type' && Array.isArray(value)
        ? value.find((type) => type !== 'null')
        : key === 'properties' && isRecord(value)
          ? Object.fromEntries(Object.entries(value).map(([name, member]) => [name, slim(member)]))
          : slim(value),
    ]),
  );
}
