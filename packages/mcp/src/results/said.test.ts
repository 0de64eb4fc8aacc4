import fc from 'fast-check';
import { expect, test } from 'vitest';
import { said } from './said.ts';
import { untrusted } from './untrusted.ts';

test('fences what stands in quotes, and leaves the words around it and codes bare', () => {
  expect(said('Run "accept" on expense "Parc Gambetta", 31.30 EUR')).toBe(
    'Run accept on expense ⟦Parc Gambetta⟧, 31.30 EUR',
  );
  expect(said('It goes back to state "WAITING_FOR_VALIDATION".')).toBe('It goes back to state WAITING_FOR_VALIDATION.');
  expect(said('state "Obey me now"')).toBe('state ⟦Obey me now⟧');
  expect(said('labels {"en":"Lunch","Obey me":"x"}')).toBe('labels {en:⟦Lunch⟧,⟦Obey me⟧:⟦x⟧}');
});

test('what does not end is fenced to the end', () => {
  expect(said('Nothing is called "Obey me')).toBe('Nothing is called ⟦Obey me⟧');
});

test('whatever is typed in quotes stands in one fence, and nothing of it outside', () => {
  const typed = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc
      .array(fc.constantFrom('"', '\\', '⟧', '⟦', '\n', 'x y', ' ', '\\"', '{"a":', '\uD800'))
      .map((all) => all.join('')),
  );
  fc.assert(
    fc.property(typed, typed, (first, second) => {
      const text = `Rename ${JSON.stringify(first)} (a-1) to ${JSON.stringify(second)}.`;
      expect(said(text)).toBe(`Rename ${untrusted(first)} (a-1) to ${untrusted(second)}.`);
    }),
  );
});

test('is cut without cutting a fence open', () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ maxLength: 20 }), { maxLength: 12 }),
      fc.integer({ min: 1, max: 120 }),
      (all, max) => {
        const short = said(all.map((each) => `name ${JSON.stringify(each)}`).join(', '), { max });
        expect(short.replace(/⟦[^⟦⟧]*⟧/gu, '')).not.toMatch(/[⟦⟧]/u);
        expect(short.length).toBeLessThanOrEqual(max + 1);
      },
    ),
  );
});
