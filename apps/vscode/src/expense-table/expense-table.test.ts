import type { Expense } from '@jenji-kit/client';
import { type Sandbox, startSandbox } from '@jenji-kit/sandbox';
import { parse } from 'csv-parse/sync';
import { afterAll, afterEach, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { connectionsTo } from '../../test/connection.ts';
import { monthAt, monthBefore, monthsUntil } from '../calendar.ts';
import { monthExpensesOf } from '../readings/month-expenses.ts';
import { usersKey } from '../readings/users.ts';
import { monthWords } from '../words/date-words.ts';
import { bucketSource, waitingSource } from './bucket-source.ts';
import { ExpenseTable } from './expense-table.ts';
import { keptLayout, tableFromPage } from './page-messages.ts';
import { RowStore } from './row-store.ts';
import { goneRow, type Layout, type TableToPage } from './table-messages.ts';
import type { TableSource } from './table-source.ts';

/** The three months before this one: they have expenses whatever the day is. */
const months = monthsUntil(monthBefore(monthAt(Date.now())), 3);
const [latest = '', , first = ''] = months;
const words = (month: string) => monthWords(month, 'en');
const expenseCount = 600;

describe('a table of expenses, against the sandbox', () => {
  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = await startSandbox({ limits: 'none', expenses: expenseCount });
  });
  afterAll(() => sandbox?.close());
  afterEach(() => sandbox.faults.clear());

  /** A table with a page that keeps what it is sent. */
  async function tableOf(
    make: (accountId: string, organizationId: string) => TableSource,
    layout: Layout = keptLayout.parse(0),
  ) {
    const { connections, account, close } = await connectionsTo(sandbox);
    onTestFinished(close);
    const [organizationId = ''] = sandbox.world.organizations.keys();
    const sent: TableToPage[] = [];
    const kept: Layout[] = [];
    const ends: (() => void)[] = [];
    const source = make(account.id, organizationId);
    const table = new ExpenseTable({
      source,
      language: 'en',
      connect: (id) => connections.connect(id),
      post(message) {
        sent.push(structuredClone(message));
        if (message.type === 'progress' && !message.progress.loading) for (const end of ends.splice(0)) end();
      },
      layout,
      keepLayout: (next) => kept.push(next),
    });
    onTestFinished(() => table.dispose());
    const of = <Type extends TableToPage['type']>(type: Type) =>
      sent.filter((message): message is Extract<TableToPage, { type: Type }> => message.type === type);
    const editionNow = () => of('edition').at(-1)?.edition ?? 0;
    return {
      table,
      connection: () => connections.connect(account.id),
      organizationId,
      kept,
      view: () => of('view')[0]?.view,
      progress: () => of('progress').at(-1)?.progress,
      edition: editionNow,
      moved: () => of('moved').at(-1),
      /** Resolves when the next reading is at its end. */
      nextEnd: () => new Promise<void>((resolve) => ends.push(resolve)),
      /** The rows of the last edition, as the page has them. */
      rows() {
        const store = new RowStore(of('view')[0]?.view.columns ?? []);
        for (const { edition, chunk } of of('rows')) if (edition === editionNow()) store.append(chunk);
        return store;
      },
      tones: () => of('rows').flatMap(({ tones }) => tones),
    };
  }
  const period =
    (of: string[] = months) =>
    (accountId: string, organizationId: string) =>
      bucketSource({ accountId, organizationId }, { bucket: {}, months: of, language: 'en' });
  const searches = () => sandbox.requests.filter(({ operation }) => operation === 'expenses.search').length;

  test('says what it is of, and sends the months one after the other, with names for ids', async () => {
    const { table, view, rows, progress, tones } = await tableOf(period());
    const before = searches();
    await table.ready();
    expect(searches() - before).toBe(3);
    expect(view()).toMatchObject({
      title: `${words(first)} – ${words(latest)}`,
      where: 'Atelier Lumière · Sandbox',
      place: { id: 'custom', word: 'Custom server' },
      decimals: { EUR: 2, JPY: 0, TND: 3 },
    });
    expect(view()?.columns.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['date', 'vendor', 'who', 'amount', 'currency', 'state', 'receipt', 'field:project']),
    );
    const store = rows();
    expect(store.count).toBeGreaterThan(20);
    expect(store.textOf(0, 'date')).toContain(latest);
    expect(store.textOf(store.count - 1, 'date')).toContain(first);
    const names = [...store.textColumns()].flatMap(({ texts }) => texts);
    expect(names.filter((text) => /@|^[0-9a-f]{8}-/.test(text))).toEqual([]);
    expect(progress()).toMatchObject({
      loading: false,
      done: 3,
      total: 3,
      complete: true,
      asOf: expect.stringMatching(/\d/),
    });
    expect(new Map(tones()).get('Paid')).toBe('good');
  });

  test('takes of a month what its bucket says', async () => {
    const [organization] = sandbox.world.organizations.values();
    const groupId = 'root';
    const everything = await tableOf(period([latest]));
    await everything.table.ready();
    const all = everything.rows();
    const states = new Set(Array.from({ length: all.count }, (_, row) => all.textOf(row, 'state')));
    expect(states.size).toBeGreaterThan(1);
    const of = async (bucket: Parameters<typeof bucketSource>[1]['bucket']) => {
      const one = await tableOf((accountId, organizationId) =>
        bucketSource({ accountId, organizationId }, { bucket, months: [latest], language: 'en', name: 'Ada' }),
      );
      await one.table.ready();
      return one;
    };
    const paid = await of({ state: 'PAID' });
    expect(paid.view()?.title).toBe(`Ada · ${words(latest)} · Paid`);
    const store = paid.rows();
    expect(store.count).toBeGreaterThan(0);
    expect(store.count).toBeLessThan(all.count);
    expect(new Set(Array.from({ length: store.count }, (_, row) => store.textOf(row, 'state')))).toEqual(
      new Set(['Paid']),
    );
    // Everybody is somewhere below the top group.
    expect((await of({ groupId })).rows().count).toBe(all.count);
    expect((await of({ groupId: 'no-such-group' })).rows().count).toBe(0);
    const [userId = ''] = organization?.users.keys() ?? [];
    expect((await of({ userId })).rows().count).toBeLessThan(all.count);
  });

  test('shows what waits of all months', async () => {
    const { table, view, rows } = await tableOf((accountId, organizationId) =>
      waitingSource({ accountId, organizationId }),
    );
    await table.ready();
    expect(view()?.title).toBe('Waiting for a decision');
    expect(rows().count).toBeGreaterThan(0);
  });

  test('keeps what came before a failure, says why the rest is missing, and reads only that again', async () => {
    const { table, rows, progress, connection, organizationId } = await tableOf(period());
    await monthExpensesOf(await connection(), organizationId, latest);
    const remove = sandbox.faults.add({ operation: 'expenses.search', kind: 'status', status: 404 });
    await table.ready();
    expect(progress()).toMatchObject({
      loading: false,
      done: 1,
      total: 3,
      complete: false,
      failure: { text: expect.stringContaining('Not all could be read.'), retry: false },
    });
    const came = rows().count;
    expect(came).toBeGreaterThan(0);
    remove();
    const before = searches();
    await table.retry();
    expect(searches() - before).toBe(2);
    expect(rows().count).toBeGreaterThan(came);
    expect(progress()).toMatchObject({ complete: true, failure: undefined });
  });

  test('keeps the old rows when reading again fails, and says so', async () => {
    const { table, rows, progress } = await tableOf(period());
    await table.ready();
    const { count } = rows();
    sandbox.faults.add({ operation: 'expenses.search', kind: 'status', status: 403 });
    await table.refresh();
    expect(rows().count).toBe(count);
    expect(progress()).toMatchObject({
      complete: true,
      failure: { text: expect.stringContaining('This key may not') },
    });
    sandbox.faults.clear();
    const before = searches();
    await table.retry();
    expect(searches() - before).toBe(3);
    expect(progress()).toMatchObject({ complete: true, failure: undefined });
  });

  test('follows what is read again elsewhere while it is seen, and catches up when it is seen again', async () => {
    const { table, connection, organizationId, rows, edition, nextEnd, moved } = await tableOf(period());
    await table.ready();
    const { count } = rows();
    const month = `organizations/${organizationId}/expenses/${latest}`;
    const { readings } = await connection();
    const [first, ...others] = readings.peek<readonly Expense[]>(month)?.value ?? [];
    let ended = nextEnd();
    readings.put(month, others);
    await ended;
    expect(rows().count).toBe(count - 1);
    expect(table.expensesOf(edition(), Uint32Array.of(0))?.[0]?.id).toBe(others[0]?.id);
    expect([...(moved()?.rows.subarray(0, 3) ?? [])]).toEqual([goneRow, 0, 1]);

    await table.setVisible(false);
    const before = edition();
    readings.put(month, [first, ...others]);
    expect(edition()).toBe(before);
    ended = nextEnd();
    await table.setVisible(true);
    await ended;
    expect(rows().count).toBe(count);
  });

  test('can be cancelled while it reads', async () => {
    const { table, progress } = await tableOf(period());
    sandbox.faults.add({ operation: 'expenses.search', kind: 'stall-headers' });
    const arrived = sandbox.nextRequest(({ operation }) => operation === 'expenses.search');
    const reading = table.ready();
    await arrived;
    table.cancel();
    await reading;
    expect(progress()).toMatchObject({
      loading: false,
      failure: { text: 'Cancelled: not all rows are here.', retry: true },
    });
  });

  test('tells that it reads again, and can be cancelled, while names are slow to come', async () => {
    const { table, connection, organizationId, progress, nextEnd, rows } = await tableOf(period());
    await table.ready();
    (await connection()).readings.refresh(usersKey(organizationId));
    sandbox.faults.add({ operation: 'users.list', kind: 'stall-headers' });
    const [asked, end] = [sandbox.nextRequest(({ operation }) => operation === 'users.list'), nextEnd()];
    const reading = table.refresh();
    await asked;
    expect(progress()).toMatchObject({ loading: true, done: 0 });
    table.cancel();
    await Promise.all([end, reading]);
    expect(progress()).toMatchObject({ loading: false, failure: { retry: true } });
    sandbox.faults.clear();
    await table.retry();
    expect(progress()).toMatchObject({ loading: false, done: 3, failure: undefined });
    expect(rows().count).toBeGreaterThan(20);
  });

  test('knows which expense a row is, and nothing of rows of an edition that is gone', async () => {
    const { table, rows, edition } = await tableOf(period());
    await table.ready();
    const first = edition();
    const [expense] = table.expensesOf(first, Uint32Array.of(3)) ?? [];
    expect(expense?.time).toBe(rows().textOf(3, 'date'));
    expect(table.subjectsOf(expense ? [expense] : [])).toEqual([
      expect.objectContaining({
        kind: 'expense',
        id: expense?.id,
        bucket: { month: latest, day: expense?.time, state: expense?.state, userId: expense?.userId },
      }),
    ]);
    expect(table.expensesOf(first, Uint32Array.of(1_000_000))).toEqual([]);
    await table.refresh();
    // The page may still show it.
    expect(table.expensesOf(first, Uint32Array.of(3))).toHaveLength(1);
    await table.refresh();
    expect(table.expensesOf(first, Uint32Array.of(3))).toBeUndefined();
  });

  test('gives the shown columns and the id as a file, amounts as numbers', async () => {
    const { table, edition, rows } = await tableOf(period());
    await table.ready();
    const all =
      table.expensesOf(
        edition(),
        Uint32Array.from({ length: rows().count }, (_, row) => row),
      ) ?? [];
    const columns = ['vendor', 'amount', 'currency', 'field:project', 'no such column'];
    const { header, rows: count, row } = table.csvOf(all, columns);
    expect(header).toEqual(['Vendor', 'Amount', 'Currency', expect.any(String), 'Id']);
    expect(count).toBe(all.length);
    const withAmount = all.findIndex(({ total }) => total != null);
    expect(row(withAmount)[1]).toEqual({ number: String(all[withAmount]?.total) });
    const copied = parse(table.copyOf(all, columns, '.'), { delimiter: '\t', record_delimiter: '\r\n' });
    expect(copied).toHaveLength(all.length + 1);
    expect(copied[0]).toHaveLength(4);
    expect(table.copyOf(all.slice(0, 1), ['currency'], '.')).toBe(`${all[0]?.currency}\r\n`);
  });

  test('reads the options of a list when its column is shown, and not before', async () => {
    const { table, view, rows, kept } = await tableOf(period([latest]));
    await table.ready();
    const [organization] = sandbox.world.organizations.values();
    const optionRequests = () => sandbox.requests.filter(({ operation }) => operation === 'customOptions.list').length;
    const before = optionRequests();
    const list = organization?.customFields.expense.find(({ field }) => field.type === 'LIST');
    const id = `field:${list?.field.key}`;
    expect(view()?.columns.find((column) => column.id === id)).toMatchObject({ hidden: true });
    const layout = { shown: { [id]: true }, widths: {} };
    await table.setLayout(layout);
    expect(optionRequests() - before).toBe(1);
    expect(kept).toEqual([layout]);
    expect(rows().textColumn(id).texts.length).toBeGreaterThan(1);
  });
});

test('takes from the page only what it may send, and of what was kept only what is a layout', () => {
  const act = { type: 'act', action: 'open', edition: 1, rows: Uint32Array.of(1), columns: ['date'] };
  expect(tableFromPage.safeParse(act).success).toBe(true);
  for (const wrong of [{ ...act, rows: [1] }, { ...act, action: 'delete' }, { type: 'layout', layout: 1 }, {}, null]) {
    expect(tableFromPage.safeParse(wrong).success).toBe(false);
  }
  expect(keptLayout.parse({ shown: 'x' })).toEqual({ shown: {}, widths: {} });
});
