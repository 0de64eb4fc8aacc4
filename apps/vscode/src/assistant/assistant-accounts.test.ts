import { expect, test } from 'vitest';
import type { Account } from '../accounts/account.ts';
import { assistantAccounts } from './assistant-accounts.ts';

const account = (id: string, place: Account['place']): Account => ({
  id,
  label: id,
  place,
  baseUrl: '',
  keyType: 'organization',
  user: id,
});
const [test1, production] = [account('t', 'test'), account('p', 'production')];

test('the preferred account is used where nobody has chosen', () => {
  expect(assistantAccounts(undefined, [production, test1], production)).toEqual([production]);
  expect(assistantAccounts(undefined, [], undefined)).toEqual([]);
});

test('once somebody has chosen, no other account takes the place of one that was signed out of', () => {
  expect(assistantAccounts(['t'], [production, test1], production)).toEqual([test1]);
  expect(assistantAccounts(['t'], [production], production)).toEqual([]);
  expect(assistantAccounts([], [production], production)).toEqual([]);
});
