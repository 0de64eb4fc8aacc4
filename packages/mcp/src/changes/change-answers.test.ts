import type { Plan } from '@jenji-kit/changes';
import { expect, test } from 'vitest';
import { plannedAnswer } from './change-answers.ts';

/** A plan of that many changes, each with one long text, one loss and one note, and as many left out. */
function planOf(count: number, text = 'x'): Plan {
  const request = { operation: 'expenses.update' as const, path: { expenseId: 'e-1' } };
  const all = Array.from({ length: count }, (_, index) => index);
  return {
    id: '0123456789abcdef',
    hazard: 'merge',
    title: `${count} changes`,
    items: all.map((index) => ({
      title: `Change expense ${index}`,
      operation: request.operation,
      organization: undefined,
      request,
      diff: [{ path: ['expense', 'label'], before: text, after: `${text}y` }],
      losses: [],
      notes: [],
      before: {},
      expected: {},
    })),
    skipped: all.map((index) => ({ request, why: `Why ${index}.` })),
    losses: all.map((index) => ({ kind: 'removed' as const, what: `loss ${index}` })),
    notes: all.map((index) => `Note ${index}.`),
    cost: { requests: 1, seconds: 1 },
    reversible: { answer: 'yes', text: 'It can be turned back.' },
    token: 't',
    expiresAt: '2026-11-21T00:00:00.000Z',
  };
}

test('says of every list that is cut that it is cut, so that nobody approves what he takes for all', () => {
  const { structured, text } = plannedAnswer(planOf(500), new Map(), '');
  expect(structured.items).toHaveLength(200);
  expect(structured.items_left_out).toBe(300);
  expect(structured.lost?.at(-1)).toBe('… and 440 more');
  expect(structured.notes?.at(-1)).toBe('… and 480 more');
  expect(structured.skipped?.at(-1)).toEqual({ title: '… and 400 more', why: 'not shown here' });
  expect(text).toContain('500 changes');
  expect(text).toContain('… and 440 more');
});

test('says how many changes of a record are too long to be shown', () => {
  const { structured } = plannedAnswer(planOf(30, 'x'.repeat(1000)), new Map(), '');
  expect(structured.items.at(-1)).toMatchObject({ changes_left_out: 1 });
  expect(structured).not.toHaveProperty('items_left_out');
});
