import { expect, test } from 'vitest';
import { linesOf, sandboxTree } from '../../test/sandbox-tree.ts';
import type { Changed } from './tree-model.ts';
import type { TreeRow } from './tree-row.ts';

const organization = ['Sandbox', 'Atelier'];
const expenses = [...organization, 'Expenses'];
const november = [...expenses, 'November 2026'];
const search = 'expenses.search';

test('what waits and the expenses come first in an organization, then requests, people and how it is set up', async () => {
  const { listed } = await sandboxTree();
  expect(await listed(...organization)).toEqual([
    'Waiting for a decision',
    'Expenses',
    'Expense requests',
    'People',
    'Invitations',
    'Settings',
  ]);
  expect(await listed(...organization, 'Settings')).toEqual([
    'Categories',
    'Payment methods',
    'Custom fields',
    'Allowance templates',
    'Warning rules',
    'Communications',
  ]);
});

test('the way from an account to an expense costs three requests, and every other month one', async () => {
  const { open, requests, listed } = await sandboxTree();
  await open(...november, 'Waiting');
  expect(requests()).toEqual([search, 'organizations.list', 'users.list']);
  expect(await listed(...november)).toEqual([
    'Waiting for verification | 14 · 302.30 EUR + 2 other currencies',
    'Waiting for approval | 5 · 196.20 EUR',
    'Accepted | 4 · 353.00 EUR + 11.03 CHF',
  ]);
  await open(...expenses, 'October 2026', 'Paid');
  expect(requests()).toEqual([search]);
  await open(...expenses, 'Earlier', '2025', 'June');
  expect(requests()).toEqual([search]);
});

test('a month that was read serves groups and people too, and everything that waits is one search', async () => {
  const { open, requests, listed } = await sandboxTree();
  await open(...november);
  requests();
  await open(...organization, 'People', 'Atelier', 'Expenses', 'November');
  expect(requests()).toEqual(['organizations.get']);
  const [sales] = await listed(...organization, 'People', 'Atelier', 'Direction', 'Sales', 'Expenses');
  expect(sales).toMatch(/^November 2026 \| \d+ · .* · \d+ waiting$/);
  expect(requests()).toEqual([]);
  expect(await listed(...organization, 'Waiting')).toHaveLength(19);
  expect(requests()).toEqual([search]);
});

test('a month tells how much and how many wait once it was read, and so do the rows above it', async () => {
  const { model, open, listed } = await sandboxTree();
  const month = await open(...november);
  expect(model.shown(month)).toMatchObject({
    description: '23 · 851.50 EUR + 3 other currencies · 19 waiting',
    accessibilityLabel: 'November 2026, 23 expenses, 851.50 EUR + 3 other currencies, 19 waiting',
    badge: { text: '19', tooltip: '19 expenses wait for a decision' },
    marks: ['waiting', 'custom'],
  });
  expect(await listed('Sandbox')).toEqual(['Atelier Lumière | EUR · 19 waiting']);
  expect(model.waiting()).toBe(19);
});

test('ids and rows stay over a refresh, which reads only what was refreshed', async () => {
  const { model, open, requests } = await sandboxTree();
  const waiting = await open(...november, 'Waiting for approval');
  await open(...expenses, 'October 2026');
  const before = [...model.rows()];
  requests();
  model.refresh([await open(...november)]);
  await open(...november, 'Waiting for approval');
  expect(requests()).toEqual([search]);
  expect([...model.rows()]).toEqual(before);
  expect(await open(...november, 'Waiting for approval')).toBe(waiting);
  model.refresh();
  await open(...november, 'Waiting for approval');
  expect(requests()).toEqual([search, 'organizations.list', 'users.list']);
  expect([...model.rows()]).toEqual(before);
});

test('refreshing a row reads what it is made of again, and nothing beside it', async () => {
  const { model, open, requests } = await sandboxTree();
  const people = await open(...organization, 'People');
  const expense = (await model.children(await open(...november, 'Accepted')))[0];
  await open(...organization, 'Settings', 'Categories');
  requests();
  model.refresh([people]);
  await open(...november);
  await open(...organization, 'People', 'Atelier');
  await open(...organization, 'Settings', 'Categories');
  expect(requests()).toEqual(['organizations.get', 'users.list']);
  if (expense) model.refresh([expense]);
  await open(...organization, 'People', 'Atelier');
  await open(...november, 'Accepted');
  expect(requests()).toEqual([search]);
});

test('what another part reads again changes the rows that show it, and no others', async () => {
  const { model, open, sandbox, signedIn } = await sandboxTree();
  const month = await open(...november);
  await open(...expenses, 'October 2026');
  const shown = await model.children(await open(...november, 'Waiting for approval'));
  const { id = '' } = shown[0]?.subject ?? {};
  const record = sandbox.world.expenses.get(id);
  if (!record) throw new Error('No such expense.');
  sandbox.world.expenses.put({ ...record, expense: { ...record.expense, state: 'ACCEPTED' } });
  const told: Changed[] = [];
  model.onDidChange((rows) => told.push(rows));
  const { readings } = await signedIn.connection();
  readings.refresh(`organizations/${month.subject.organizationId}/expenses/2026-11`);
  await Promise.resolve();
  const rows = told.flatMap((each) => each ?? []);
  expect(rows).toContain(month);
  expect(rows.map(({ subject }) => subject.kind).sort()).toEqual(['folder', 'month', 'organization']);
  expect(await open(...november, 'Accepted').then(({ node }) => node.description)).toMatch(/^5 · /);
  expect(model.waiting()).toBe(18);
});

test('a call that fails leaves the rows, with the reason above them and the time at which they were read', async () => {
  const { model, open, sandbox } = await sandboxTree();
  const month = await open(...november);
  const before = linesOf(model, await model.children(month));
  const stop = sandbox.faults.add({ operation: search, kind: 'status', status: 500 });
  model.refresh([month]);
  const [message, ...rows] = await model.children(month);
  expect(message?.node).toMatchObject({
    label: 'Could not refresh: Jenji has a problem at the moment.',
    command: { id: 'jenji.retry' },
  });
  expect(message?.node.description).toMatch(/^as of .+ · Retry$/);
  expect(linesOf(model, rows)).toEqual(before);
  expect(model.shown(month).description).toMatch(/^as of .* · 23 · .*19 waiting$/);
  stop();
  if (message) model.refresh([message]);
  expect(linesOf(model, await model.children(month))).toEqual(before);
  expect(model.shown(month).description).not.toContain('as of');
});

test.each([
  ['a server that fails', { kind: 'status', status: 503 }, 'problem', 'jenji.retry'],
  ['a connection that breaks', { kind: 'reset-before' }, 'cannot be reached', 'jenji.retry'],
  ['a key that is no longer valid', { kind: 'status', status: 401 }, 'no longer accepts the key', 'jenji.changeSecret'],
] as const)(
  '%s is told in a row where nothing was read before, and never as nothing',
  async (_what, fault, words, command) => {
    const { model, open, sandbox } = await sandboxTree();
    await open(...expenses);
    sandbox.faults.add({ operation: search, ...fault });
    const month = await open(...november);
    const rows = await model.children(month);
    expect(rows).toHaveLength(1);
    expect(rows[0]?.node.label).toContain(words);
    expect(rows[0]?.node.command?.id).toBe(command);
    sandbox.faults.clear();
    if (rows[0]) model.refresh(rows);
    expect(await model.children(month)).toHaveLength(3);
  },
);

test('rows stay when the server is gone', async () => {
  const { model, open, sandbox, listed } = await sandboxTree();
  await open(...november, 'Accepted');
  await sandbox.close();
  model.refresh();
  expect(await listed('Sandbox')).toEqual([
    expect.stringMatching(/^Could not refresh: Jenji cannot be reached\. \| as of .* · Retry$/),
    'Atelier Lumière | EUR · 19 waiting',
  ]);
  expect(await listed(...november)).toHaveLength(4);
});

test('reading can be given up, and taken up again', async () => {
  const { model, open, sandbox } = await sandboxTree();
  await open(...expenses);
  const stop = sandbox.faults.add({ operation: search, kind: 'stall-headers' });
  const arrived = sandbox.nextRequest(({ operation }) => operation === search);
  const busy: boolean[] = [];
  model.onDidChangeBusy((each) => busy.push(each));
  const opened = open(...november);
  await arrived;
  model.cancel();
  const month = await opened;
  expect(linesOf(model, await model.children(month))).toEqual(['Cancelled. Click to load again.']);
  stop();
  model.refresh([month]);
  expect(await model.children(month)).toHaveLength(3);
  expect(busy.slice(0, 3)).toEqual([true, false, true]);
  expect(busy.at(-1)).toBe(false);
});

test('what has nothing says so', async () => {
  const { listed } = await sandboxTree({ expenses: 0 });
  expect(await listed(...organization, 'Expenses', 'March 2026')).toEqual(['No expenses in March 2026']);
  expect(await listed(...organization, 'Settings', 'Custom fields', 'Of vehicles')).not.toEqual([]);
  expect(await listed(...organization, 'Expense requests', 'Earlier', '2024')).toEqual(['No expense requests in 2024']);
});

test('200,000 expenses of a month never become siblings', async () => {
  const { model, open, signedIn, requests } = await sandboxTree({ expenses: 0 });
  const row = await open(...expenses);
  const { readings } = await signedIn.connection();
  const many = Array.from({ length: 200_000 }, (_, index) => ({
    id: `expense ${index}`,
    label: `Vendor ${index % 977}`,
    state: index % 10 === 0 ? 'WAITING_FOR_VALIDATION' : 'PAID',
    time: `2026-11-${String((index % 30) + 1).padStart(2, '0')}`,
    total: 0.1,
    currency: 'EUR',
    userId: 'nobody',
  }));
  readings.put(`organizations/${row.subject.organizationId}/expenses/2026-11`, many);
  requests();
  await open(...november);
  expect(requests()).toEqual(['users.list']);
  expect(model.shown(await open(...november)).description).toBe('200,000 · 20,000.00 EUR · 20,000 waiting');
  let found = 0;
  let deepest = 0;
  async function walk(from: TreeRow, depth: number): Promise<void> {
    const rows = await model.children(from);
    deepest = Math.max(deepest, depth);
    expect(rows.length).toBeLessThanOrEqual(250);
    for (const each of rows) {
      if (each.subject.kind === 'expense') found++;
      else await walk(each, depth + 1);
    }
  }
  await walk(await open(...november, 'Waiting'), 1);
  expect(found).toBe(20_000);
  expect(deepest).toBe(3);
  expect(
    await open(...november, 'Paid', '2026-11-30', '251 to 500').then((range) => model.children(range)),
  ).toHaveLength(250);
});

test("a firm's key shows its clients by name, and their expenses", async () => {
  const { listed, requests, open } = await sandboxTree({ keyType: 'bookkeeper' });
  expect(await listed('Sandbox firm', 'Cabinet')).toContain('Boulangerie Aux Trois Épis | D2015 · EUR');
  expect(requests()).toEqual(['bookkeepers.clients.list', 'bookkeepers.list', 'organizations.list']);
  const client = ['Sandbox firm', 'Cabinet', 'Boulangerie'];
  expect(await listed(...client)).toEqual(['Waiting for a decision', 'Expenses', 'People', 'Invitations', 'Settings']);
  await open(...client, 'Expenses', 'November 2026');
  expect(requests()).toEqual(['expenses.searchOrganization', 'users.list']);
});

test('every row says who, what and how much to a screen reader, once, in characters that can be seen', async () => {
  for (const keyType of ['organization', 'bookkeeper'] as const) {
    const { model } = await sandboxTree({ keyType, expenses: 60 });
    async function walk(rows: readonly TreeRow[], depth: number): Promise<void> {
      for (const row of rows) {
        const shown = model.shown(row);
        expect(shown.accessibilityLabel.length, row.id).toBeGreaterThan(1);
        expect(shown.accessibilityLabel).toContain(row.node.label.slice(0, 20));
        expect(`${shown.label}${shown.description}${shown.accessibilityLabel}${model.tooltip(row) ?? ''}`).not.toMatch(
          /(?![\n\u2068\u2069])[\p{Cc}\p{Cf}]/u,
        );
        const isMonth = row.subject.kind === 'month' && !['2026-11', '2026-10'].includes(row.subject.id ?? '');
        if (depth < 9 && !isMonth && row.subject.kind !== 'user') await walk(await model.children(row), depth + 1);
      }
    }
    await walk(model.roots(), 0);
    expect([...model.rows()].length).toBeGreaterThan(150);
  }
});

test('accounts are told apart by place, and only an account that is alone unfolds by itself', async () => {
  const { model, signedIn } = await sandboxTree();
  const [alone] = model.roots();
  expect(alone && model.shown(alone)).toMatchObject({
    expanded: true,
    description: 'Custom server',
    accessibilityLabel: 'Account Sandbox, Custom server',
    marks: ['custom'],
  });
  const told: Changed[] = [];
  model.onDidChange((rows) => told.push(rows));
  const other = await signedIn.signIn('bookkeeper');
  await signedIn.connections.pin(other.id);
  expect(told).toContain(undefined);
  expect(model.roots().map((row) => [row.node.label, row.node.expanded, model.shown(row).marks])).toEqual([
    ['Sandbox firm', false, ['pinned', 'custom']],
    ['Sandbox', false, ['custom']],
  ]);
  expect(model.roots()[1]).toBe(alone);
  await signedIn.connections.remove(other.id);
  expect(linesOf(model, model.roots())).toEqual(['Sandbox | Custom server']);
});

test('what is not in use, blocked or unknown is told in words and marks', async () => {
  const { model, sandbox, open, listed } = await sandboxTree();
  const [state] = [...sandbox.world.organizations.values()];
  const user = [...(state?.users.values() ?? [])].find(({ user }) => user.groupId === 'root')?.user;
  if (!state || !user) throw new Error('The sandbox has no user in its root group.');
  user.blockedAt = '2026-11-01T00:00:00Z';
  for (const record of [...sandbox.world.expenses.search(state.header.id)]) {
    if (!record.expense.time.startsWith('2026-11')) continue;
    sandbox.world.expenses.put({
      ...record,
      expense: { ...record.expense, state: 'WAITING_FOR_CFO', type: 'SUBSCRIPTION' as 'PERDIEM', label: '' },
    });
  }
  expect(await listed(...organization, 'Settings', 'Categories')).toContain('Newspapers | not in use · newspapers');
  expect((await open(...organization, 'Settings', 'Categories', 'Newspapers')).node.marks).toEqual([
    'disabled',
    'custom',
  ]);
  const blocked = await open(...organization, 'People', 'Atelier', 'Jenji Kit API');
  expect(model.shown(blocked)).toMatchObject({
    marks: ['blocked', 'custom'],
    description: expect.stringMatching(/^blocked · /),
  });
  const odd = await open(...november, 'Waiting for cfo', 'Subscription');
  expect(model.shown(odd).accessibilityLabel).toContain('Waiting for cfo');
});
