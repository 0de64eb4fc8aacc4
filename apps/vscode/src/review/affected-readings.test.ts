import type { WriteOperationId } from '@jenji-kit/changes';
import { operations } from '@jenji-kit/client';
import { expect, test } from 'vitest';
import { affectedReadings } from './affected-readings.ts';

const item = (operation: string, more: Partial<Parameters<typeof affectedReadings>[0]> = {}) => ({
  operation: operation as WriteOperationId,
  organization: 'acme/1',
  request: {
    operation: operation as WriteOperationId,
    path: { organizationId: 'acme/1', listId: 'p q', expenseId: 'e1' },
  },
  diff: [],
  ...more,
});

test('has only what a change touches read again', () => {
  expect(affectedReadings(item('users.block'))).toEqual({ trees: ['organizations/acme%2F1/users'], alone: [] });
  expect(affectedReadings(item('groups.patch'))).toEqual({ trees: [], alone: ['organizations/acme%2F1'] });
  expect(affectedReadings(item('customOptions.upsert')).trees).toEqual(['organizations/acme%2F1/options/p%20q']);
});

test('has the months read again in which an expense is and was', () => {
  const before = { expense: { time: '2026-09-30' } };
  const expected = { expense: { time: '2026-10-01' } };
  expect(affectedReadings(item('expenses.update', { before, expected })).trees).toEqual([
    'expenses/e1',
    'organizations/acme%2F1/expenses/2026-09',
    'organizations/acme%2F1/expenses/2026-10',
    // Those that wait for a decision, whenever they were made.
    'organizations/acme%2F1/expenses/waiting',
  ]);
  // What another process planned tells no date where the date is not one of the differences.
  expect(affectedReadings(item('expenses.update')).trees).toEqual(['expenses/e1', 'organizations/acme%2F1/expenses']);
});

test('knows of each operation that writes what it touches', () => {
  const writing = Object.entries(operations).filter(([, { hazard }]) => hazard !== 'read');
  const path = { organizationId: 'o', clientId: 'c', bookkeeperId: 'b', listId: 'l', expenseId: 'e' };
  const touched = writing.map(([id]) => {
    const request = { operation: id as WriteOperationId, path };
    return [id, affectedReadings(item(id, { request }))] as const;
  });
  const nothing = touched.filter(([, { trees, alone }]) => trees.length + alone.length === 0).map(([id]) => id);
  expect(nothing).toEqual(['receipts.uploadUrl']);
});
