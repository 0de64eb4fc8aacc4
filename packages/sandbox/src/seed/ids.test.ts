import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createIds } from './ids.ts';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const word = fc.nat(0xffff_ffff);

describe('ids', () => {
  it('carry their numbers in the form of a UUID, and give them back', () => {
    fc.assert(
      fc.property(word, word, word, (seed, series, index) => {
        const id = createIds(seed).encode(series, index);
        expect(id).toMatch(uuid);
        expect(createIds(seed).decode(id)).toEqual({ series, index });
      }),
    );
  });

  it('are all different', () => {
    const ids = createIds(7);
    const made = Array.from({ length: 20_000 }, (_, index) => ids.encode(index % 3, index));
    expect(new Set(made).size).toBe(made.length);
  });

  it('of strangers, of another seed and of a name are not taken for ours', () => {
    const ids = createIds(1);
    fc.assert(fc.property(fc.oneof(fc.uuid(), fc.string()), (id) => ids.decode(id) === undefined));
    expect(ids.decode(createIds(2).encode(0, 5))).toBeUndefined();
    expect(ids.decode(ids.named('a name'))).toBeUndefined();
  });

  it('of names depend on the seed and the name alone', () => {
    expect(createIds(1).named('x')).toBe(createIds(1).named('x'));
    expect(createIds(1).named('x')).not.toBe(createIds(1).named('y'));
    expect(createIds(1).named('x')).not.toBe(createIds(2).named('x'));
    expect(createIds(1).named('x')).toMatch(uuid);
  });
});
