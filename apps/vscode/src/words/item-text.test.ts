import { expect, test } from 'vitest';
import { recordWords } from '../search/found-items.ts';
import type { RecordFound } from '../search/record-search.ts';
import { itemText } from './item-text.ts';

test('a text in a list has one line, no icon, and nothing that cannot be seen', () => {
  expect(itemText('$(verified) Acme\u202e\n(Production)')).toBe('$ (verified) Acme (Production)');
  expect(itemText('Café du Coin')).toBe('Café du Coin');
});

test('a record that was found has only its own icon', () => {
  const account = { id: 'a', label: 'Acme', place: 'test', baseUrl: '', keyType: 'organization', user: 'u' } as const;
  const subject = { kind: 'user', accountId: 'a' } as const;
  const found: RecordFound = {
    subject,
    account,
    label: '$(star) Ada',
    description: '$(error) ada@acme.com',
    organization: '$(lock) Acme',
    icon: 'person',
  };
  const { label, description, detail } = recordWords(found, false);
  expect(label).toBe('$(person) $ (star) Ada');
  expect(description + detail).not.toContain('$(');
});
