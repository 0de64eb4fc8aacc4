import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson, withoutNothing } from './state.ts';

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(members.map(([name, member]) => [name, sorted(member)]));
}

function shuffled(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shuffled);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).reverse();
  return Object.fromEntries([...members.map(([name, member]) => [name, shuffled(member)]), ['nothing', null]]);
}

test('writes a value as JSON without what says nothing, its members in order', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const kept = withoutNothing(value);
      const text = canonicalJson(value);
      if (kept === undefined) expect(text).toBe('');
      else expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(sorted(kept))));
      expect(canonicalJson(shuffled(value))).toBe(text);
    }),
  );
});

test('tells values apart that differ, and takes nothing in any form for absence', () => {
  expect(canonicalJson({ b: [1, null], a: { c: {} }, d: [], e: '' })).toBe('{"b":[1,null],"e":""}');
  expect(canonicalJson({ a: 1 })).not.toBe(canonicalJson({ a: '1' }));
  for (const nothing of [undefined, null, {}, [], { a: null }, { a: { b: [] } }])
    expect(canonicalJson(nothing)).toBe('');
});
