import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseJsonText } from './json-text.ts';

test('reads whatever is written as JSON, as JSON.parse does', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.constantFrom(0, 2), (value, indent) => {
      const text = JSON.stringify(value, null, indent);
      const { value: read, problems } = parseJsonText(text);
      expect(problems).toEqual([]);
      expect(JSON.stringify(read)).toBe(JSON.stringify(JSON.parse(text)));
    }),
  );
});

test('a member called __proto__ is a member, and changes nothing else', () => {
  const { value } = parseJsonText('{"__proto__": {"admin": true}, "a": 1}');
  expect(Object.keys(Object(value))).toEqual(['__proto__', 'a']);
  expect(Object(value).admin).toBeUndefined();
});

test.each([
  ['{"a": 1.0000000000000001}', 6],
  ['{"a": 123456789012345678901}', 6],
  ['{"a": 1, "a": 2}', 9],
])('%s loses something, which is told at its place', (text, offset) => {
  expect(parseJsonText(text).problems).toMatchObject([{ offset }]);
});

test.each(['0.1', '1.10', '1e3', '-0.0', '123456789012.345', '9007199254740991', '1E-7', '100'])(
  '%s is kept',
  (text) => {
    expect(parseJsonText(text).problems).toEqual([]);
  },
);

test.each(['', '{', '{"a" 1}', '{"a": 1,}', '// no', 'nul', '[1 2]'])('%j is not JSON', (text) => {
  const { value, problems } = parseJsonText(text);
  expect(value).toBeUndefined();
  expect(problems.length).toBeGreaterThan(0);
});

test('deep nesting is a problem, not a crash', () => {
  expect(parseJsonText('['.repeat(200_000)).problems.length).toBeGreaterThan(0);
});

test('finds the place of a value, or of what is nearest above it', () => {
  const text = '{\n  "a": [{"b": "x"}]\n}';
  const json = parseJsonText(text);
  const at = (path: (string | number)[]) => {
    const { offset, length } = json.placeOf(path);
    return text.slice(offset, offset + length);
  };
  expect(at(['a', 0, 'b'])).toBe('"x"');
  expect(at(['a', 0, 'c'])).toBe('{"b": "x"}');
  expect(at(['a'])).toBe('"a"');
  expect(at(['z'])).toBe('{');
});
