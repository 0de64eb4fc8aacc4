import type { BudgetStatus } from '@jenji-kit/client';
import { expect, test } from 'vitest';
import type { Account } from '../accounts/account.ts';
import { budgetLabel, budgetText, budgetTooltip, isScarce } from './budget-words.ts';

const account: Account = {
  id: 'abcdefghijkl',
  label: 'Acme',
  place: 'production',
  baseUrl: 'https://api.jenji.io',
  keyType: 'organization',
  user: 'u',
};
const quiet: BudgetStatus = {
  limits: { perSecond: 3, perMinute: 120 },
  used: { second: 1, minute: 9 },
  own: { second: 1, minute: 4 },
  free: { second: 2, minute: 111 },
  waiting: 0,
  waitingElsewhere: 0,
  nextSlotInMs: 0,
};

test('says which account and place, and what is free, on the status bar', () => {
  expect(budgetText({ account, status: undefined })).toBe('$(briefcase) Acme (Production)');
  expect(budgetText({ account, status: quiet })).toBe('$(briefcase) Acme (Production) 2/3 · 111/120');
  const busy = { ...quiet, waiting: 4, waitingElsewhere: 3 };
  expect(budgetText({ account: { ...account, place: 'test' }, status: busy })).toBe(
    '$(beaker) Acme (Test) 2/3 · 111/120 $(watch) 7',
  );
});

test('a name stays text, and short', () => {
  const text = budgetText({ account: { ...account, label: '$(flame) a name that goes on and on' }, status: undefined });
  expect(text).not.toContain('$(flame)');
  expect(text.length).toBeLessThan(60);
  const tooltip = budgetTooltip({ account: { ...account, label: '[x](command:evil) $(flame)' }, status: quiet });
  expect(tooltip).not.toMatch(/\[x\]\(|\$\(flame\)/);
});

test('warns when a request would wait long or many wait, not at every short burst', () => {
  const scarce = (status: Partial<BudgetStatus>) => isScarce({ account, status: { ...quiet, ...status } });
  expect(scarce({})).toBe(false);
  expect(scarce({ free: { second: 0, minute: 100 }, waiting: 2, nextSlotInMs: 900 })).toBe(false);
  expect(scarce({ nextSlotInMs: 30_000 })).toBe(true);
  expect(scarce({ waiting: 6, waitingElsewhere: 4 })).toBe(true);
  expect(isScarce({ account, status: undefined })).toBe(false);
});

test('says the same in words, and who used it', () => {
  expect(budgetLabel({ account, status: { ...quiet, waiting: 1 } })).toBe(
    'Jenji account Acme, Production: Free: 2 of 3 requests this second, 111 of 120 this minute; Waiting: one request of this window',
  );
  const tooltip = budgetTooltip({ account, status: { ...quiet, nextSlotInMs: 1200 } }).replaceAll('\\', '');
  expect(tooltip).toContain('start in 2 s');
  expect(tooltip).toContain('4 by this window, 5 by others');
});
