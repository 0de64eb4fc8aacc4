import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { folded } from './folded-text.ts';

describe('folded', () => {
  test.each([
    ["Hôtel  de l'Opéra", 'HOTEL DE L’OPERA'],
    ['Ingénierie', 'ingenierie'],
    ['Straße', 'STRASSE'],
    ['Œuvre', 'oeuvre'],
    ['Søren Ł.', 'soren l'],
    ['ﬁn', 'fin'],
    ['Café (Paris)', 'cafe/paris'],
  ])('%s and %s are the same', (a, b) => {
    expect(folded(a)).toBe(folded(b));
  });

  test('keeps letters of every script, and folding twice changes nothing more', () => {
    expect(folded('東京 2026')).toBe('東京 2026');
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(folded(folded(text))).toBe(folded(text));
      }),
    );
  });
});
