import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { InvalidInput } from '../registry/invalid-input.ts';
import { NameIndex } from './name-index.ts';

const groups = new NameIndex([
  { id: 'g1', name: 'Sales', otherNames: ['Direction / Sales', '200'] },
  { id: 'g2', name: 'Sales North', otherNames: ['Ventes Nord'] },
  { id: 'g3', name: 'Meals', otherNames: ['Repas'] },
  { id: 'g4', name: 'Meal', otherNames: [] },
  { id: 'g5', name: '🍜', otherNames: [] },
  { id: 'Export', name: 'Import', otherNames: [] },
  { id: 'g7', name: 'Export', otherNames: [] },
]);
const resolve = (value: string) => groups.resolve({ field: 'groups[0]', kind: 'group', value }).id;

describe('a name', () => {
  test.each([
    ['g2', 'g2'],
    ['sales', 'g1'],
    ['direction / sales', 'g1'],
    ['VENTES NORD', 'g2'],
    ['200', 'g1'],
    ['repa', 'g3'],
    ['🍜', 'g5'],
  ])('%s means %s', (value, id) => {
    expect(resolve(value)).toBe(id);
  });

  test('that is an id means that id, whatever else has it as its name', () => {
    expect(resolve('Export')).toBe('Export');
  });

  test('that is exact goes before one that shares only the singular', () => {
    expect(resolve('meal')).toBe('g4');
    expect(resolve('meals')).toBe('g3');
  });

  test('that is unknown is an error with the nearest ones first', () => {
    expect(() => resolve('Sales Nroth')).toThrow(
      /^groups\[0\]: names no group: "Sales Nroth". Nearest: ⟦Sales North⟧ \(g2\)/,
    );
  });

  test('that is like one word of a name is an error with that one', () => {
    const people = new NameIndex([
      { id: 'u1', name: 'Margaux Lefebvre' },
      { id: 'u2', name: 'Karim Benali' },
    ]);
    const find = () => people.resolve({ field: 'user', kind: 'user', value: 'Lefevre' });
    expect(find).toThrow(/"Lefevre"\. Nearest: ⟦Margaux Lefebvre⟧ \(u1\)\.$/);
  });

  test('that is like none is an error that says how to find people, and which settings there are', () => {
    const names = Array.from({ length: 40 }, (_, at) => ({ id: `u${at}`, name: `Person ${at}` }));
    const find = () => new NameIndex(names).resolve({ field: 'user', kind: 'user', value: 'xyz' });
    expect(find).toThrow(/"xyz"\. None is similar; search_users finds people by parts of names/);
    expect(() => resolve('Restaurant')).toThrow(/None is similar; there are ⟦Sales⟧, .*⟦Meals⟧/);
  });

  test('finds its thing or is refused, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (value) => {
        try {
          expect(groups.items.map(({ id }) => id)).toContain(resolve(value));
        } catch (error) {
          expect(error).toBeInstanceOf(InvalidInput);
        }
      }),
    );
  });
});
