import fc from 'fast-check';
import { expect, test } from 'vitest';
import { escaped, shown, tooltip } from './shown.ts';

const text = fc.string({ unit: 'binary', maxLength: 400 });

test('what people typed is shown on one line of a length that is bound, without what nobody can see', () => {
  fc.assert(
    fc.property(text, fc.integer({ min: 2, max: 100 }), (typed, max) => {
      // Two marks, around what is written from right to left, keep it from turning what stands beside it.
      const line = shown(typed, max).replace(/^\u2068(.*)\u2069$/u, '$1');
      expect([...line].length).toBeLessThanOrEqual(max);
      expect(line).not.toMatch(/[\p{Cc}\p{Cf}\u2028\u2029]/u);
      expect(line).toBe(line.trim());
    }),
  );
});

test('no character of what people typed means anything in a tooltip', () => {
  fc.assert(
    fc.property(text, (typed) => {
      expect(escaped(typed).replace(/\\[!-/:-@[-`{-~]/g, '')).not.toMatch(/[!-/:-@[-`{-~]/);
      expect(escaped(typed).replace(/\\([!-/:-@[-`{-~])/g, '$1')).toBe(typed);
    }),
  );
  expect(escaped('[x](command:evil) <img> www.evil.example https://evil.example $(zap)')).toBe(
    '\\[x\\]\\(command\\:evil\\) \\<img\\> www\\.evil\\.example https\\:\\/\\/evil\\.example \\$\\(zap\\)',
  );
});

test('facts that are missing are left out of a tooltip', () => {
  expect(
    tooltip('A', [
      ['State', 'Paid'],
      ['Note', undefined],
      ['Day', ''],
    ]),
  ).toBe('**A**\n\n**State:** Paid');
  expect(tooltip('A', [])).toBe('**A**');
});
