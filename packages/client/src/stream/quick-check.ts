import type * as z from 'zod';

/**
 * A fast test for values, fresh from JSON.parse, that the schema would take and give back as they are: they need no
 * slower reading by the schema itself, which would take longer than all the rest of reading a list.
 *
 * `false` means "let the schema decide", never "refused". Undefined for a schema that changes what it reads or asks for
 * more than types and names: then there is nothing quicker than the schema.
 */
export function quickCheck<Schema extends z.ZodType>(
  schema: Schema,
): ((value: unknown) => value is z.output<Schema>) | undefined {
  const taken = takenBy(schema, new Map());
  return taken && ((value): value is z.output<Schema> => takes(taken, value));
}

const text = 1;
const decimal = 2;
const integer = 4;
const boolean = 8;
const nothing = 16;
const missing = 32;
const any = 63;

/** The values that a schema takes. */
interface Taken {
  /** Sum of the kinds above of which all values are taken. */
  kinds: number;
  /** Single texts that are taken besides. */
  texts?: ReadonlySet<unknown>;
  /** Which objects and arrays are taken; none when absent. */
  object?: ((value: object) => boolean) | undefined;
}

function takes(taken: Taken, value: unknown): boolean {
  switch (typeof value) {
    case 'string':
      return (taken.kinds & text) !== 0 || (taken.texts?.has(value) ?? false);
    case 'number':
      return taken.kinds & decimal
        ? Number.isFinite(value)
        : (taken.kinds & integer) !== 0 && Number.isSafeInteger(value);
    case 'boolean':
      return (taken.kinds & boolean) !== 0;
    case 'object':
      return value === null ? (taken.kinds & nothing) !== 0 : (taken.object?.(value) ?? false);
    default:
      return value === undefined && (taken.kinds & missing) !== 0;
  }
}

/** `known` holds what is taken by the schemas already met: some contain themselves. */
function takenBy(schema: z.core.$ZodType, known: Map<z.core.$ZodType, Taken>): Taken | undefined {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  if (def.checks?.length || ('coerce' in def && def.coerce)) return undefined;
  switch (def.type) {
    case 'unknown':
    case 'any':
      return { kinds: any, object: () => true };
    case 'string':
      return 'format' in def ? undefined : { kinds: text };
    case 'number':
      if (!('format' in def)) return { kinds: decimal };
      return def.format === 'safeint' ? { kinds: integer } : undefined;
    case 'boolean':
      return { kinds: boolean };
    case 'enum':
      return { kinds: 0, texts: new Set(Object.values(def.entries)) };
    case 'optional':
      return either([{ kinds: missing }, takenBy(def.innerType, known)]);
    case 'nullable':
      return either([{ kinds: nothing }, takenBy(def.innerType, known)]);
    case 'union':
      return either(def.options.map((option) => takenBy(option, known)));
    case 'array': {
      const item = takenBy(def.element, known);
      return item && { kinds: 0, object: (value) => Array.isArray(value) && value.every((one) => takes(item, one)) };
    }
    case 'record': {
      const [key, entry] = [takenBy(def.keyType, known), takenBy(def.valueType, known)];
      if (key?.kinds !== text || !entry) return undefined;
      return { kinds: 0, object: (value) => isRecord(value) && everyEntry(value, () => entry) };
    }
    case 'object': {
      const met = known.get(schema);
      if (met) return met;
      let check: Taken['object'];
      known.set(schema, { kinds: 0, object: (value) => check?.(value) ?? false });
      check = objectCheck(def, known);
      return check && { kinds: 0, object: check };
    }
    default:
      return undefined;
  }
}

function either(options: readonly (Taken | undefined)[]): Taken | undefined {
  const all = options.filter((option) => option !== undefined);
  if (all.length < options.length) return undefined;
  const objects = all.flatMap(({ object }) => object ?? []);
  return {
    kinds: all.reduce((kinds, option) => kinds | option.kinds, 0),
    texts: new Set(all.flatMap(({ texts }) => [...(texts ?? [])])),
    object: objects.length > 1 ? (value) => objects.some((object) => object(value)) : objects[0],
  };
}

function objectCheck(def: z.core.$ZodObjectDef, known: Map<z.core.$ZodType, Taken>): Taken['object'] {
  if (def.catchall?._zod.def.type !== 'unknown') return undefined;
  const fields = new Map<string, Taken>();
  const required: string[] = [];
  for (const [name, field] of Object.entries(def.shape)) {
    const taken = takenBy(field, known);
    if (!taken) return undefined;
    fields.set(name, taken);
    if (!(taken.kinds & missing) || field._zod.optin !== 'optional') required.push(name);
  }
  // Few of the fields that may come do come: going through those that came is faster.
  return (value) =>
    isRecord(value) &&
    everyEntry(value, (name) => fields.get(name)) &&
    required.every((name) => Object.hasOwn(value, name));
}

function everyEntry(value: Record<string, unknown>, ruleOf: (name: string) => Taken | undefined): boolean {
  for (const name in value) {
    const rule = ruleOf(name);
    // For JSON.parse that name is like any other; what schemas do with it is their affair.
    if (name === '__proto__' || (rule && !takes(rule, value[name]))) return false;
  }
  return true;
}

function isRecord(value: object): value is Record<string, unknown> {
  return !Array.isArray(value);
}
