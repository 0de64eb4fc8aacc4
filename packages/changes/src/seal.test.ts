import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { changeIdPattern, newChangeId } from './change-id.ts';
import { ChangeRefused } from './change-refused.ts';
import { keyBytes, planIdOf, seal, unseal } from './seal.ts';

const key = randomBytes(keyBytes);
const date = fc.integer({ min: 0, max: 2 ** 48 - 1 });

describe('a token', () => {
  test('opens with its key for what it was sealed over, and names its plan', () => {
    fc.assert(
      fc.property(date, fc.string(), (expiresAt, bond) => {
        const id = newChangeId();
        expect(id).toMatch(changeIdPattern);
        const token = seal(key, id, expiresAt, bond);
        expect(token).toMatch(/^[\w-]{58}$/);
        expect(planIdOf(token)).toBe(id);
        expect(unseal(key, token, bond)).toBe(expiresAt);
      }),
    );
  });

  test('does not open for anything else, nor with another key', () => {
    fc.assert(
      fc.property(date, fc.string(), fc.string(), (expiresAt, bond, other) => {
        fc.pre(bond !== other);
        const token = seal(key, newChangeId(), expiresAt, bond);
        expect(unseal(key, token, other)).toBeUndefined();
        expect(unseal(randomBytes(keyBytes), token, bond)).toBeUndefined();
      }),
    );
  });

  test('with any one character changed, left out or added is none, or does not open', () => {
    const token = seal(key, newChangeId(), Date.now(), 'bond');
    const position = fc.integer({ min: 0, max: token.length - 1 });
    const character = fc.constantFrom(...'abcXYZ019-_=+/ \n');
    const edit = fc.constantFrom('replace', 'remove', 'insert');
    fc.assert(
      fc.property(position, character, edit, (at, by, how) => {
        const [head, tail] = [token.slice(0, at), token.slice(how === 'insert' ? at : at + 1)];
        const changed = head + (how === 'remove' ? '' : by) + tail;
        fc.pre(changed.trim() !== token);
        expect(opened(changed)).toBeUndefined();
      }),
      { numRuns: 500 },
    );
  });
});

function opened(token: string): number | undefined {
  try {
    planIdOf(token);
    return unseal(key, token, 'bond');
  } catch (error) {
    if (error instanceof ChangeRefused && error.reason === 'token') return undefined;
    throw error;
  }
}
