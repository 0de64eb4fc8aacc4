import { expect, test } from 'vitest';
import { limitsAt } from './limits-at.ts';
import { connectionSettingsFrom } from './read-connection-settings.ts';

const read = (settings: Record<string, unknown>, env: Record<string, string> = {}) =>
  connectionSettingsFrom((name) => settings[name], env);

test('nothing set is Jenji’s limits, changes after approval, and no reset', () => {
  expect(read({})).toEqual({
    budget: {},
    timeoutMs: undefined,
    writes: 'confirm',
    allowReset: new Set(),
    stateFolder: undefined,
  });
});

test('settings go before the environment', () => {
  const env = { JENJI_BUDGET_PER_SECOND: '2', JENJI_BUDGET_PER_MINUTE: '60' };
  expect(read({}, env).budget).toEqual({ perSecond: 2, perMinute: 60 });
  expect(read({ 'budget.perSecond': 1, 'budget.perMinute': null }, env).budget).toEqual({
    perSecond: 1,
    perMinute: 60,
  });
});

test('what cannot be used counts as not set', () => {
  const settings = {
    'budget.perSecond': -1,
    'budget.perMinute': 1.5,
    'requests.timeoutSeconds': 'x',
    'changes.readOnly': 'yes',
    'changes.allowReset': ['all', 3, ''],
    stateFolder: 'relative/folder',
  };
  expect(read(settings, { JENJI_BUDGET_PER_SECOND: 'many', JENJI_BUDGET_PER_MINUTE: '' })).toEqual({
    budget: {},
    timeoutMs: undefined,
    writes: 'confirm',
    allowReset: new Set(['all']),
    stateFolder: undefined,
  });
});

test('nobody sets more than Jenji grants, except at a server of their own', () => {
  const set = { perSecond: 50, perMinute: 60 };
  expect(limitsAt('production', set)).toEqual({ perSecond: 3, perMinute: 60 });
  expect(limitsAt('test', set)).toEqual({ perSecond: 3, perMinute: 60 });
  expect(limitsAt('custom', set)).toEqual(set);
  expect(limitsAt('custom', {})).toEqual({ perSecond: 3, perMinute: 120 });
});
