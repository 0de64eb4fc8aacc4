import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { InvalidInput } from '../registry/invalid-input.ts';
import { page } from './page.ts';

describe('page', () => {
  test('pages put together are the whole list, in order, whatever the size', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ maxLength: 4000 }), { maxLength: 60 }),
        fc.integer({ min: 1, max: 20 }),
        (items, size) => {
          const seen: string[] = [];
          let cursor: string | undefined;
          do {
            const one = page(items, { cursor, size, query: { size } });
            expect(one.total).toBe(items.length);
            expect(one.items.length).toBeLessThanOrEqual(size);
            seen.push(...one.items);
            cursor = one.nextCursor;
          } while (cursor !== undefined);
          expect(seen).toEqual(items);
        },
      ),
    );
  });

  test('long items make a shorter page, and one item too long still comes alone', () => {
    const items = ['x'.repeat(30_000), 'y'.repeat(10_000), 'z'.repeat(10_000)];
    expect(page(items, { cursor: undefined, size: 50, query: {} }).items).toEqual([items[0]]);
  });

  test('a cursor of another query is refused, and the order of arguments does not matter', () => {
    const items = [1, 2, 3];
    const { nextCursor } = page(items, { cursor: undefined, size: 1, query: { a: 1, b: 2 } });
    expect(page(items, { cursor: nextCursor, size: 1, query: { b: 2, a: 1 } }).items).toEqual([2]);
    expect(() => page(items, { cursor: nextCursor, size: 1, query: { a: 2, b: 2 } })).toThrow(InvalidInput);
  });

  test('a cursor that is no cursor is refused by name, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (cursor) => {
        expect(() => page([1], { cursor, size: 1, query: {} })).toThrow(/^cursor: /);
      }),
    );
  });

  test('a cursor past the end of a list that has shrunk gives an empty last page', () => {
    const { nextCursor } = page([1, 2, 3], { cursor: undefined, size: 2, query: {} });
    expect(page([1], { cursor: nextCursor, size: 2, query: {} })).toEqual({
      items: [],
      total: 1,
      nextCursor: undefined,
    });
  });
});
