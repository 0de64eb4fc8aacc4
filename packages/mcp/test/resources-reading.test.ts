import { operationIds, receiptType } from '@jenji-kit/client';
import type { Expense } from '@jenji-kit/sandbox';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toolsetNames } from '../src/registry/toolsets.ts';
import { offeredResources, resourceEntries } from '../src/resources/catalog.ts';
import { matchUri, parseUri, uriOf } from '../src/resources/resource-uri.ts';
import { type Connected, connected, connectedForAll } from './tools/connected.ts';
import { attack, breakOut, marker, poisoned, strings } from './tools/hostile-world.ts';
import { expensesIn, mainOrganization, today } from './tools/known-world.ts';

const shared = connectedForAll({ today });

// biome-ignore lint/suspicious/noExplicitAny: a test reads what a model reads, and expects it to be there.
async function readJson({ client }: Connected, uri: string): Promise<any> {
  const { contents } = await client.readResource({ uri });
  const [only] = contents;
  if (!only || !('text' in only)) throw new Error(`${uri} holds no text`);
  expect(only).toMatchObject({ uri, mimeType: 'application/json' });
  expect(only.text.length).toBeLessThanOrEqual(40_000);
  return JSON.parse(only.text);
}

/** The error of the protocol that reading gives. */
async function refusal({ client }: Pick<Connected, 'client'>, uri: string) {
  const error: unknown = await client.readResource({ uri }).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(Error);
  return error as Error & { code: number; data?: unknown };
}

/** A URI of each template for this world. */
function everyUri({ sandbox }: Connected, expense: Expense | undefined): string[] {
  const { header, users } = mainOrganization(sandbox);
  const variables: Record<string, string> = {
    organization: header.id,
    user: [...users.keys()][2] ?? '',
    expense: expense?.id ?? '',
    operation: 'users.get',
    change: 'none',
  };
  return offeredResources({ toolsets: toolsetNames }).map(({ uri }) => uriOf(uri, variables as never));
}

test.each(resourceEntries())('$name is listed as hosts and models need it', (entry) => {
  expect(entry.name).toMatch(/^[a-z]+(-[a-z]+)*$/);
  expect(entry.title).toMatch(/^[A-Z]/);
  expect(entry.description).toMatch(/Costs [^.]+\.$/);
  expect(entry.annotations.priority).toBeGreaterThan(0);
  expect(entry.annotations.priority).toBeLessThan(1);
  for (const { src } of entry.icons) {
    expect(Buffer.from(src.replace(/^.*,/, ''), 'base64').toString()).toMatch(/^<svg [^<]*><path d="[^"]+"\/><\/svg>$/);
  }
});

describe('reading', () => {
  test('names people and things by name as well as by id, and costs nothing the second time', async () => {
    const connection = await shared();
    const { header, users } = mainOrganization(connection.sandbox);
    const byId = await readJson(connection, uriOf('jenji://organizations/{organization}', { organization: header.id }));
    connection.sent();
    const byName = uriOf('jenji://organizations/{organization}', { organization: header.name });
    expect(await readJson(connection, byName)).toEqual(byId);
    expect(await readJson(connection, byId.settings_uri)).toEqual(await readJson(connection, 'jenji://settings'));
    expect(connection.sent()).toEqual([]);
    const [person] = [...users.values()].slice(3);
    const name = `${person?.user.firstName} ${person?.user.lastName}`;
    const user = await readJson(connection, `${byId.users_uri}/${encodeURIComponent(name)}`);
    expect(user.user.id).toBe(person?.user.id);
  });

  test('leads from page to page through a list that is too long for one answer', async () => {
    const connection = await connected({ today });
    const { users } = mainOrganization(connection.sandbox);
    const [first] = users.values();
    if (!first) throw new Error('nobody');
    for (let index = 0; index < 300; index++) {
      const id = `extra-${index}`;
      users.set(id, { ...first, user: { ...first.user, id, login: `${id}@example.com`, lastName: `Extra ${index}` } });
    }
    const seen: string[] = [];
    const { users_uri } = await readJson(
      connection,
      `jenji://organizations/${mainOrganization(connection.sandbox).header.id}`,
    );
    for (let uri: string | undefined = users_uri; uri !== undefined; ) {
      const page: { users: { id: string }[]; total: number; next_uri?: string } = await readJson(connection, uri);
      expect(page.total).toBe(users.size);
      seen.push(...page.users.map(({ id }) => id));
      uri = page.next_uri;
    }
    expect(seen.sort()).toEqual([...users.keys()].sort());
    const before = connection.sandbox.requests.length;
    expect((await refusal(connection, `${users_uri}?cursor=abc`)).message).toContain('leave it out');
    expect(connection.sandbox.requests.length).toBe(before);
  });

  test('documents every operation within the limit, without a request', async () => {
    const connection = await shared();
    connection.sent();
    const { chapters } = await readJson(connection, 'jenji://operations');
    expect(Object.values(chapters).flat()).toHaveLength(operationIds.length);
    for (const id of operationIds) {
      const reference = await readJson(connection, `jenji://operations/${id}`);
      expect(reference).toMatchObject({ id, summary: expect.stringMatching(/\.$/) });
      expect(reference.call_with.length).toBeGreaterThan(0);
    }
    expect((await refusal(connection, 'jenji://operations/user.get')).message).toContain('users.get');
    expect(connection.sent()).toEqual([]);
  });

  test('shows an expense with names, and leads to its receipt only where there is one', async () => {
    const connection = await shared();
    const has = (expense: Expense) => 'receiptKey' in expense && expense.receiptKey !== undefined;
    const [withReceipt] = expensesIn(connection.sandbox, has);
    const [without] = expensesIn(connection.sandbox, (expense) => !has(expense));
    const shown = await readJson(connection, `jenji://expenses/${withReceipt?.id}`);
    expect(shown.expense.user.name).toMatch(/^⟦.+⟧$/);
    expect(shown.receipt_uri).toBe(`jenji://expenses/${withReceipt?.id}/receipt`);
    const bare = await readJson(connection, `jenji://expenses/${without?.id}`);
    expect(bare.receipt_uri).toBeUndefined();
    const error = await refusal(connection, `jenji://expenses/${without?.id}/receipt`);
    expect(error).toMatchObject({ code: -32602, data: { uri: `jenji://expenses/${without?.id}/receipt` } });
    // As completion offers it.
    const offered = uriOf('jenji://expenses/{expense}', { expense: `Hotel, 2026-06-12, 98.00 EUR (${without?.id})` });
    expect((await readJson(connection, offered)).expense.id).toBe(without?.id);
  });
});

describe('what cannot be read', () => {
  test('is an error of the protocol that says what there is', async () => {
    const connection = await shared();
    connection.sent();
    for (const uri of [
      'jenji://',
      'jenji://nothing',
      'https://example.com/x',
      'jenji://expenses',
      'jenji://settings?x=1',
    ]) {
      const error = await refusal(connection, uri);
      expect(error).toMatchObject({ code: -32602, data: { uri } });
      expect(error.message).toContain('jenji://organizations/{organization}');
    }
    expect(connection.sent()).toEqual([]);
  });

  test('is an error with the nearest names where a name is unknown', async () => {
    const connection = await shared();
    const error = await refusal(connection, 'jenji://organizations/Nobody%20Ltd');
    expect(error).toMatchObject({ code: -32602, data: { uri: 'jenji://organizations/Nobody%20Ltd' } });
    expect(error.message).toContain(`⟦${mainOrganization(connection.sandbox).header.name}⟧`);
  });

  test('is told apart from what Jenji does not give now', async () => {
    const connection = await connected({ today });
    expect(await refusal(connection, 'jenji://expenses/0f8fad5b-d9cb-469f-a165-70867728950e')).toMatchObject({
      code: -32602,
    });
    connection.sandbox.faults.add({ kind: 'status', status: 403, operation: 'organizations.list' });
    const error = await refusal(connection, 'jenji://organizations');
    expect(error).toMatchObject({ code: -32603 });
    expect(error.data).toBeUndefined();
    expect(connection.mistakes).toEqual([]);
  });

  test('is a receipt beyond the limit, before it is loaded', async () => {
    const connection = await connected({ today });
    const [expense] = expensesIn(connection.sandbox, (each) => 'receiptKey' in each && each.receiptKey !== undefined);
    const download = connection.jenji.download.bind(connection.jenji);
    connection.jenji.download = (url, options) => download(url, { ...options, maxBytes: 10 });
    const error = await refusal(connection, `jenji://expenses/${expense?.id}/receipt`);
    expect(error).toMatchObject({ code: -32603 });
    expect(error.message).toMatch(/10 bytes/);
    expect(error.message).not.toMatch(/http/);
  });
});

describe('a URI', () => {
  test('gives back what it was made of, whatever that is', () => {
    const template = 'jenji://organizations/{organization}/users/{user}';
    const value = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(value, value, (organization, user) => {
        const parsed = parseUri(uriOf(template, { organization, user }));
        // What could lead elsewhere is refused instead.
        fc.pre(!('problem' in parsed));
        expect(matchUri(template, parsed.segments)).toEqual({ organization, user });
      }),
    );
  });

  test.each([
    'jenji://expenses/..',
    'jenji://expenses/%2e%2e',
    'jenji://expenses/%252e%252e%252fusers',
    'jenji://expenses/a%2f..%2fb',
    'jenji://expenses/%00',
    'jenji://expenses/%',
    'jenji://expenses/%ff',
    'jenji://expenses/a#b',
    'jenji://expenses//receipt',
    'jenji://expenses/{expense}',
    `jenji://expenses/${'a'.repeat(400)}`,
    `jenji://${'a/'.repeat(5000)}`,
    'jenji://organizations/a/users/%2e%2e%2fb',
    'JENJI://organizations',
    '//organizations',
    '',
  ])('like %j is refused, and nothing is sent', async (uri) => {
    const connection = await shared();
    connection.sent();
    expect(await refusal(connection, uri)).toMatchObject({ code: -32602, data: { uri } });
    expect(connection.sent()).toEqual([]);
  });

  test('of any other form never breaks the server, and sends nothing where it is malformed', async () => {
    const connection = await shared();
    const part = fc.oneof(
      fc.constantFrom(
        'organizations',
        'expenses',
        'settings',
        'users',
        'operations',
        'receipt',
        '..',
        '.',
        '',
        '%2e%2e',
        '%',
        '%00',
      ),
      fc.string({ unit: 'binary', maxLength: 12 }),
      fc.string({ unit: 'binary', maxLength: 12 }).map((text) => encodeURIComponent(text.replace(/\p{Cs}/gu, ''))),
    );
    const uri = fc.oneof(
      fc
        .tuple(
          fc.constantFrom('jenji://', 'jenji:', 'jenji:///', ''),
          fc.array(part, { maxLength: 5 }),
          fc.constantFrom('', '?cursor=x', '?cursor=', '#x', '/'),
        )
        .map(([scheme, parts, end]) => scheme + parts.join('/') + end),
      fc.string({ unit: 'binary' }),
    );
    await fc.assert(
      fc.asyncProperty(uri, async (text) => {
        connection.sent();
        const outcome: unknown = await connection.client.readResource({ uri: text }).catch((thrown: unknown) => thrown);
        if (outcome instanceof Error) expect([-32602, -32603]).toContain((outcome as { code?: number }).code);
        if ('problem' in parseUri(text)) expect(connection.sent()).toEqual([]);
        expect(connection.mistakes).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });
});

describe('whatever people typed in Jenji', () => {
  test('never leaves its fence in a resource, nor in an error about one', async () => {
    await fc.assert(
      fc.asyncProperty(attack, async (hostile) => {
        const connection = await connected({ today, expenses: 60 });
        const [first, second, third] = poisoned(connection.sandbox, hostile);
        const uris = [first, second, third].flatMap((expense) => everyUri(connection, expense));
        for (const uri of new Set([...uris, 'jenji://organizations/nobody'])) {
          if (uri.endsWith('/receipt')) continue;
          const text = await connection.client.readResource({ uri }).then(
            ({ contents: [only] }) => (only && 'text' in only ? only.text : ''),
            (error: Error) => error.message,
          );
          const parts = text.startsWith('{') ? strings(JSON.parse(text)) : [text];
          for (const part of parts) expect(breakOut(part, /⟦[^⟦⟧]*⟧/gu), `${uri}: ${part}`).toBeUndefined();
          // Else the test would prove nothing of this one.
          if (!uri.startsWith('jenji://operations') && !uri.includes('changes')) expect(text, uri).toContain(marker);
        }
        expect(connection.mistakes).toEqual([]);
      }),
      { numRuns: 5 },
    );
  });
});

describe('JENJI_ORGANIZATIONS', () => {
  test('holds for every resource, by id, by name and by the id of a record', async () => {
    const open = await connected({ today, key: 'bookkeeper' });
    const { organizations } = await readJson(open, 'jenji://organizations');
    const [own, other] = organizations as { id: string }[];
    const settings = { organizations: new Set([own?.id ?? '']) };
    const connection = await connected({ today, key: 'bookkeeper', settings });
    const foreign = connection.sandbox.world.organizations.get(other?.id ?? '');
    if (!foreign) throw new Error('The bookkeeper of the sandbox has fewer than two clients');
    const { id, name } = foreign.header;
    const [userId = ''] = foreign.users.keys();
    const expense = [...connection.sandbox.world.expenses.search(id)][0]?.expense;

    expect((await readJson(connection, 'jenji://organizations')).total).toBe(1);
    expect((await readJson(connection, 'jenji://settings')).organization.id).toBe(own?.id);
    for (const organization of [id, name]) {
      for (const path of ['', '/settings', '/users', `/users/${encodeURIComponent(userId)}`]) {
        const error = await refusal(connection, `jenji://organizations/${encodeURIComponent(organization)}${path}`);
        expect(error.code).toBe(-32602);
      }
    }
    for (const path of ['', '/receipt']) {
      const error = await refusal(connection, `jenji://expenses/${expense?.id}${path}`);
      expect(error.message).toContain('has not allowed');
      expect(error.message).not.toContain(expense?.label);
    }
    const sent = connection.sandbox.requests;
    expect(sent.filter(({ path }) => path.includes(id))).toEqual([]);
    expect(sent.map(({ operation }) => operation)).not.toContain('receipts.downloadUrl');
  });

  test('a read-only server reads the same', async () => {
    const connection = await connected({ today, settings: { writes: 'off' } });
    expect((await readJson(connection, 'jenji://settings')).categories.length).toBeGreaterThan(5);
    const { resourceTemplates } = await connection.client.listResourceTemplates();
    expect(resourceTemplates).toHaveLength(
      (await (await shared()).client.listResourceTemplates()).resourceTemplates.length,
    );
  });
});

test.each([
  ['%PDF-1.7', undefined, 'application/pdf'],
  ['\xFF\xD8\xFF\xE0', 'text/html', 'image/jpeg'],
  ['<html>', 'text/html', 'application/octet-stream'],
  ['<html>', undefined, 'application/octet-stream'],
  ['', 'image/png; charset=x', 'image/png'],
  ['\0\0\0\x18ftypheic', 'application/octet-stream', 'image/heic'],
])('a receipt that begins with %j and is said to be %s is %s', (beginning, told, type) => {
  expect(receiptType(Buffer.from(beginning, 'latin1'), told)).toBe(type);
});
