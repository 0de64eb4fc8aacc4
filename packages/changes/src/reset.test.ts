import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { openOffice } from '../test/office.ts';
import type { ChangeRequest } from './change-request.ts';

/** Changes that destroy beyond one record: what they need besides a token. */
const { sandbox, changes: open, folder, organizationId } = await openOffice({ expenses: 0 });
const organization = sandbox.world.organizations.get(organizationId);
if (organization === undefined) throw new Error('The sandbox has no organization');
const options = () => structuredClone(organization.optionLists.get('project'));
const fill = () =>
  organization.optionLists.set('project', [
    { id: 'P-1', labelsPerLanguage: { en: 'Museum' } },
    { id: 'P-2', labelsPerLanguage: { en: 'Shops' } },
  ]);
fill();
afterEach(() => {
  fill();
  sandbox.faults.clear();
});

const changes = open();
const empty: ChangeRequest = { operation: 'customOptions.deleteAll', path: { organizationId, listId: 'project' } };
const person = { approvedBy: 'person', confirmation: { name: 'project', count: 2 } } as const;
const sent = () => sandbox.requests.filter(({ operation }) => operation === 'customOptions.deleteAll').length;
const snapshots = () => readdirSync(join(folder, 'snapshots')).sort();

test('is off unless the operator names the list or the organization', async () => {
  const before = sandbox.requests.length;
  for (const allowed of [new Set<string>(), new Set(['another'])]) {
    const careful = open({ policy: { writes: 'auto', allowReset: allowed } });
    await expect(careful.plan(empty)).rejects.toMatchObject({ reason: 'policy' });
  }
  expect(sandbox.requests).toHaveLength(before);
  const { token } = await changes.plan(empty);
  await expect(
    open({ policy: { writes: 'confirm', allowReset: new Set() } }).commit(token, person),
  ).rejects.toMatchObject({
    reason: 'policy',
  });
  for (const named of ['project', organizationId]) {
    const allowing = open({ policy: { writes: 'confirm', allowReset: new Set([named]) } });
    expect(await allowing.plan(empty)).toMatchObject({ hazard: 'reset' });
  }
});

test('asks a person for the name and the count, and is planned alone', async () => {
  const plan = await changes.plan(empty);
  expect(plan).toMatchObject({
    hazard: 'reset',
    confirmation: { name: 'project', count: 2, what: 'options' },
    losses: [{ kind: 'reset' }, { kind: 'reset' }],
  });
  const count = sent();
  for (const options of [
    {},
    { approvedBy: 'host', confirmation: person.confirmation },
    { approvedBy: 'person' },
    { approvedBy: 'person', confirmation: { name: 'Project', count: 2 } },
    { approvedBy: 'person', confirmation: { name: 'project', count: 1 } },
  ] as const) {
    await expect(changes.commit(plan.token, options)).rejects.toThrow(/"project", and how many options it destroys, 2/);
  }
  await expect(changes.plan([empty, empty])).rejects.toThrow(/planned alone/);
  expect(sent()).toBe(count);
  // None of this used the token up.
  expect(await changes.commit(plan.token, person)).toMatchObject({ status: 'committed' });
  expect(options()).toEqual([]);
});

test('keeps what it destroys before anything is sent, and can be turned back from the journal', async () => {
  const before = options();
  const plan = await changes.plan(empty);
  let kept: unknown[] | undefined;
  const watching = open({
    onStep(step) {
      if (step !== 'sending noted') return;
      kept = readFileSync(join(folder, 'snapshots', `${plan.id}.jsonl`), 'utf8')
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line));
    },
  });
  const requests = sandbox.requests.length;
  const result = await watching.commit(plan.token, person);
  expect(sandbox.requests.length - requests).toBe(plan.cost.requests);
  expect(kept).toEqual(before);
  expect(result.snapshot).toBe(join(folder, 'snapshots', `${plan.id}.jsonl`));
  expect(statSync(result.snapshot ?? '').mode & 0o777).toBe(0o600);
  expect(await changes.get(plan.id)).toMatchObject({ status: 'committed', snapshot: result.snapshot });
  const undo = await changes.undo(plan.id);
  expect(undo).toMatchObject({
    hazard: 'replace',
    notes: expect.arrayContaining([expect.stringContaining('at which place')]),
  });
  await changes.commit(undo.token);
  expect(options()).toMatchObject(before ?? []);
});

test('sends nothing where that cannot be kept, nor where it changed meanwhile, and leaves no file', async () => {
  const [first, second] = [await changes.plan(empty), await changes.plan(empty)];
  const [count, files] = [sent(), snapshots()];
  // Read for the check, then for the file.
  let reads = 0;
  const failing = open({
    onStep(step) {
      if (step === 'read' && ++reads === 1)
        sandbox.faults.add({ operation: 'customOptions.list', kind: 'status', status: 403 });
    },
  });
  expect(await failing.commit(first.token, person)).toMatchObject({
    status: 'not-sent',
    items: [{ error: { message: expect.stringContaining('403') } }],
  });
  sandbox.faults.clear();
  const drifting = open({
    onStep(step) {
      if (step === 'snapshot kept') organization.optionLists.get('project')?.push({ id: 'P-3' });
    },
  });
  expect(await drifting.commit(second.token, person)).toMatchObject({
    status: 'refused',
    items: [{ status: 'refused' }],
  });
  expect(sent()).toBe(count);
  expect(snapshots()).toEqual(files);
  expect(options()).toHaveLength(3);
  // The one that merely could not read can be carried out, were it not for the drift.
  expect(await changes.commit(first.token, person)).toMatchObject({ status: 'refused' });
});

test('is never sent again when the answer is lost', async () => {
  for (const [kind, status] of [
    ['reset-before', 'not-applied'],
    ['reset-after', 'committed'],
  ] as const) {
    const plan = await changes.plan(empty);
    sandbox.faults.add({ operation: 'customOptions.deleteAll', kind, times: 1 });
    const count = sent();
    expect(await changes.commit(plan.token, person)).toMatchObject({ status });
    expect(sent() - count).toBe(1);
    expect(options()).toHaveLength(status === 'committed' ? 0 : 2);
  }
});
