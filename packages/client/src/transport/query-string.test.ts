import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { queryString } from './query-string.ts';

describe('a query string', () => {
  it('reads back as the texts that went in, whatever they hold', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' })), (parameters) => {
        const query = queryString(parameters);
        expect(Object.fromEntries(new URLSearchParams(query))).toEqual({ ...parameters });
        expect(query).toMatch(/^(\?[\x21-\x7e]*)?$/);
      }),
    );
  });

  it('leaves out what has no value, and repeats the name of a list', () => {
    expect(queryString({ a: undefined, b: null, c: false, d: 0, e: '', f: ['x', 'y z'] })).toBe(
      '?c=false&d=0&e=&f=x&f=y%20z',
    );
    expect(queryString({ a: undefined })).toBe('');
    expect(queryString()).toBe('');
  });
});
