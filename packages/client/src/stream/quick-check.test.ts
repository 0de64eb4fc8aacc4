import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { operations } from '../contract/index.ts';
import { quickCheck } from './quick-check.ts';

/** Every schema of an item of a list answer, by operation. */
const items = Object.entries<{ response: z.ZodType }>(operations).flatMap(([id, { response }]) => {
  const data: unknown = response instanceof z.ZodObject ? response.shape.data : undefined;
  return data instanceof z.ZodArray && data.element instanceof z.ZodType ? [{ id, schema: data.element }] : [];
});

const anything = fc.jsonValue({ maxDepth: 2 }).map((value): unknown => value);

/** Values that fit the schema; one in `oneIn` of their parts, 0 for none, is replaced by anything. */
function valuesFor(schema: z.core.$ZodType, oneIn: number, depth = 0): fc.Arbitrary<unknown> {
  const fitting = fittingValues(schema, oneIn, depth);
  return oneIn === 0 ? fitting : fc.oneof({ weight: 1, arbitrary: anything }, { weight: oneIn, arbitrary: fitting });
}

function fittingValues(schema: z.core.$ZodType, oneIn: number, depth: number): fc.Arbitrary<unknown> {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  const part = (inner: z.core.$ZodType) => valuesFor(inner, oneIn, depth + 1);
  // The check leaves this one name to the schema, so what fits for sure is without it.
  const name = oneIn === 0 ? fc.string().filter((text) => text !== '__proto__') : fc.string();
  switch (def.type) {
    case 'unknown':
      return anything;
    case 'string':
      return fc.string();
    case 'number':
      return 'format' in def ? fc.maxSafeInteger() : fc.double({ noNaN: true, noDefaultInfinity: true });
    case 'boolean':
      return fc.boolean();
    case 'enum':
      return fc.constantFrom(...Object.values(def.entries));
    case 'optional':
      return part(def.innerType);
    case 'nullable':
      return depth > 12 ? fc.constant(null) : fc.oneof(fc.constant(null), part(def.innerType));
    case 'union':
      return fc.oneof(...def.options.map(part));
    case 'array':
      return fc.array(part(def.element), { maxLength: 3 });
    case 'record':
      return fc.dictionary(name, part(def.valueType), { maxKeys: 3 });
    case 'object': {
      const required = Object.keys(def.shape).filter((name) => def.shape[name]?._zod.optin !== 'optional');
      const known = fc.record(
        Object.fromEntries(Object.entries(def.shape).map(([name, field]) => [name, part(field)])),
        {
          requiredKeys: oneIn === 0 ? required : [],
        },
      );
      return fc.tuple(known, fc.dictionary(name, anything, { maxKeys: 2 })).map(([fields, more]) => {
        const others = Object.entries(more).filter(([name]) => !(name in def.shape));
        return Object.fromEntries([...Object.entries(fields), ...others]);
      });
    }
    default:
      throw new Error(`No values for ${def.type}`);
  }
}

/** As it comes from the wire. */
const parsed = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe('the quick check of list items', () => {
  it('exists for every list that can be read', () => {
    expect(items.length).toBeGreaterThan(20);
    expect(items.filter(({ schema }) => !quickCheck(schema)).map(({ id }) => id)).toEqual([]);
  });

  it.each(items)('passes nothing of $id but what the schema gives back unchanged', ({ schema }) => {
    const check = quickCheck(schema);
    let passed = 0;
    fc.assert(
      fc.property(valuesFor(schema, 25), (value) => {
        const item = parsed(value);
        if (!check?.(item)) return;
        passed += 1;
        expect(schema.parse(item)).toStrictEqual(item);
      }),
      { numRuns: 150 },
    );
    expect(passed).toBeGreaterThan(0);
  });

  it.each(items)('passes the documented shape of $id', ({ schema }) => {
    const check = quickCheck(schema);
    fc.assert(
      fc.property(valuesFor(schema, 0), (value) => {
        expect(check?.(parsed(value))).toBe(true);
      }),
      { numRuns: 30 },
    );
  });
});

describe('the quick check of a schema', () => {
  it.each([
    ['a text rule', z.string().min(1)],
    ['a text format', z.email()],
    ['a number rule', z.number().positive()],
    ['a 32-bit number', z.int32()],
    ['a conversion', z.coerce.number()],
    ['a transformation', z.string().transform((text) => text.length)],
    ['a default', z.string().default('x')],
    ['a refinement', z.looseObject({}).refine(() => false)],
    ['a strict object', z.strictObject({ a: z.string() })],
    ['an object that drops fields', z.object({ a: z.string() })],
    ['keys with a rule', z.record(z.string().min(2), z.string())],
    ['any of these inside', z.looseObject({ a: z.array(z.string().trim().nullish()) })],
  ])('does not exist for %s', (_name, schema) => {
    expect(quickCheck(schema)).toBeUndefined();
  });

  it('leaves to the schema what it does not know', () => {
    const check = quickCheck(z.looseObject({ a: z.number().nullish(), b: z.int().nullish(), c: z.unknown() }));
    expect(check?.({ c: null })).toBe(true);
    expect(check?.({})).toBe(false);
    expect(check?.(JSON.parse('{"c":1,"a":1e999}'))).toBe(false);
    expect(check?.({ c: 1, b: 1.5 })).toBe(false);
    expect(check?.(JSON.parse('{"c":1,"__proto__":{"a":1}}'))).toBe(false);
    expect(check?.([])).toBe(false);
  });

  it('follows a schema that contains itself', () => {
    const tree = z.looseObject({
      name: z.string(),
      get children() {
        return z.array(tree).nullish();
      },
    });
    const check = quickCheck(tree);
    expect(check?.({ name: 'a', children: [{ name: 'b', children: [] }, { name: 'c' }] })).toBe(true);
    expect(check?.({ name: 'a', children: [{ name: 'b', children: [{}] }] })).toBe(false);
  });
});
