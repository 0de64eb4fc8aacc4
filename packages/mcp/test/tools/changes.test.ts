import { type Endpoint, operationIds, operations } from '@jenji-kit/client';
import { describe, expect, test } from 'vitest';
import { connected, connectedForAll } from './connected.ts';
import { expensesIn, mainOrganization, today } from './known-world.ts';

const writing = operationIds.filter((id) => (operations[id] as Endpoint).hazard !== 'read');
const open = () => connected({ today, expenses: 60 });

describe('names in place of ids', () => {
  test('of categories, payment methods, custom fields and their options are understood in an expense', async () => {
    const { call, sandbox } = await open();
    const [expense] = expensesIn(
      sandbox,
      ({ state, type }) => state === 'WAITING_FOR_VALIDATION' && type === 'STANDARD',
    );
    const { categories, paymentMethods, optionLists } = mainOrganization(sandbox);
    const category =
      categories.find(({ id, disabled, notSelectable }) => !disabled && !notSelectable && id === 'hotel') ??
      categories[0];
    const method = paymentMethods.find(({ disabled }) => !disabled);
    const option = optionLists.get('project')?.find(({ disabled }) => !disabled);
    const { structured, text } = await call('update_expense', {
      expense: expense?.id,
      set: {
        category: category?.labelsPerLanguage?.en,
        paymentMethodId: method?.labelsPerLanguage?.en,
        customFields: { Project: option?.labelsPerLanguage?.en, 'Start of mission': '2026-06-01' },
      },
    });
    expect(structured?.status, text).toBe('committed');
    const now = sandbox.world.expenses.get(expense?.id ?? '')?.expense;
    expect(now).toMatchObject({
      category: category?.id,
      paymentMethodId: method?.id,
      customFields: { project: option?.id, 'mission-start': Date.UTC(2026, 5, 1) },
    });
  });

  test('of people and groups are understood in a user, and shown beside ids', async () => {
    const { call, sandbox } = await open();
    const { groups } = mainOrganization(sandbox);
    const group = groups.find(({ name }) => name === 'Export');
    const { structured, text } = await call('update_user', {
      user: 'Camille Moreau',
      set: { groupId: 'Export' },
      accept: ['language'],
      preview: true,
    });
    expect(structured?.status, text).toBe('planned');
    const { after } = structured.items[0].changes.find(({ field }: { field: string }) => field === 'groupId');
    expect(after).toBe(`⟦Export⟧ (${group?.id})`);
  });

  test('that are none are answered with the nearest, under the name of the argument', async () => {
    const { call, sandbox } = await open();
    const [expense] = expensesIn(sandbox, ({ state }) => state === 'WAITING_FOR_VALIDATION');
    const { isError, text } = await call('update_expense', {
      expense: expense?.id,
      set: { category: 'Hotels and inns' },
    });
    expect(isError).toBe(true);
    expect(text).toMatch(/set\.category: names no category.*Nearest: .*⟦Hotel⟧/);
  });
});

test('an expense keeps what was not named, and what was named is turned back', async () => {
  const { call, sandbox } = await open();
  const [expense] = expensesIn(sandbox, ({ state, type }) => state === 'WAITING_FOR_VALIDATION' && type === 'STANDARD');
  const stored = () => sandbox.world.expenses.get(expense?.id ?? '')?.expense;
  const before = structuredClone(stored());
  const { structured } = await call('update_expense', {
    expense: expense?.id,
    set: { label: 'Hotel Adler' },
    clear: ['explanation'],
  });
  expect(structured.status).toBe('committed');
  const {
    label: _label,
    explanation: _explanation,
    updatedAt: _at,
    ...rest
  } = { ...before } as Record<string, unknown>;
  expect(stored()).toMatchObject({ ...rest, label: 'Hotel Adler' });
  await call('undo_change', { change_id: structured.change_id });
  const { updatedAt: _now, ...restored } = { ...stored() } as Record<string, unknown>;
  const { updatedAt: _then, ...wanted } = { ...before } as Record<string, unknown>;
  expect(restored).toEqual(wanted);
});

test('several people are blocked and let in again by name, in one plan each', async () => {
  const { call, sandbox } = await open();
  const people = [...mainOrganization(sandbox).users.values()].slice(3, 6).map(({ user }) => user);
  const users = people.map(({ firstName, lastName }) => `${firstName} ${lastName}`);
  const blocked = await call('set_user_access', { users, blocked: true });
  expect(blocked.structured.items).toHaveLength(people.length);
  for (const { id } of people) expect(mainOrganization(sandbox).users.get(id)?.user.blockedAt).toBeDefined();
  await call('set_user_access', { users, blocked: false });
  for (const { id } of people) expect(mainOrganization(sandbox).users.get(id)?.user.blockedAt ?? null).toBeNull();
});

test('a person is invited by e-mail into a group by name', async () => {
  const { call, sandbox } = await open();
  const { structured, text } = await call('invite_user', {
    login: 'ada@example.com',
    group: 'Sales',
    set: { firstName: 'Ada', language: 'en' },
  });
  expect(structured?.status, text).toBe('committed');
  expect(mainOrganization(sandbox).invitations.some(({ invitation }) => invitation.login === 'ada@example.com')).toBe(
    true,
  );
});

describe('list_changes', () => {
  test('tells what was done and refused, page by page, and one in full', async () => {
    const { call, sandbox } = await open();
    const [first, second] = expensesIn(sandbox, ({ state }) => state === 'WAITING_FOR_VALIDATION');
    const done = await call('update_expense', { expense: first?.id, set: { label: 'One' } });
    await call('update_expense', { expense: second?.id, set: { label: 'Two' }, preview: true });
    const latest = await call('list_changes', { limit: 1 });
    expect(latest.structured.changes).toMatchObject([{ state: 'pending' }]);
    const older = await call('list_changes', { limit: 5, before: latest.structured.changes[0].change_id });
    expect(older.structured.changes).toMatchObject([{ change_id: done.structured.change_id, state: 'committed' }]);
    const full = await call('list_changes', { change_id: done.structured.change_id });
    expect(full.structured.changes[0].items[0].changes).toContainEqual({
      field: 'label',
      before: expect.any(String),
      after: '⟦One⟧',
    });
  });

  test('finds out what became of a change whose answer was lost and that nobody could read back', async () => {
    const { call, sandbox } = await open();
    const [expense] = expensesIn(sandbox, ({ state }) => state === 'WAITING_FOR_VALIDATION');
    // A workflow action is sent once; what is replaced as a whole may be sent again.
    const operation = 'expenses.actions.execute';
    sandbox.faults.add({ kind: 'reset-after', operation, times: 1 });
    const sent = sandbox.nextRequest((request) => request.operation === operation);
    void sent.then(() => sandbox.faults.add({ kind: 'status', status: 403, operation: 'expenses.get' }));
    const lost = await call('run_expense_action', { expenses: [expense?.id], action: 'accept' });
    expect(lost.structured.status).toBe('unknown');
    sandbox.faults.clear();
    const { structured } = await call('list_changes', { change_id: lost.structured.change_id });
    expect(structured.changes[0].state).toBe('committed');
  });
});

describe('the gateway', () => {
  const shared = connectedForAll({ today });

  test.each(writing)('describes the change form of %s, and plans it or says what is missing', async (id) => {
    const { call, sent } = await shared();
    const found = await call('find_operation', { query: id });
    const [operation] = found.structured.operations;
    expect(operation.call_with).toContain('call_write_operation');
    const { pathParameters, body }: Endpoint = operations[id];
    expect(Object.keys(operation.path ?? {})).toEqual(pathParameters);
    if (body !== undefined) expect(operation.body, found.text).toBeDefined();
    sent();
    const { isError, text } = await call('call_write_operation', {
      operation: id,
      body: 'no form of it',
      preview: true,
    });
    expect(isError).toBe(true);
    expect(text).toMatch(/(path(\.\w+)?|body|query)[^\n]*: /);
    expect(text).toContain('Nothing was changed.');
    expect(sent()).toEqual([]);
  });
});

test('a list is given to the gateway as it is, or as items of an object where a host takes only those', async () => {
  const { call, sandbox } = await open();
  const path = { organizationId: mainOrganization(sandbox).header.id, listId: 'project' };
  const option = (id: string) => ({ id, labelsPerLanguage: { en: id } });
  const found = await call('find_operation', { query: 'customOptions.batchUpsert' });
  expect(found.structured.operations[0].body).toMatchObject({
    type: 'object',
    properties: { items: { type: 'array' } },
  });
  for (const body of [[option('one')], { items: [option('two')] }]) {
    const { structured, text } = await call('call_write_operation', {
      operation: 'customOptions.batchUpsert',
      path,
      body,
    });
    expect(structured?.status, text).toBe('committed');
  }
});
