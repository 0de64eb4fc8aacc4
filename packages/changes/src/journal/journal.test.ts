import { appendFileSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { newChangeId } from '../change-id.ts';
import { Journal, journalName, keptFor } from './journal.ts';
import type { JournalLine, PlannedLine } from './journal-line.ts';
import { packState, unpackState } from './packed-state.ts';
import { redacted } from './redacted.ts';

const root = await mkdtemp(join(tmpdir(), 'jenji-journal-'));
afterAll(() => rm(root, { recursive: true }));

const principal = { baseUrl: 'https://example.test/', user: 'user' };
let folder: string;
let now: number;
beforeEach(async () => {
  folder = await mkdtemp(join(root, 'case-'));
  now = Date.parse('2026-11-21T12:00:00Z');
});
const open = (nextFileAt = 1_000_000) => new Journal({ folder, principal, now: () => now, nextFileAt });
const file = (number = 1) => join(folder, `${journalName(principal)}.${number}.jsonl`);
const head = (id: string) => ({ v: 1 as const, id, at: new Date(now).toISOString() });

function planned(id: string, more: Partial<PlannedLine> = {}): PlannedLine {
  return {
    ...head(id),
    type: 'planned',
    expiresAt: now + 1000,
    hazard: 'merge',
    title: 'Change something',
    items: [
      {
        request: { operation: 'organizations.patch', path: { organizationId: 'acme' } },
        title: 'Change something',
        hazard: 'merge',
        hash: 'hash',
        before: packState({ organization: { name: 'before' } }),
        expected: packState({ organization: { name: 'x'.repeat(10_000) } }),
        mayChange: ['organization.updatedAt', ['a.b', '*']],
        losses: [],
        notes: [],
        reads: 1,
      },
    ],
    skipped: [],
    reversible: { answer: 'yes', text: 'Yes.' },
    notes: [],
    ...more,
  };
}

const sent = (id: string): JournalLine[] => [
  { ...head(id), type: 'started', approvedBy: 'person' },
  { ...head(id), type: 'sending', item: 0 },
  { ...head(id), type: 'committed', item: 0, after: { organization: { name: 'after' } } },
  { ...head(id), type: 'ended' },
];

test('tells the states of a line only to whom asks for them', async () => {
  const journal = open();
  const id = newChangeId();
  await journal.append(planned(id), ...sent(id));
  const chronicle = await journal.find(id);
  expect(chronicle?.planned.line.items[0]).toMatchObject({ before: '', expected: '' });
  expect(chronicle?.outcomes.get(0)?.line).toMatchObject({ type: 'committed', after: '' });
  const line = chronicle && (await journal.full(chronicle.planned));
  expect(line).toEqual(planned(id));
  expect(unpackState(line?.items[0]?.expected ?? '')).toEqual({ organization: { name: 'x'.repeat(10_000) } });
  // Ten thousand characters that are all the same take up next to nothing.
  expect(readFileSync(file()).length).toBeLessThan(2000);
});

test('passes over lines of versions to come, damaged ones, and those of plans that are not there', async () => {
  const [one, other] = [newChangeId(), newChangeId()];
  await open().append(planned(one));
  const odd = [
    '{"v":2,"type":"planned","id":"0000000000000000"}',
    '{"v":1,"type":"approved-by-committee","id":"0000000000000000","at":""}',
    JSON.stringify({ ...head('../../etc/passwd'), type: 'ended' }),
    '{"v":1,"type":"pla',
    'null',
    '',
    JSON.stringify({ ...head(newChangeId()), type: 'ended' }),
  ];
  appendFileSync(file(), `${odd.join('\n')}\n`);
  await open().append(planned(other));
  expect((await open().all()).map(({ id }) => id)).toEqual([one, other]);
});

test('sees what others append', async () => {
  const [mine, theirs] = [open(), open()];
  const id = newChangeId();
  await mine.append(planned(id));
  expect(await theirs.find(id)).toMatchObject({ id, started: undefined });
  await theirs.append(...sent(id));
  expect((await mine.find(id))?.outcomes.get(0)?.line.type).toBe('committed');
});

test('whatever the moment it was cut off, tells what was whole', async () => {
  const id = newChangeId();
  await open().append(planned(id));
  for (const line of sent(id)) await open().append(line);
  const whole = readFileSync(file());
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: whole.length }), async (size) => {
      writeFileSync(file(), whole.subarray(0, size));
      const lines = whole.subarray(0, size).toString().split('\n').length - 1;
      const chronicle = await open().find(id);
      expect(chronicle === undefined).toBe(lines < 1);
      expect(chronicle?.started !== undefined).toBe(lines >= 2);
      expect(chronicle?.sending.size ?? 0).toBe(lines >= 3 ? 1 : 0);
      expect(chronicle?.outcomes.size ?? 0).toBe(lines >= 4 ? 1 : 0);
      expect(chronicle?.ended !== undefined).toBe(lines >= 5);
    }),
    { numRuns: 60 },
  );
});

test('lets go of plans nobody carried out after a week, of all after 180 days, and of nothing that undo needs', async () => {
  const day = 24 * 3_600_000;
  const ids = { old: newChangeId(), sent: newChangeId(), unused: newChangeId(), young: newChangeId() };
  const step = async (...lines: JournalLine[]) => {
    await open(1).append(...lines);
  };
  await step(planned(ids.old), ...sent(ids.old));
  now += keptFor - 6 * day;
  await step(planned(ids.unused));
  await step(planned(ids.sent), ...sent(ids.sent));
  appendFileSync(file(3), '{"v":9,"type":"of a version to come"}\n');
  now += 2 * day;
  await step(planned(ids.young));
  now += 5 * day;
  await step(planned(newChangeId()));
  const reader = open();
  const before = await reader.find(ids.sent);
  for (const name of readdirSync(folder)) utimesSync(join(folder, name), now / 1000 - 7200, Date.now() / 1000 - 7200);
  await open().tidy();
  const left = await open().all();
  expect(left.map(({ id }) => id).slice(0, -1)).toEqual([ids.sent, ids.young]);
  expect(left[0]?.outcomes.size).toBe(1);
  expect(readFileSync(file(3), 'utf8')).toContain('of a version to come');
  // Whoever read the files before they were tidied still finds what it needs.
  expect(before && (await reader.full(before.planned)).id).toBe(ids.sent);
});

test('takes out signed links and keys, and leaves everything else as it is', () => {
  const link = 'https://storage.test/receipt.pdf?X-Amz-Date=20261121&X-Amz-Signature=abc123&X-Amz-Expires=600';
  expect(
    redacted({
      uploadUrl: link,
      nested: [{ downloadUrl: 'http://storage.test/x' }, { Authorization: 'Basic dXNlcjpzZWNyZXQ=' }],
      comment: `See ${link}`,
      other: 'https://storage.test/r?x-goog-credential=a%40b.c&X-Goog-Signature=0af1#page',
      key: 'user@example.com/receipt.pdf',
      authorization: 'needed from the manager',
      token: 'a custom field',
    }),
  ).toEqual({
    uploadUrl: '[removed]',
    nested: [{ downloadUrl: '[removed]' }, { Authorization: '[removed]' }],
    comment: 'See https://storage.test/receipt.pdf?X-Amz-Date=20261121&X-Amz-Signature=[removed]&X-Amz-Expires=600',
    other: 'https://storage.test/r?x-goog-credential=[removed]&X-Goog-Signature=[removed]#page',
    key: 'user@example.com/receipt.pdf',
    authorization: 'needed from the manager',
    token: 'a custom field',
  });
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      fc.pre(!JSON.stringify(value).includes('?'));
      expect(redacted(value)).toEqual(value);
    }),
  );
});

test('packs any state so that it comes out the same', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.boolean(), (state, large) => {
      const whole = JSON.parse(JSON.stringify(large ? { ...state, large: 'x'.repeat(5000) } : state));
      expect(unpackState(packState(whole))).toEqual(whole);
    }),
  );
});

test('names the folder when it cannot be written', async () => {
  writeFileSync(join(folder, 'file'), '');
  const journal = new Journal({ folder: join(folder, 'file'), principal, now: () => now });
  await expect(journal.append(planned(newChangeId()))).rejects.toThrow(
    /The change journal in .*file cannot be written/,
  );
});
