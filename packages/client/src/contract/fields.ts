import * as z from 'zod';
import { noContent } from './endpoint.ts';

/** What a schema says of one field. */
export interface Field {
  /** Dotted: `waypoints[].address` is a field of the items of `waypoints`, which has an entry of its own. */
  name: string;
  /**
   * `text`, `boolean`, `integer`, `decimal`, `date`, `instant` or `any`; the name of a documented schema, or `object`
   * for one without a name; `X[]` for a list, `map of X` for values by key.
   */
  type: string;
  required: boolean;
  /** The values it can have; where `open` is true, those known today. */
  values?: readonly string[];
  open?: boolean;
  /** Unit, format, who, meaning: what the name does not say. */
  description?: string;
}

/** Fields that go together: all there are, or those that one value of the field `type` selects. */
export interface FieldGroup {
  /** The value of `type`; absent where there is only one group. */
  variant?: string;
  fields: Field[];
}

/** A body or an answer, in terms that documentation and tools can show. */
export interface Shape {
  /** As in `Field`; `nothing` for an answer without documented content. */
  type: string;
  groups: FieldGroup[];
}

/** Reads a schema of the contract back. */
export function shapeOf(schema: z.core.$ZodType): Shape {
  const bare = unwrapped(schema);
  const item = itemOf(bare);
  if (item instanceof z.ZodDiscriminatedUnion) {
    const groups = item.options.map((option) => ({ variant: variantOf(option), fields: fieldsOf(option) }));
    return { type: typeOf(bare), groups };
  }
  const fields = fieldsOf(item);
  return { type: typeOf(bare), groups: fields.length > 0 ? [{ fields }] : [] };
}

/**
 * The fields of an object schema; none for anything else. A field whose schema has a name of its own stops there, the
 * fields of nameless ones follow it.
 */
export function fieldsOf(schema: z.core.$ZodType, prefix = ''): Field[] {
  if (!(schema instanceof z.ZodObject)) return [];
  return Object.entries(schema.shape).flatMap(([key, wrapped]) => {
    const field = unwrapped(wrapped);
    const item = itemOf(field);
    const name = prefix + key;
    const description = descriptionOf(wrapped);
    const entry: Field = { name, type: typeOf(field), required: !z.safeParse(wrapped, undefined).success };
    Object.assign(entry, knownValuesOf(item), description && { description });
    return [entry, ...(nameOf(item) ? [] : fieldsOf(item, item === field ? `${name}.` : `${name}[].`))];
  });
}

function unwrapped(schema: z.core.$ZodType): z.core.$ZodType {
  return schema instanceof z.ZodOptional || schema instanceof z.ZodNullable ? unwrapped(schema.unwrap()) : schema;
}

function itemOf(schema: z.core.$ZodType): z.core.$ZodType {
  return schema instanceof z.ZodArray ? unwrapped(schema.element) : schema;
}

function nameOf(schema: z.core.$ZodType): string | undefined {
  return z.globalRegistry.get(schema)?.title;
}

function descriptionOf(schema: z.core.$ZodType): string | undefined {
  const own = z.globalRegistry.get(schema)?.description;
  if (own !== undefined) return own;
  return schema instanceof z.ZodOptional || schema instanceof z.ZodNullable
    ? descriptionOf(schema.unwrap())
    : undefined;
}

function typeOf(schema: z.core.$ZodType): string {
  if (schema === noContent) return 'nothing';
  if (schema instanceof z.ZodArray) return `${typeOf(unwrapped(schema.element))}[]`;
  if (schema instanceof z.ZodRecord) return `map of ${typeOf(unwrapped(schema.valueType))}`;
  if (schema instanceof z.ZodObject || schema instanceof z.ZodDiscriminatedUnion) return nameOf(schema) ?? 'object';
  if (schema instanceof z.ZodBoolean) return 'boolean';
  if (schema instanceof z.ZodNumber) return schema.isInt ? 'integer' : 'decimal';
  if (schema instanceof z.ZodUnknown) return 'any';
  const format = z.globalRegistry.get(schema)?.format;
  if (schema instanceof z.ZodISODate || format === 'date') return 'date';
  if (schema instanceof z.ZodISODateTime || format === 'date-time') return 'instant';
  return 'text';
}

function knownValuesOf(schema: z.core.$ZodType): Pick<Field, 'values' | 'open'> {
  if (schema instanceof z.ZodEnum) return { values: schema.options.map(String) };
  if (schema instanceof z.ZodLiteral) return { values: [...schema.values].map(String) };
  if (!(schema instanceof z.ZodUnion)) return {};
  const known = schema.options.find((option) => option instanceof z.ZodEnum);
  return known ? { values: known.options.map(String), open: true } : {};
}

function variantOf(option: z.core.$ZodType): string {
  const type = option instanceof z.ZodObject ? option.shape.type : undefined;
  return type ? (knownValuesOf(type).values?.join(', ') ?? '') : '';
}
