import fc from 'fast-check';
import { expect, it } from 'vitest';
import { clean } from './server-text.ts';

it('makes any text one short, printable, well-formed line', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 600 }), (text) => {
      const line = clean(text);
      expect(line).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
      expect(line.length).toBeLessThanOrEqual(201);
      expect(Buffer.from(line).toString()).toBe(line);
    }),
  );
});

it('leaves words as they are', () => {
  expect(clean('Le reçu\r\nest  illisible ')).toBe('Le reçu est illisible');
});
