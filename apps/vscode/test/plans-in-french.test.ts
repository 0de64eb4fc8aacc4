import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ChangeRefused, type Changes, createChanges, type Plan, type WriteOperationId } from '@jenji-kit/changes';
import { createJenjiClient, type JenjiClient, operationIds, operations } from '@jenji-kit/client';
import { type Sandbox, startSandbox } from '@jenji-kit/sandbox';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Draw } from '../../../e2e/src/writing-operations/draw.ts';
import { type KeyKind, type Place, rows } from '../../../e2e/src/writing-operations/requests.ts';
import french from '../l10n/bundle.l10n.fr.json' with { type: 'json' };
import { speak, toldPlan } from '../src/words/plan-words.ts';

const writing = operationIds.filter((id) => operations[id].hazard !== 'read') as readonly WriteOperationId[];
const kinds: readonly KeyKind[] = ['organization', 'bookkeeper', 'master'];

let sandbox: Sandbox;
const offices = new Map<KeyKind, { place: Place; jenji: JenjiClient; changes: Changes; folder: string }>();

beforeAll(async () => {
  speak(french);
  sandbox = await startSandbox({ limits: 'none', expenses: 0 });
  const draw = new Draw(1);
  for (const kind of kinds) {
    const { key, ...holder } = heldBy(kind);
    const jenji = createJenjiClient({
      baseUrl: sandbox.url,
      credentials: { type: key.type, user: key.user, secret: key.secret },
      budget: { perSecond: 10_000, perMinute: 600_000 },
      maxAttempts: 1,
    });
    const folder = await mkdtemp(join(tmpdir(), 'jenji-french-'));
    const principal = { baseUrl: jenji.baseUrl, user: key.user };
    const changes = createChanges({ jenji, principal, policy: { writes: 'confirm', allowReset: 'all' }, folder });
    offices.set(kind, { place: { world: sandbox.world, draw, ...holder }, jenji, changes, folder });
  }
});

afterAll(async () => {
  speak({});
  for (const { jenji, changes, folder } of offices.values()) {
    await changes.close();
    await jenji.close();
    await rm(folder, { recursive: true });
  }
  await sandbox?.close();
});

/** The key of a kind, with what it is for. */
function heldBy(kind: KeyKind) {
  const { keys, organizations, bookkeepers } = sandbox.world;
  const [organization] = organizations.values();
  const isMaster = ({ header }: Place['bookkeeper']) => header.masterBookkeeperId === undefined;
  const bookkeeper = [...bookkeepers.values()].find((each) => isMaster(each) === (kind === 'master'));
  const holder = kind === 'organization' ? organization?.header.id : bookkeeper?.header.id;
  const key = keys.find((each) => (each.type === 'organization' ? each.organizationId : each.bookkeeperId) === holder);
  if (!organization || !bookkeeper || !key) throw new Error(`The sandbox has no key of a ${kind}`);
  return { key, organization, bookkeeper };
}

function officeOf(operation: WriteOperationId) {
  const office = offices.get(rows[operation].key);
  const asked = office && rows[operation].ask(office.place);
  if (!office || !asked) throw new Error(`The sandbox has nothing to call ${operation} with`);
  return { ...office, ...asked };
}

/** All that a plan says. */
function textsOf({ title, items, skipped, losses, notes, reversible, confirmation }: Plan): string[] {
  return [
    ...[title, ...items.map((item) => item.title)].map(withoutFrame),
    ...skipped.map(({ why }) => why),
    ...[losses, ...items.map((item) => item.losses)].flat().map(({ what }) => what),
    ...[notes, ...items.map((item) => item.notes)].flat(),
    reversible.text,
    ...(confirmation ? [confirmation.what] : []),
  ];
}

/** What stands in `Undo: …` and in `3 changes: …, and 2 more`, which `titleInWords` puts into other words. */
function withoutFrame(title: string): string {
  const [, one, of] = /^(?:(?:Undo|Redo): (.*)|\d+ changes: (.*), and \d+ more)$/s.exec(title) ?? [];
  return one === undefined && of === undefined ? title : withoutFrame(one ?? of ?? '');
}

async function refusalOf(promise: Promise<unknown>): Promise<string[]> {
  const error: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return error instanceof ChangeRefused ? [error.message] : [];
}

const quotes = /"(?:[^"\\]|\\.)*"/g;
/** What people, Jenji or a computer wrote: texts in quotes, ids, amounts, dates. */
const valuesOf = (text: string) => [
  ...(text.match(quotes) ?? []),
  ...(text.replace(quotes, '').match(/[\w@.:-]*\d(?:[\w@.:-]*\w)?/g) ?? []),
];

function expectInFrench(texts: readonly string[]): void {
  for (const english of texts) {
    const { text, unknown } = toldPlan(english);
    expect(unknown, english).toEqual([]);
    expect(valuesOf(text).sort(), english).toEqual(valuesOf(english).sort());
    // What stands between the values has no word of ours left.
    expect(text.replace(quotes, '')).not.toMatch(/\b(?:the|of|cannot|which|nothing|Delete|Block)\b/);
  }
}

test.each(writing)('what is said of %s, of its end and of its way back, is in French', async (operation) => {
  const { changes, request, disturb, wayBack } = officeOf(operation);
  const plan = await changes.plan(request);
  const { confirmation } = plan;
  expectInFrench(textsOf(plan));
  if (confirmation) {
    expectInFrench(await refusalOf(changes.commit(plan.token, { approvedBy: 'host' })));
    const other = { ...confirmation, count: confirmation.count + 1 };
    expectInFrench(await refusalOf(changes.commit(plan.token, { approvedBy: 'person', confirmation: other })));
  }
  const done = await changes.commit(plan.token, { approvedBy: 'person', confirmation });
  expect(done.status).toBe('committed');
  expectInFrench(await refusalOf(changes.commit(plan.token, { approvedBy: 'person' })));
  expectInFrench(await refusalOf(changes.plan(request)));
  expectInFrench(await refusalOf(changes.undo(plan.id)));
  const back = await changes.undo(plan.id, wayBack).catch((error: unknown) => {
    expect(error).toBeInstanceOf(ChangeRefused);
    return undefined;
  });
  if (back) expectInFrench(textsOf(back));
  if (!disturb) return;

  const again = officeOf(operation);
  const late = await changes.plan(again.request);
  again.disturb?.();
  const refused = await changes.commit(late.token, { approvedBy: 'person', confirmation: late.confirmation });
  const messages = refused.items.flatMap(({ error }) => (error ? [error.message] : []));
  expect(messages).toHaveLength(1);
  expectInFrench(messages);
});

test('several changes at once, those that are left out, and what the operator forbids', async () => {
  const { changes, jenji, request, folder, place } = officeOf('users.block');
  const twice = { operation: 'users.unblock' as const, path: request.path };
  expectInFrench(textsOf(await changes.plan([request, request, twice])));
  expectInFrench(await refusalOf(changes.plan([twice, twice])));
  const reset = officeOf('customOptions.deleteAll').request;
  expectInFrench(await refusalOf(changes.plan([request, reset])));
  const principal = { baseUrl: jenji.baseUrl, user: 'somebody' };
  for (const policy of [
    { writes: 'off', allowReset: 'all' },
    { writes: 'confirm', allowReset: new Set<string>() },
    { writes: 'confirm', allowReset: 'all', organizations: new Set(['other']) },
  ] as const) {
    const strict = createChanges({ jenji, principal, policy, folder });
    expectInFrench([...(await refusalOf(strict.plan(request))), ...(await refusalOf(strict.plan(reset)))]);
    await strict.close();
  }
  expectInFrench(await refusalOf(changes.undo('0123456789abcdef')));
  expectInFrench(await refusalOf(changes.commit('no token', { approvedBy: 'person' })));
  expect(place.organization.users.size).toBeGreaterThan(0);
});
