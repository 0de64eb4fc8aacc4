import type { ChangeRecord, WriteOperationId } from '@jenji-kit/changes';
import { isOperationId, operationIds, operations } from '@jenji-kit/client';
import { type Sandbox, startSandbox } from '@jenji-kit/sandbox';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { Draw } from './writing-operations/draw.ts';
import { connectMcp, type McpConnection, type ToolAnswer, yes } from './writing-operations/mcp-server.ts';
import { type Asked, type KeyKind, type Place, rows } from './writing-operations/requests.ts';
import { readUndoTable } from './writing-operations/undo-table.ts';
import {
  changedRecords,
  type WorldRecords,
  watchExpenses,
  withoutJenjisOwn,
  worldRecords,
} from './writing-operations/world-records.ts';

const writing = operationIds.filter((id) => operations[id].hazard !== 'read') as readonly WriteOperationId[];

/** Jenji's answer alone tells what became of these: without it, nobody knows. */
const unseen: readonly string[] = ['receipts.uploadUrl', 'bookkeepers.templates.categories.replaceAll'];
/** This one changes no record. */
const changesNothing = 'receipts.uploadUrl';
const undoTable = await readUndoTable();

let sandbox: Sandbox;
/** The expenses as they were written since the start; no others matter. */
let expenses: WorldRecords = new Map();
let newExpenses: () => WorldRecords;
const offices = new Map<KeyKind, { place: Place; server: McpConnection }>();

beforeAll(async () => {
  sandbox = await startSandbox({ limits: 'none', expenses: 0 });
  const { world } = sandbox;
  newExpenses = watchExpenses(world);
  const draw = new Draw(1);
  for (const kind of ['organization', 'bookkeeper', 'master'] as const) {
    const place = { world, draw, ...heldBy(kind) };
    // One attempt: what may be repeated safely would be, and then no answer is lost for good.
    const server = await connectMcp(sandbox, place.key, { writes: 'confirm', maxAttempts: 1, person: yes });
    offices.set(kind, { place, server });
  }
});

afterAll(async () => {
  await Promise.all([...offices.values()].map(({ server }) => server.close()));
  await sandbox?.close();
});

/** The key of a kind, with what it is for. */
function heldBy(kind: KeyKind) {
  const { keys, organizations, bookkeepers } = sandbox.world;
  const [organization] = organizations.values();
  const isMaster = ({ header }: Place['bookkeeper']) => header.masterBookkeeperId === undefined;
  const bookkeeper = [...bookkeepers.values()].find((each) => isMaster(each) === (kind === 'master'));
  const key = keys.find((each) =>
    each.type === 'organization'
      ? kind === 'organization' && each.organizationId === organization?.header.id
      : kind !== 'organization' && each.bookkeeperId === bookkeeper?.header.id,
  );
  if (!organization || !bookkeeper || !key) throw new Error(`The sandbox has no key of a ${kind}`);
  return { key, organization, bookkeeper };
}

function look(): WorldRecords {
  expenses = new Map([...expenses, ...newExpenses()]);
  return new Map([...worldRecords(sandbox.world), ...expenses]);
}

/** A text without the marks that stand around what people typed: tools fence it where the journal quotes it. */
const letters = (text: string) => text.replaceAll(/[⟦⟧"\\]/g, '');

/** Writing requests that reached the sandbox from a moment on. */
function watchWrites(): () => (string | undefined)[] {
  const start = sandbox.requests.length;
  return () =>
    sandbox.requests
      .slice(start)
      .map(({ operation }) => operation)
      .filter((id) => id !== undefined && isOperationId(id) && operations[id].hazard !== 'read');
}

test('61 operations write, by the methods that the manual gives them, and each has a request here', () => {
  expect(Object.keys(rows).sort()).toEqual([...writing].sort());
  const count = (method: string, ids: readonly string[] = writing) =>
    ids.filter((id) => isOperationId(id) && operations[id].method === method).length;
  expect(['PUT', 'POST', 'PATCH', 'DELETE'].map((method) => count(method))).toEqual([22, 22, 7, 10]);
  const reading = operationIds.filter((id) => operations[id].hazard === 'read');
  expect(['PUT', 'POST', 'PATCH', 'DELETE'].map((method) => count(method, reading))).toEqual([0, 6, 0, 0]);
});

test.each([
  'expenses.search',
  'expenses.searchOrganization',
  'expenseRequests.search',
  'receipts.downloadUrl',
  'mileage.address',
  'mileage.trip',
] as const)('%s is a POST that reads: it needs no gate, and the gate does not take it', async (operation) => {
  expect(operations[operation]).toMatchObject({ method: 'POST', hazard: 'read' });
  const { server } = officeOf('organization');
  const { isError, text } = await server.call('call_write_operation', { operation });
  expect(isError).toBe(true);
  expect(text).toContain('call_read_operation');
});

function officeOf(kind: KeyKind) {
  const office = offices.get(kind);
  if (office === undefined) throw new Error(`No office of ${kind}`);
  return office;
}

describe.each(writing)('%s', (operation) => {
  const row = rows[operation];

  function ask(): Asked {
    const asked = row.ask(officeOf(row.key).place);
    if (asked === undefined) throw new Error(`The sandbox has nothing to call ${operation} with`);
    return asked;
  }

  const call = (...parameters: Parameters<McpConnection['call']>) => officeOf(row.key).server.call(...parameters);
  const changes = () => officeOf(row.key).server.changes;

  async function planned({ request }: Asked): Promise<{ id: string; token: string; answer: ToolAnswer }> {
    const answer = await call('call_write_operation', { ...request, preview: true });
    expect(answer, answer.text).toMatchObject({ isError: false, structured: { status: 'planned' } });
    return { id: answer.structured.change_id, token: answer.structured.token, answer };
  }

  async function record(id: string): Promise<ChangeRecord> {
    const found = await changes().get(id);
    if (found === undefined) throw new Error(`There is no change ${id}`);
    return found;
  }

  /** What became of a change whose caller has gone: the journal tells, once it has ended. */
  async function settled(id: string): Promise<ChangeRecord> {
    return await vi.waitFor(
      async () => {
        const found = await record(id);
        expect(found.status).not.toBe('sending');
        return found;
      },
      { interval: 2, timeout: 20_000 },
    );
  }

  /** Gives a call up at the moment that `moment` tells of. */
  async function givenUp(at: Promise<unknown>, name: string, input: Record<string, unknown>): Promise<void> {
    const patience = new AbortController();
    const answer = call(name, input, { signal: patience.signal });
    void at.then(() => patience.abort());
    await expect(answer).rejects.toThrow();
  }

  const isWrite = ({ operation: id }: { operation?: string }) => id === operation;

  test('is planned, carried out, read back, and turned back or not as the plan said', async () => {
    const asked = ask();
    const writes = watchWrites();
    const before = look();
    // Given up while planning: as if it had never been asked.
    const [latest] = await changes().list({ limit: 1 });
    await givenUp(sandbox.nextRequest(), 'call_write_operation', { ...asked.request });

    const { id, token, answer } = await planned(asked);
    expect(await changes().list({ limit: 2 })).toMatchObject([{ id }, ...(latest ? [{ id: latest.id }] : [])]);
    const plan = await record(id);
    expect(plan).toMatchObject({ status: 'pending', hazard: operations[operation].hazard });
    expect(letters(answer.structured.undo)).toBe(letters(plan.reversible.text));
    const way = plan.reversible.answer === 'no' ? 'never' : asked.wayBack && 'by a workflow action';
    expect(undoTable.get(operation), 'as the README of packages/changes says').toBe(way);
    expect(plan.items.flatMap(({ diff }) => diff).length > 0).toBe(operation !== changesNothing);

    // Given up before it is sent: nothing has happened, and the plan can still be carried out.
    await givenUp(sandbox.nextRequest(), 'commit_change', { token });
    expect(await settled(id)).toMatchObject({ status: 'pending' });
    expect(changedRecords(before, look())).toEqual([]);
    expect(writes()).toEqual([]);

    const done = await call('commit_change', { token });
    expect(done, done.text).toMatchObject({ isError: false, structured: { status: 'committed', change_id: id } });
    for (const item of done.structured.items) expect(Object.keys(item)).not.toContain('also_changed');
    for (const item of done.structured.items) expect(Object.keys(item)).not.toContain('missing');
    expect(writes()).toEqual([operation]);
    expect(sandbox.requests.findLastIndex((each) => !isWrite(each))).toBeGreaterThan(
      sandbox.requests.findLastIndex(isWrite),
    );
    const committed = await record(id);
    expect(committed).toMatchObject({ status: 'committed', approvedBy: 'person', reversible: plan.reversible });
    const after = look();
    expect(changedRecords(before, after).length > 0).toBe(operation !== changesNothing);
    const again = await call('commit_change', { token });
    expect(again).toMatchObject({ isError: true });
    expect(writes()).toEqual([operation]);

    if (plan.reversible.answer === 'no') {
      const refused = await call('undo_change', { change_id: id });
      expect(refused.isError).toBe(true);
      expect(letters(refused.text)).toContain(letters(plan.reversible.text).slice(0, 30));
      expect(changedRecords(after, look())).toEqual([]);
      return;
    }
    const back = await turnedBack(id, asked);
    expect(back.status).toBe('committed');
    expect((await record(id)).status).toBe('undone');
    const left = changedRecords(withoutJenjisOwn(before), withoutJenjisOwn(look()));
    if (plan.reversible.answer === 'yes') expect(left).toEqual([]);
    const touched = new Set(changedRecords(before, after).map(({ kind, owner }) => `${kind} of ${owner}`));
    expect(left.filter(({ kind, owner }) => !touched.has(`${kind} of ${owner}`))).toEqual([]);
  });

  async function turnedBack(id: string, { wayBack }: Asked): Promise<{ status: string }> {
    if (wayBack === undefined) {
      const { structured, text } = await call('undo_change', { change_id: id });
      expect(structured, text).toBeDefined();
      return structured;
    }
    // Only people know the action that leads back: without it the tool says which are possible.
    const open = await call('undo_change', { change_id: id });
    expect(open.isError).toBe(true);
    expect(open.text).toContain(wayBack.action);
    // The tool performs it as who performed the change, which not every workflow allows.
    const { token } = await changes().undo(id, wayBack);
    return await changes().commit(token, { approvedBy: 'person' });
  }

  test('is refused when something has changed since it was planned', async () => {
    const asked = ask();
    if (asked.disturb === undefined) {
      expect(operation).toBe(changesNothing);
      return;
    }
    const { id, token } = await planned(asked);
    asked.disturb();
    const disturbed = look();
    const writes = watchWrites();
    const { structured, text, isError } = await call('commit_change', { token });
    expect(structured, text).toMatchObject({ status: 'refused' });
    expect(isError).toBe(true);
    expect((await record(id)).items[0]?.drift).not.toEqual([]);
    expect(writes()).toEqual([]);
    expect(changedRecords(disturbed, look())).toEqual([]);
  });

  test.each(['reset-before', 'reset-after'] as const)('is told as it is when its answer is lost: %s', async (kind) => {
    const { id, token } = await planned(ask());
    const before = look();
    const writes = watchWrites();
    const remove = sandbox.faults.add({ operation, kind, times: 1 });
    const { structured, text } = await call('commit_change', { token });
    remove();
    const changed = changedRecords(before, look());
    expect(writes()).toEqual([operation]);
    expect(changed.length > 0).toBe(kind === 'reset-after' && operation !== changesNothing);
    if (unseen.includes(operation)) {
      expect(structured, text).toMatchObject({ status: 'unknown' });
      const { structured: found } = await call('list_changes', { change_id: id });
      expect(found.changes).toMatchObject([{ state: 'unknown' }]);
      return;
    }
    expect(structured, text).toMatchObject({ status: kind === 'reset-after' ? 'committed' : 'not-applied' });
    expect((await record(id)).status).toBe(structured.status);
  });

  test('is told as it is when it is given up while it is sent', async () => {
    const { id, token } = await planned(ask());
    const before = look();
    const writes = watchWrites();
    const remove = sandbox.faults.add({ operation, kind: 'stall-headers', times: 1 });
    await givenUp(sandbox.nextRequest(isWrite), 'commit_change', { token });
    const { status } = await settled(id);
    remove();
    expect(writes()).toEqual([operation]);
    const isChanged = changedRecords(before, look()).length > 0;
    if (unseen.includes(operation)) expect(status).toBe('unknown');
    else expect(status).toBe(isChanged ? 'committed' : 'not-applied');
  });

  test('is read back to the end when it is given up meanwhile', async () => {
    const { id, token } = await planned(ask());
    const before = look();
    const writes = watchWrites();
    const readBack = sandbox.nextAnswer(isWrite).then(() => sandbox.nextRequest());
    await givenUp(readBack, 'commit_change', { token });
    expect(await settled(id)).toMatchObject({ status: 'committed' });
    expect(writes()).toEqual([operation]);
    expect(changedRecords(before, look()).length > 0).toBe(operation !== changesNothing);
  });
});

test('no tool made a mistake of its own', () => {
  expect([...offices.values()].flatMap(({ server }) => server.mistakes)).toEqual([]);
});
