import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clean, untrusted } from './untrusted.ts';

/** Text made of what attacks on a fence are made of, mixed with anything else. */
const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '⟦',
        '⟧',
        '〚',
        '〛',
        '\u202E',
        '\u2066',
        '\u200B',
        '\uFEFF',
        '\u{E0041}',
        '\u0000',
        '\u001B[2J',
        '\uD800',
      ),
      fc.string({ unit: 'binary' }),
      fc.string({ unit: 'grapheme' }),
    ),
  )
  .map((parts) => parts.join(''));

describe('untrusted', () => {
  test('no text closes its own fence', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const fenced = untrusted(text);
        expect(fenced.startsWith('⟦') && fenced.endsWith('⟧')).toBe(true);
        expect(fenced.slice(1, -1)).not.toMatch(/[⟦⟧〚〛\n]/u);
      }),
    );
  });

  test('nothing invisible is left, and cleaning twice changes nothing more', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const cleaned = clean(text);
        expect(cleaned).not.toMatch(/(?![\t\n])[\p{Cc}\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}]/u);
        expect(clean(cleaned)).toBe(cleaned);
      }),
    );
  });

  test('what a person can read stays as it is', () => {
    const text = 'Dîner «Chez Léa» à Köln 東京 🍜 50 % [HT]\n\tsuite';
    expect(clean(text)).toBe(text);
  });

  test('line breaks of all kinds become one space inside a fence', () => {
    expect(untrusted('a\r\nb\u2028c\n\n d')).toBe('⟦a b c d⟧');
  });

  test('a long text is cut at a whole character, with a sign that it was', () => {
    expect(untrusted('🍜'.repeat(10), { max: 4 })).toBe('⟦🍜🍜🍜…⟧');
  });
});
