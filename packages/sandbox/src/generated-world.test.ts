import { type OperationId, operations } from '@jenji-kit/client/contract';
import { expect, onTestFinished, test } from 'vitest';
import { startSandbox } from './index.ts';

async function generatedSandbox() {
  const sandbox = await startSandbox({ limits: 'none', expenses: 120, seed: 5, today: '2026-03-31' });
  onTestFinished(() => sandbox.close());
  return sandbox;
}

type Sandbox = Awaited<ReturnType<typeof generatedSandbox>>;

async function call(sandbox: Sandbox, id: OperationId, path: Record<string, string>, body?: unknown, query = '') {
  const { method, path: template, response } = operations[id];
  const key = id.startsWith('bookkeepers.') ? sandbox.credentials.bookkeeper : sandbox.credentials.organization;
  const password = key.type === 'bookkeeper' ? `${key.secret}:API_BK` : key.secret;
  const url = template.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(path[name] ?? `no ${name}`));
  const answer = await fetch(sandbox.url + url + query, {
    method,
    headers: {
      authorization: `Basic ${btoa(`${key.user}:${password}`)}`,
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  expect(answer.status, `${id}: ${text.slice(0, 300)}`).toBe(200);
  const parsed = JSON.parse(text);
  expect(response.safeParse(parsed).error, id).toBeUndefined();
  return parsed;
}

test('reads a generated world through every list, as the contract says', async () => {
  const sandbox = await generatedSandbox();
  const [organization] = (await call(sandbox, 'organizations.list', {})).data;
  const path = { organizationId: organization.id };
  const ids = [
    'organizations.get',
    'communications.list',
    'categories.list',
    'paymentMethods.list',
    'allowanceTemplates.list',
    'customFields.vehicle.list',
    'warningRules.list',
    'users.list',
    'invitations.list',
  ] as const;
  for (const id of ids) await call(sandbox, id, path);
  for (const { listId } of (await call(sandbox, 'customFields.expense.list', path)).data) {
    if (listId) expect((await call(sandbox, 'customOptions.list', { ...path, listId })).data).not.toEqual([]);
  }
  const activities = await call(sandbox, 'userActivities.list', path, undefined, '?from=2026-01-01&to=2026-04-01');
  expect(activities.data).not.toEqual([]);
  const { data: expenses } = await call(sandbox, 'expenses.search', {}, { states: [], includeDeleted: true });
  expect(expenses).toHaveLength(120);
  const { data: requests } = await call(
    sandbox,
    'expenseRequests.search',
    {},
    { start: '2020-01-01', end: '2030-01-01' },
  );
  expect(requests).not.toEqual([]);
  for (const { id } of expenses.slice(0, 20)) {
    const expense = { expenseId: id };
    expect(await call(sandbox, 'expenses.get', expense)).toEqual(
      expenses.find((each: { id: string }) => each.id === id),
    );
    await call(sandbox, 'expenses.warnings.list', expense);
    await call(sandbox, 'expenses.actions.list', expense);
    await call(sandbox, 'expenses.exports.get', expense);
  }
  for (const bookkeeper of (await call(sandbox, 'bookkeepers.list', {})).data) {
    const own = { bookkeeperId: bookkeeper.id };
    expect((await call(sandbox, 'bookkeepers.clients.list', own)).data).not.toEqual([]);
    await call(sandbox, 'bookkeepers.users.list', own);
  }
});

test('gives the receipt of a generated expense, and lets its manager decide on it', async () => {
  const sandbox = await generatedSandbox();
  const { data } = await call(sandbox, 'expenses.search', {}, { states: [] });
  const withReceipt = data.find(({ receiptKey }: { receiptKey?: string }) => receiptKey);
  const { downloadUrl } = await call(sandbox, 'receipts.downloadUrl', { expenseId: withReceipt.id });
  const file = await fetch(downloadUrl);
  expect(file.headers.get('content-type')).toMatch(/^(image|application)\//);
  expect((await file.arrayBuffer()).byteLength).toBeGreaterThan(100);

  const state = 'WAITING_FOR_VALIDATION';
  const waiting = data.find((each: { state: string; warnings?: unknown[] }) => each.state === state && !each.warnings);
  const managers = [...(sandbox.world.organizations.get(waiting.organizationId)?.users.values() ?? [])].filter(
    ({ user }) =>
      user.profiles.some(({ profileId, groupIds }) => profileId === 'director' && groupIds.includes('root')),
  );
  const path = { expenseId: waiting.id, actionCode: 'accept' };
  const accepted = await call(sandbox, 'expenses.actions.execute', path, { actionUserId: managers[0]?.user.id });
  expect(accepted).toMatchObject({ state: 'ACCEPTED', validatedBy: managers[0]?.user.id });
});

test('is the same world for the same seed', async () => {
  const both = await Promise.all([generatedSandbox(), generatedSandbox()]);
  const [first, second] = await Promise.all(both.map((each) => call(each, 'expenses.search', {}, {})));
  expect(first).toEqual(second);
});

type Members = Record<string, unknown>;

test('keeps a generated world as it is when everything is written back as it was read', async () => {
  const sandbox = await generatedSandbox();
  const [organization] = (await call(sandbox, 'organizations.list', {})).data;
  const path = { organizationId: organization.id };
  const unstamped = ({ updatedAt, ...members }: Members) => members;
  const written = new Set<OperationId>();

  async function writeBack(id: OperationId, more: Record<string, string>, read: Members, sent: unknown = read) {
    expect(unstamped(await call(sandbox, id, { ...path, ...more }, sent)), id).toEqual(unstamped(read));
    written.add(id);
  }

  for (const user of (await call(sandbox, 'users.list', path)).data) {
    const userPath = { userId: user.id };
    await writeBack('users.update', userPath, user, { ...user, preferredVehicle: user.preferredVehicleId });
    for (const vehicle of user.vehicles ?? []) {
      const sent = { ...vehicle, disabled: vehicle.disabledAt !== undefined };
      await writeBack('users.vehicles.update', { ...userPath, vehicleId: vehicle.id }, vehicle, sent);
    }
  }
  const lists = [
    ['categories.list', 'categories.replaceAll'],
    ['paymentMethods.list', 'paymentMethods.replaceAll'],
    ['customFields.expense.list', 'customFields.expense.replaceAll'],
    ['customFields.vehicle.list', 'customFields.vehicle.replaceAll'],
  ] as const;
  for (const [read, write] of lists) {
    const answer = await call(sandbox, read, path);
    await writeBack(write, {}, answer, answer.data);
  }
  const items = [
    ['categories.list', 'categories.update', 'categoryId', 'id'],
    ['paymentMethods.list', 'paymentMethods.update', 'paymentMethodId', 'id'],
    ['allowanceTemplates.list', 'allowanceTemplates.update', 'templateId', 'templateId'],
    ['customFields.expense.list', 'customFields.expense.update', 'customFieldKey', 'key'],
    ['customFields.vehicle.list', 'customFields.vehicle.update', 'customFieldKey', 'key'],
    ['warningRules.list', 'warningRules.update', 'ruleId', 'id'],
    ['communications.list', 'communications.update', 'communicationId', 'id'],
  ] as const;
  for (const [read, write, parameter, id] of items) {
    for (const item of (await call(sandbox, read, path)).data) await writeBack(write, { [parameter]: item[id] }, item);
  }
  for (const { listId } of (await call(sandbox, 'customFields.expense.list', path)).data) {
    if (!listId) continue;
    const options = await call(sandbox, 'customOptions.list', { ...path, listId });
    await writeBack('customOptions.batchUpsert', { listId }, options, options.data);
  }
  const editable = sandbox.world.organizations.get(organization.id)?.expenseWorkflow.states.filter((s) => s.editable);
  const states = editable?.map(({ code }) => code);
  for (const expense of (await call(sandbox, 'expenses.search', {}, { states })).data) {
    if (expense.type !== 'PERDIEM') await writeBack('expenses.update', { expenseId: expense.id }, expense);
  }
  const { data: requests } = await call(
    sandbox,
    'expenseRequests.search',
    {},
    { start: '2020-01-01', end: '2030-01-01', states: ['WAITING_FOR_VALIDATION', 'REFUSED'] },
  );
  for (const request of requests) await writeBack('expenseRequests.update', { requestId: request.id }, request);
  expect(written.size).toBe(16);
});
