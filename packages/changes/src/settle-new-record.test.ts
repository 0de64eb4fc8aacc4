import { expect, test } from 'vitest';
import { settle } from './settle.ts';
import { newRecord } from './state.ts';

const before = { users: {} };
const expected = { users: { [newRecord()]: { login: 'ada', firstName: 'Ada', phone: '+33 1' } } };

test('finds the new record by most of its fields where Jenji wrote one in its own way', () => {
  const users = { stranger: { login: 'bob' }, ours: { login: 'ada', firstName: 'Ada', phone: '+331' } };
  expect(settle(before, { expected }, { users })).toMatchObject({
    result: 'partly',
    newIds: ['ours'],
    missing: [{ path: ['users', 'ours', 'phone'] }],
  });
});

test('takes the record of the answer for the new one, and no record that has little in common', () => {
  const users = { stranger: { login: 'bob', firstName: 'Ada' } };
  expect(settle(before, { expected }, { users }, 'stranger').newIds).toEqual(['stranger']);
  expect(settle(before, { expected }, { users })).toMatchObject({ result: 'not-applied', newIds: [] });
});
