import { describe, expect, test } from 'vitest';
import { statusOf } from './carry-out.ts';
import { settle, withoutStrangers } from './settle.ts';
import { newRecord } from './state.ts';

describe('a field that Jenji writes in its own way', () => {
  const before = { category: { id: 'lunch', notSelectable: true, code: 'L', order: 1 } };
  const cleared = { category: { id: 'lunch', order: 1 } };

  test('is as it was asked where it was cleared and is shown as false or as an empty text', () => {
    const shown = { category: { ...cleared.category, notSelectable: false, code: '' } };
    expect(settle(before, { expected: cleared }, shown)).toMatchObject({
      result: 'applied',
      missing: [],
      unexpected: [],
    });
    expect(settle(before, { expected: cleared }, cleared)).toMatchObject({ result: 'applied', missing: [] });
    expect(settle(before, { expected: cleared }, before)).toMatchObject({ result: 'not-applied' });
  });

  test('is never called not applied after a lost answer: it was changed, and not into what was sent', () => {
    const expected = { category: { ...before.category, code: ' M ' } };
    const trimmed = settle(before, { expected }, { category: { ...before.category, code: 'M' } });
    expect(statusOf(trimmed, false)).toBe('unknown');
    expect(statusOf(trimmed, true)).toBe('partly');
    const untouched = settle(before, { expected }, { category: { ...before.category, order: 2 } });
    expect(statusOf(untouched, false)).toBe('not-applied');
  });
});

describe('a new record', () => {
  const before = { users: {} };
  const ada = { login: 'ada', firstName: 'Ada', phone: '+33 1' };
  const expected = { users: { [newRecord()]: ada } };

  test('is found by most of its fields where Jenji wrote one in its own way', () => {
    const users = { stranger: { login: 'bob' }, ours: { ...ada, phone: '+331' } };
    expect(settle(before, { expected }, { users })).toMatchObject({
      result: 'partly',
      newIds: ['ours'],
      missing: [{ path: ['users', 'ours', 'phone'] }],
    });
  });

  test('is the one of the answer, whatever else there is, and no record that has little in common', () => {
    const users = { stranger: { login: 'bob', firstName: 'Ada' } };
    expect(settle(before, { expected }, { users }, 'stranger').newIds).toEqual(['stranger']);
    expect(settle(before, { expected }, { users })).toMatchObject({ result: 'not-applied', newIds: [] });
    // Somebody else made the same at the same moment, and Jenji wrote ours in its own way.
    const both = { theirs: ada, ours: { ...ada, phone: '+331' } };
    expect(settle(before, { expected }, { users: both }, 'ours')).toMatchObject({ newIds: ['ours'], twins: [] });
    // The record of the answer is not shown: another one is not ours because it is alike.
    expect(settle(before, { expected }, { users: { theirs: ada } }, 'ours').newIds).toEqual([]);
  });

  test('cannot be told from one that is alike, where no answer came', () => {
    const users = { theirs: ada, ours: ada };
    expect(settle(before, { expected }, { users })).toMatchObject({ newIds: ['theirs'], twins: ['ours'] });
    const two = { users: { [newRecord()]: ada, [newRecord(2)]: ada } };
    expect(settle(before, { expected: two }, { users })).toMatchObject({ newIds: ['theirs', 'ours'], twins: [] });
  });
});

test('keeps out of what is turned back what others added at the same moment', () => {
  const before = { categories: { lunch: { order: 1 } }, organization: { name: 'Acme' } };
  const expected = { categories: { lunch: { order: 1 }, gift: { order: 2 } }, organization: { name: 'Acme' } };
  const actual = {
    categories: { lunch: { order: 1 }, gift: { order: 2 }, taxi: { order: 3 }, ours: { order: 4 } },
    organization: { name: 'Acme', updatedAt: '2026-01-01T00:00:00Z' },
  };
  const { taxi: _, ...categories } = actual.categories;
  expect(withoutStrangers(before, expected, actual, ['ours'])).toEqual({
    state: { ...actual, categories },
    strangers: ['taxi'],
  });
});
