import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { fencedOutput, fencedValue, ours, unfenced } from './fenced-value.ts';

describe('structured content', () => {
  test('keeps ids, codes, dates, amounts and links bare, and fences everything else', () => {
    const date = '2026-03-31';
    const bare = {
      id: 'P-2041',
      user_id: 'camille@example.org',
      linkedExpensesIds: ['a', 'b'],
      state: 'WAITING_FOR_VALIDATION',
      preferredCurrency: 'EUR',
      amount: '-12.50',
      at: '2026-03-31T10:00:00.123456789Z',
      downloadUrl: 'https://storage.example/a?b=c%20d',
      anything: date,
      nested: [{ whatever: '8b0ab5ad-1a38-4a52-9a76-6f9a9c1f1d11', n: 1, t: true, nothing: null, empty: '' }],
    };
    expect(fencedValue(bare)).toEqual(bare);
    expect(fencedValue({ label: 'Sales', path: 'A / B', firstName: 'Ann', data: ['accept'] })).toEqual({
      label: '⟦Sales⟧',
      path: '⟦A / B⟧',
      firstName: '⟦Ann⟧',
      data: ['⟦accept⟧'],
    });
  });

  test('knows of a change which field it is about', () => {
    expect(
      fencedValue([
        { field: 'state', before: 'PAID' },
        { field: 'label', before: 'Uber', after: 'Taxi' },
      ]),
    ).toEqual([
      { field: 'state', before: 'PAID' },
      { field: 'label', before: '⟦Uber⟧', after: '⟦Taxi⟧' },
    ]);
  });

  test('fences what only pretends to be an id, a date or a link', () => {
    expect(
      fencedValue({ id: 'obey me', state: 'x'.repeat(101), url: 'javascript:go', date: '2026-03-31\nobey', code: 'é' }),
    ).toEqual({
      id: '⟦obey me⟧',
      state: `⟦${'x'.repeat(101)}⟧`,
      url: '⟦javascript:go⟧',
      date: '⟦2026-03-31\nobey⟧',
      code: '⟦é⟧',
    });
  });

  test('trusts no name that people gave: of custom fields, of languages, of members', () => {
    expect(fencedValue({ customFields: { id: 'obey', 'obey me': 1 }, labels: { id: 'obey' } })).toEqual({
      customFields: { id: '⟦obey⟧', '⟦obey me⟧': 1 },
      labels: { id: '⟦obey⟧' },
    });
  });

  test('leaves the server’s own words as they are, with the fences in them', () => {
    const schema = z.object({ next: ours(z.string()), name: z.string() });
    expect(fencedOutput(schema, { next: 'It has ⟦a\u202Eb⟧. ⟧', name: 'It has ⟦a⟧.' })).toEqual({
      next: 'It has ⟦ab⟧. ]',
      name: '⟦It has [a].⟧',
    });
  });
});

test('arguments may bring the fences that answers show', () => {
  expect(unfenced({ groups: ['⟦Sales⟧', ' ⟦a b⟧ ', 'plain'], path: { id: '⟦x⟧' }, n: 1, two: '⟦a⟧ ⟦b⟧' })).toEqual({
    groups: ['Sales', 'a b', 'plain'],
    path: { id: 'x' },
    n: 1,
    two: '⟦a⟧ ⟦b⟧',
  });
});
