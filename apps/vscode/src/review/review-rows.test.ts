import { expect, test } from 'vitest';
import type { Account } from '../accounts/account.ts';
import type { ChangeRow } from './change-row.ts';
import { comparedState } from './compared-states.ts';
import type { ItemShown, PlanShown } from './plan-shown.ts';
import { confirmationText, planWarnings, typedConfirmation } from './plan-warnings.ts';
import { fieldLines, reviewRow } from './review-rows.ts';
import type { Review } from './reviews.ts';
import { changeSpoken, changeWords, valueWords } from './value-words.ts';

const account: Account = {
  id: 'abcdefghijkl',
  label: 'Acme',
  place: 'production',
  baseUrl: 'https://api.jenji.io',
  keyType: 'organization',
  user: 'api',
};
const item: ItemShown = {
  title: 'Change category "Lunch" (b1)',
  operation: 'categories.update',
  organization: 'acme',
  request: { operation: 'categories.update' },
  before: { organization: { b1: { labels: { en: 'Lunch' }, order: 1 } } },
  expected: { organization: { b1: { labels: { en: 'Lunch' }, order: 2, code: 'L' } } },
  diff: [
    { path: ['organization', 'b1', 'order'], before: 1, after: 2 },
    { path: ['organization', 'b1', 'code'], after: 'L' },
  ],
  losses: [{ kind: 'disabled', what: 'category "Dinner\u202Egnp" (b2)' }],
  notes: ['People see it at once.'],
};
const plan: PlanShown = {
  id: 'c1',
  hazard: 'replace',
  title: item.title,
  items: [item],
  skipped: [],
  losses: item.losses ?? [],
  notes: item.notes ?? [],
  reversible: { answer: 'no', text: 'Jenji keeps no trace.' },
  expiresAt: '2026-11-21T10:15:00.000Z',
};
const review: Review = {
  id: 'c1',
  accountId: account.id,
  origin: 'assistant',
  plan,
  stage: { name: 'waiting' },
  show: 'notification',
};
const at = (time: string) => Date.parse(`2026-11-21T${time}Z`);
const children = (row: ChangeRow) => row.children?.() as readonly ChangeRow[];

test('tells who wants what, where, what is lost, and how long it waits', () => {
  const row = reviewRow(review, account, at('10:01:00'));
  expect(row.label).toBe('Change category "Lunch"');
  expect(row.description).toBe('Production · the assistant · Acme · 1 loss · expires in 14 minutes');
  expect(row.accessibilityLabel).toContain('Change category "Lunch" (b1), Production');
  expect(row).toMatchObject({
    context: 'jenji.review.waiting.production',
    icon: { id: 'warning', color: 'errorForeground' },
  });
  expect(reviewRow({ ...review, stage: { name: 'expired' } }, account, at('10:16:00')).description).toContain(
    'expired',
  );
});

test('tells each field by the names of the records, each loss, each note, and that it cannot be turned back', () => {
  const rows = children(reviewRow(review, account, at('10:00:00')));
  expect(rows.map(({ label, description }) => [label, description])).toEqual([
    ['Lunch › order', '1 → 2'],
    ['Lunch › code', 'nothing → “L”'],
    ['Can no longer be chosen: category "Dinnergnp" (b2)', undefined],
    ['People see it at once.', undefined],
    ['It cannot be turned back. Jenji keeps no trace.', undefined],
  ]);
  expect(rows[1]?.accessibilityLabel).toBe('Lunch › code: becomes “L”');
});

test('tells several changes one by one', () => {
  const rows = children(reviewRow({ ...review, plan: { ...plan, items: [item, item] } }, account, at('10:00:00')));
  expect(rows.slice(0, 2)).toMatchObject([
    { label: 'Change category "Lunch"', description: '2 fields · 1 loss', item: 0 },
    { item: 1 },
  ]);
});

test('shows records whole and in one order, and of other processes’ plans what differs', () => {
  expect(comparedState(item, 'before')).toBe(
    `${JSON.stringify({ b1: { labels: { en: 'Lunch' }, order: 1 } }, null, 2)}\n`,
  );
  const { before: _, expected: __, ...ofJournal } = item;
  expect(JSON.parse(comparedState(ofJournal, 'after'))).toEqual({ b1: { code: 'L', order: 2 } });
});

test('shows what cannot be seen where it is all that differs, since it would be written', () => {
  const before = { user: { email: 'ada@acme.com' } };
  const expected = { user: { email: 'ada@acme.com\u200b\u{e0041}\u202e' } };
  const hidden = { ...item, before, expected, diff: [] };
  expect(comparedState(hidden, 'after')).toContain('"ada@acme.com\\u200b\\udb40\\udc41\\u202e"');
  expect(JSON.parse(comparedState(hidden, 'after'))).toEqual(expected.user);
});

test('warns of what is lost and cannot be turned back, and of nothing else', () => {
  expect(planWarnings(plan)).toEqual([
    '• Can no longer be chosen: category "Dinnergnp" (b2)',
    'It cannot be turned back. Jenji keeps no trace.',
  ]);
  expect(planWarnings({ ...plan, losses: [], reversible: { answer: 'yes', text: '' } })).toEqual([]);
});

test('takes only the name and the count for a confirmation', () => {
  const wanted = { name: 'project 7', count: 12 };
  expect(confirmationText(wanted)).toBe('project 7 12');
  expect(typedConfirmation(' project 7 12 ', wanted)).toEqual(wanted);
  expect(typedConfirmation('project 7 13', wanted)).toBeUndefined();
  expect(typedConfirmation('project 7', wanted)).toBeUndefined();
});

test('shows a value on one short line, with what cannot be seen spelled out', () => {
  expect(valueWords('a\r\n\u200Bb')).toBe('“a \\u200bb”');
  expect([...valueWords('x'.repeat(500))].length).toBeLessThan(90);
  expect(valueWords({ amount: 1 })).toBe('{"amount":1}');
});

test('tells states as everywhere else, and what only Jenji knows as that', () => {
  const change = { path: ['expense', 'state'], before: 'WAITING_FOR_VALIDATION', after: '⟨given by Jenji⟩' };
  expect(changeWords(change)).toBe('“Waiting for approval” → what Jenji decides');
  expect(changeSpoken(change)).toBe('from “Waiting for approval” to what Jenji decides');
  expect(changeWords({ ...change, path: ['user', 'customFields', 'state'] })).toContain('WAITING_FOR_VALIDATION');
});

test('tells the fields of a change in a dialog where there is room for them', () => {
  expect(fieldLines(plan)).toEqual(['• Lunch › order: 1 → 2', '• Lunch › code: nothing → “L”']);
  expect(fieldLines({ ...plan, items: [item, item] })).toEqual(['4 fields']);
});
