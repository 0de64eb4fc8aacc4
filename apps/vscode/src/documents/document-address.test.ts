import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  addressOf,
  BadDocumentPath,
  type DocumentAddress,
  type DocumentKindName,
  documentExtension,
  pathOf,
  places,
  recordPathOf,
} from './document-address.ts';

const id = fc
  .oneof(
    fc.string({ minLength: 1 }),
    fc.string({ minLength: 1, unit: 'binary' }),
    fc.constantFrom('a/b', 'ada@acme.test', '...', '%2e%2e', 'a?b#c', 'é', '\\', ' ', '\u202e', '__proto__'),
  )
  .filter((text) => text !== '.' && text !== '..' && !/\p{Cs}/u.test(text));

const address: fc.Arbitrary<DocumentAddress> = fc
  .constantFrom(...(Object.keys(places) as DocumentKindName[]))
  .chain((kind) => {
    const names = places[kind].filter((part) => part.startsWith(':')).map((part) => part.slice(1));
    return fc.record({
      accountId: fc.constant('abc123def456'),
      kind: fc.constant(kind),
      ids: fc
        .tuple(...names.map(() => id))
        .map((ids) => Object.fromEntries(names.map((name, i) => [name, ids[i] ?? '']))),
      name: fc.string({ unit: 'binary' }),
    });
  });

test('every record has one path, from which it is found again', () => {
  fc.assert(
    fc.property(address, (each) => {
      const path = pathOf(each);
      const { name: _, ...found } = addressOf(path);
      const { name: __, ...wanted } = each;
      expect(found).toEqual(wanted);
      expect(recordPathOf(addressOf(path))).toBe(recordPathOf(each));
      // No segment leads elsewhere when the editor tidies the path up.
      expect(new URL(`x:${path.split('/').map(encodeURIComponent).join('/')}`).pathname.split('/')).toHaveLength(
        path.split('/').length,
      );
      expect(path).not.toMatch(/[\p{Cc}\p{Cf}\\]/u);
    }),
  );
});

test('ids that people can read stay as they are', () => {
  const ids = { organizationId: 'acme', userId: 'ada@acme.test' };
  expect(pathOf({ accountId: 'abc123def456', kind: 'user', ids, name: 'Ada Lovelace' })).toBe(
    '/abc123def456/organizations/acme/users/ada@acme.test/Ada Lovelace.jenji.json',
  );
});

test.each(['.', '..', '', '\ud800'])('no path is made for the id %j', (userId) => {
  const ids = { organizationId: 'acme', userId };
  expect(() => pathOf({ accountId: 'abc123def456', kind: 'user', ids, name: '' })).toThrow(BadDocumentPath);
});

test.each([
  '',
  '/',
  '/a/organizations/b',
  '/a/organizations/../x.jenji.json',
  '/a/organizations/%2e%2e/x.jenji.json',
  '/a/organizations/%61/x.jenji.json',
  '/a/organizations/b/users/%/x.jenji.json',
  '/a/organizations/b/elsewhere/c/x.jenji.json',
  '/a/organizations/b/x.json',
])('%s is no path of a document', (path) => {
  expect(() => addressOf(path)).toThrow(BadDocumentPath);
});

test('names are what people call the record, short and without what a path cannot hold', () => {
  const nameOf = (name: string) => {
    const path = pathOf({ accountId: 'a', kind: 'organization', ids: { organizationId: 'b' }, name });
    return path.slice('/a/organizations/b/'.length, -documentExtension.length);
  };
  expect(nameOf('Café / Bar: "42"')).toBe('Café Bar 42');
  expect(nameOf('..')).toBe('record');
  expect(nameOf('\u202eexe.nosj')).toBe('exe.nosj');
  expect(nameOf('x'.repeat(500))).toHaveLength(60);
});
