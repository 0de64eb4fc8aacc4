import { expect, test } from 'vitest';
import type { Account } from './account.ts';
import { sessionChange, sessionOf } from './sessions.ts';

const account = (id: string, label = id): Account => ({
  id,
  label,
  place: 'production',
  baseUrl: 'https://api.jenji.io',
  keyType: 'organization',
  user: `user of ${id}`,
});

test('a session holds nothing that Jenji would accept', () => {
  const session = sessionOf(account('a', 'Acme'));
  expect(session).toEqual({
    id: 'a',
    accessToken: 'jenji-explorer:a',
    account: { id: 'a', label: 'Acme' },
    scopes: [],
  });
  expect(JSON.stringify(session)).not.toContain('user of');
});

test('tells which sessions came, went and were renamed, and nothing where nothing is different', () => {
  const [a, b, c] = [account('a'), account('b'), account('c')];
  const renamed = account('b', 'B');
  expect(sessionChange([a, b], [renamed, c])).toEqual({
    added: [sessionOf(c)],
    removed: [sessionOf(a)],
    changed: [sessionOf(renamed)],
  });
  expect(sessionChange([a, b], [b, a])).toBeUndefined();
});
