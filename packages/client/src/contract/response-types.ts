import * as z from 'zod';

// What Jenji sends is read loosely: any field may be missing or null, unknown fields are kept, lists of values stay open.

export const text = z.string();
export const texts = z.array(text);
export const flag = z.boolean();
export const integer = z.int();
/** Amounts, rates, distances: JSON numbers, exact up to 15 significant digits. */
export const decimal = z.number();
/** A day without time zone, `YYYY-MM-DD`. */
export const localDate = z.string().meta({ format: 'date' });
/** An ISO 8601 instant with 0 to 9 fraction digits. */
export const instant = z.string().meta({ format: 'date-time' });
/** Texts by two-letter language code. */
export const labels = z.record(z.string(), z.string().nullable());
/** Values by custom field code; their JSON type depends on the field's type, dates are epoch milliseconds. */
export const customFieldValues = z.record(z.string(), z.unknown());

/** A text that is one of the known values or, since the service adds some, any other. */
export function open<Known extends z.ZodEnum>(known: Known): z.ZodUnion<[Known, z.ZodType<string & {}, string & {}>]> {
  return z.union([known, text], 'must be a text');
}

type Received<Fields extends Record<string, z.ZodType>> = {
  [Name in keyof Fields]: z.ZodOptional<z.ZodNullable<Fields[Name]>>;
};

// Most fields share a few schemas, so their wrappers are shared too: it keeps importing the contract fast.
const received = new Map<z.ZodType, z.ZodType>();

function mayBeMissing(field: z.ZodType): z.ZodType {
  const known = received.get(field) ?? field.nullish();
  received.set(field, known);
  return known;
}

/** An object of these fields, any of which may be missing or null; fields not listed are kept as they are. */
export function looseFields<Fields extends Record<string, z.ZodType>>(
  fields: Fields,
): z.ZodObject<Received<Fields>, z.core.$loose> {
  const shape = Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, mayBeMissing(field)]));
  return z.looseObject(shape as Received<Fields>);
}

/** An object that Jenji sends, by the name the manual gives its schema. */
export function resource<Fields extends Record<string, z.ZodType>>(name: string, fields: Fields) {
  return looseFields(fields).meta({ title: name });
}

/** The answer of every list operation: `{ "data": [ … ] }`. */
export function listOf<Item extends z.ZodType>(item: Item) {
  return z.looseObject({ data: z.array(item) });
}
