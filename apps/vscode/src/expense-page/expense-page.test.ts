import { type Expense, expenseFields } from '@jenji-kit/client';
import { type Sandbox, startSandbox } from '@jenji-kit/sandbox';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { connectionsTo, type TestConnections } from '../../test/connection.ts';
import type { Connection } from '../accounts/connection.ts';
import { monthExpensesOf } from '../readings/month-expenses.ts';
import { ExpensePage } from './expense-page.ts';
import type { PageData } from './page-data.ts';

const style = { language: 'en-GB', timeZone: 'UTC' };

let sandbox: Sandbox;
let editor: TestConnections;
let connection: Connection;
let pages: ExpensePage[] = [];

beforeAll(async () => {
  sandbox = await startSandbox({ limits: 'none', expenses: 120 });
  editor = await connectionsTo(sandbox);
  connection = await editor.connection();
});
afterEach(() => {
  for (const page of pages) page.dispose();
  pages = [];
  sandbox.faults.clear();
  connection.readings.refresh('');
});
afterAll(async () => {
  await editor.close();
  await sandbox.close();
});

const records = () => {
  const [organization] = sandbox.world.organizations.values();
  if (!organization) throw new Error('The sandbox has no organization');
  return [...sandbox.world.expenses.search(organization.header.id)];
};
const some = (fits: (expense: Expense) => boolean): Expense => {
  const found = records().find(({ expense }) => fits(expense as Expense))?.expense;
  if (!found) throw new Error('There is no such expense');
  return found as Expense;
};

function open(expense: Expense, on: Pick<Connection, 'account' | 'jenji' | 'readings'> = connection): ExpensePage {
  const page = new ExpensePage({
    connection: on,
    expenseId: expense.id ?? '',
    organizationId: expense.organizationId ?? undefined,
    month: expense.time?.slice(0, 7),
    style,
  });
  pages.push(page);
  return page;
}

const isWhole = ({ loading, receipt }: PageData) => loading === undefined && receipt.status !== 'loading';

async function whole(page: ExpensePage): Promise<PageData> {
  page.setActive(true);
  await vi.waitFor(() => expect(isWhole(page.data)).toBe(true), 10_000);
  return page.data;
}

const rowsOf = (data: PageData) => data.sections.flatMap(({ rows }) => rows);

describe('the fields', () => {
  test.each(['STANDARD', 'MILEAGE', 'ALLOWANCE'] as const)('of an expense of type %s are all named', async (type) => {
    const sample: Record<string, unknown> = {};
    const values: Record<string, unknown> = {
      type,
      time: '2026-03-14',
      tags: ['a'],
      attendees: ['somebody'],
      customFields: { free: 'text' },
      reimbursement: { reimbursementCurrency: 'EUR', reimbursableAmount: 5, dueAmount: 5 },
      taxes: [{ rate: 20, amount: 1, baseAmount: 5 }],
      waypoints: [{ address: 'Paris' }, { address: 'Lyon' }],
      warnings: [{ warningRuleId: 'duplicate' }],
      billable: true,
      reimbursable: false,
      invalidReceipt: true,
      currency: 'EUR',
    };
    const numbers = /^(total|distance|computed|number)/;
    for (const name of Object.keys(expenseFields[type])) {
      sample[name] = values[name] ?? (name === 'distanceUnit' ? 'KM' : numbers.test(name) ? 12.5 : `${name} value`);
    }
    const id = `all-fields-${type}`;
    connection.readings.put('organizations/o/expenses/2026-03', [{ ...sample, id, organizationId: 'o' }]);
    const page = new ExpensePage({ connection, expenseId: id, organizationId: 'o', month: '2026-03', style });
    pages.push(page);
    const { data } = page;
    const fields = new Set(rowsOf(data).map(({ field }) => field.split('.')[0]));
    const inHistory = new Set(data.history.flatMap(({ id }) => [`${id}By`, `${id}At`]));
    const unnamed = Object.keys(expenseFields[type]).filter(
      (name) => !fields.has(name) && !inHistory.has(name) && !(name === 'warnings' && data.warnings.length > 0),
    );
    // The currency stands with the amount, the unit with the distance.
    expect(unnamed.filter((name) => !['currency', 'distanceUnit'].includes(name))).toEqual([]);
    expect(data.sections.find(({ id: each }) => each === 'other')).toBeUndefined();
  });

  test('that a newer API adds are shown as they are', () => {
    connection.readings.put('organizations/o/expenses/2026-03', [
      { id: 'newer', type: 'CRYPTO', carbonFootprint: { kg: 3 }, greenLabel: 'B', reimbursement: { paidIn: 'points' } },
    ]);
    const page = new ExpensePage({ connection, expenseId: 'newer', organizationId: 'o', month: '2026-03', style });
    pages.push(page);
    expect(rowsOf(page.data)).toEqual(
      expect.arrayContaining([
        { field: 'type', label: 'Type', value: 'Crypto' },
        { field: 'carbonFootprint', label: 'Carbon footprint', value: '{"kg":3}' },
        { field: 'greenLabel', label: 'Green label', value: 'B' },
        { field: 'reimbursement.paidIn', label: 'Paid in', value: 'points' },
      ]),
    );
  });

  test('that people typed lose what nobody can see, and stay text', () => {
    connection.readings.put('organizations/o/expenses/2026-03', [
      { id: 'hostile', label: 'Cafe\u202e <img src=x>', explanation: 'a\u0000b\u200bc', total: 1e21, currency: '<b>' },
    ]);
    const page = new ExpensePage({ connection, expenseId: 'hostile', organizationId: 'o', month: '2026-03', style });
    pages.push(page);
    expect(page.data.title).toBe('Cafe <img src=x>');
    expect(
      rowsOf(page.data)
        .flatMap(({ value = '' }) => value)
        .join(),
    ).not.toMatch(/\p{Cc}|\p{Cf}/u);
    expect(page.data.amount).toBe('≈ 1,000,000,000,000,000,000,000 <b>');
  });
});

test('what the month has is there at once, and the rest is read once each', async () => {
  const expense = some(
    ({ type, state, receiptKey }) => type === 'STANDARD' && !!receiptKey && state === 'WAITING_FOR_VALIDATION',
  );
  await monthExpensesOf(connection, expense.organizationId ?? '', expense.time?.slice(0, 7) ?? '');
  const sent = sandbox.requests.length;
  const page = open(expense);
  expect(page.data.title).toBe(expense.label);
  expect(page.data.state?.word).toBe('Waiting for approval');
  const data = await whole(page);
  const operations = sandbox.requests.slice(sent).map(({ operation }) => operation);
  expect(operations).not.toContain('expenses.get');
  const once = operations.filter((each) => each !== 'customOptions.list');
  expect(new Set(once).size).toBe(once.length);
  expect(data.actions.map(({ code }) => code)).toContain('accept');
  expect(data.problems).toEqual([]);
  const user = sandbox.world.organizations.get(expense.organizationId ?? '')?.users.get(expense.userId ?? '')?.user;
  expect(data.summary).toContain(`${user?.firstName} ${user?.lastName}`);
  expect(data.receipt.status).toMatch(/picture|file/);

  // A second look costs nothing but the actions' and receipt's own, which the first has read.
  const again = sandbox.requests.length;
  await whole(open(expense));
  expect(sandbox.requests.slice(again).map(({ operation }) => operation)).toEqual([
    'receipts.downloadUrl',
    'storage.get',
  ]);
});

test('an expense that no list has is read by itself', async () => {
  const expense = some(({ type }) => type === 'MILEAGE');
  const fresh = await connectionsTo(sandbox);
  try {
    const page = open(expense, await fresh.connection());
    expect(page.data.sections).toEqual([]);
    const data = await whole(page);
    expect(data.sections.find(({ id }) => id === 'journey')?.rows.map(({ field }) => field)).toEqual(
      expect.arrayContaining(['distance', 'vehicleId']),
    );
    expect(data.receipt.status).toBe('none');
    expect(data.problems).toEqual([]);
  } finally {
    await fresh.close();
  }
});

describe('what cannot be read', () => {
  test.each([
    ['users.list', 403, 'This key may not read it.', false],
    ['expenses.actions.list', 404, 'Jenji does not have it', false],
    ['organizations.get', 500, 'Jenji has a problem', true],
  ] as const)('%s with %d leaves the rest, says why, and is tried again', async (operation, status, words, retry) => {
    const expense = some(({ type, receiptKey }) => type === 'STANDARD' && !!receiptKey);
    const fresh = await connectionsTo(sandbox);
    try {
      const own = await fresh.connection();
      const remove = sandbox.faults.add({ kind: 'status', status, operation });
      const page = open(expense, own);
      const data = await whole(page);
      expect(data.title).toBe(expense.label);
      expect(data.problems).toMatchObject([{ text: expect.stringContaining(words), retry }]);
      expect(rowsOf(data).length).toBeGreaterThan(5);
      remove();
      page.retry();
      await vi.waitFor(() => expect(page.data.problems).toEqual([]), 10_000);
    } finally {
      await fresh.close();
    }
  });

  test('what fails for one reason is one problem', async () => {
    const expense = some(({ type, receiptKey }) => type === 'STANDARD' && !!receiptKey);
    const fresh = await connectionsTo(sandbox);
    try {
      for (const operation of ['users.list', 'expenses.actions.list']) {
        sandbox.faults.add({ kind: 'status', status: 403, operation });
      }
      const page = open(expense, await fresh.connection());
      const { problems } = await whole(page);
      expect(problems.map(({ text }) => text)).toEqual([
        expect.stringMatching(/^Could not read the .+ and the .+\. This key may not read it\.$/),
      ]);
    } finally {
      await fresh.close();
    }
  });

  test('an expense deleted elsewhere stays to be seen, and says so', async () => {
    const expense = some(({ type }) => type === 'STANDARD');
    await monthExpensesOf(connection, expense.organizationId ?? '', expense.time?.slice(0, 7) ?? '');
    const page = open(expense);
    await whole(page);
    sandbox.faults.add({ kind: 'status', status: 404, operation: 'expenses.get' });
    sandbox.faults.add({ kind: 'status', status: 404, operation: 'expenses.actions.list' });
    page.refresh();
    await vi.waitFor(() => expect(page.data.problems).toHaveLength(1), 10_000);
    expect(page.data.problems[0]?.text).toMatch(/no longer has this expense/);
    expect(page.data.title).toBe(expense.label);
  });

  test('a receipt fails alone', async () => {
    const expense = some(({ type, receiptKey }) => type === 'STANDARD' && !!receiptKey);
    sandbox.faults.add({ kind: 'status', status: 403, operation: 'receipts.downloadUrl', times: 1 });
    const page = open(expense);
    const { receipt, problems } = await whole(page);
    expect(receipt).toMatchObject({ status: 'failed', text: expect.stringContaining('may not read') });
    expect(problems).toEqual([]);
    page.retryReceipt();
    await vi.waitFor(() => expect(page.data.receipt.status).toMatch(/picture|file/), 10_000);
  });
});

test('a page that nobody looks at reads nothing, and what was changed meanwhile once it is looked at', async () => {
  const expense = some(({ type, state }) => type === 'STANDARD' && state === 'WAITING_FOR_VALIDATION');
  const page = open(expense);
  await whole(page);
  page.setActive(false);
  const record = sandbox.world.expenses.get(expense.id ?? '');
  if (!record) throw new Error('It is gone');
  sandbox.world.expenses.put({ ...record, expense: { ...record.expense, state: 'ACCEPTED' } });
  const sent = sandbox.requests.length;
  connection.readings.refresh(`expenses/${expense.id}`);
  expect(sandbox.requests).toHaveLength(sent);
  expect(page.data.state?.word).toBe('Waiting for approval');
  page.setActive(true);
  await vi.waitFor(() => expect(page.data.state?.word).toBe('Accepted'), 10_000);
  await vi.waitFor(() => expect(page.data.actions.map(({ code }) => code)).not.toContain('accept'), 10_000);
  sandbox.world.expenses.put(record);
});

test('follows a list that is read again without a request of its own for the expense', async () => {
  const expense = some(({ type, state }) => type === 'STANDARD' && state === 'WAITING_FOR_VALIDATION');
  const [organizationId, month] = [expense.organizationId ?? '', expense.time?.slice(0, 7) ?? ''];
  await monthExpensesOf(connection, organizationId, month);
  const page = open(expense);
  await whole(page);
  const record = sandbox.world.expenses.get(expense.id ?? '');
  if (!record) throw new Error('It is gone');
  sandbox.world.expenses.put({ ...record, expense: { ...record.expense, state: 'REFUSED' } });
  const sent = sandbox.requests.length;
  connection.readings.refresh(`organizations/${organizationId}/expenses/${month}`);
  await monthExpensesOf(connection, organizationId, month);
  await vi.waitFor(() => expect(page.data.state?.word).toBe('Refused'), 10_000);
  await vi.waitFor(() => expect(page.data.loading).toBeUndefined(), 10_000);
  const operations = sandbox.requests.slice(sent).map(({ operation }) => operation);
  expect(operations).not.toContain('expenses.get');
  expect(operations).toContain('expenses.actions.list');
  sandbox.world.expenses.put(record);
});
