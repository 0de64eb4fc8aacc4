/// <reference lib="dom" />

import type { Expense } from '@jenji-kit/client';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Column } from '../../src/expense-table/column.ts';
import type { RowChunk } from '../../src/expense-table/row-chunk.ts';
import { RowEncoder } from '../../src/expense-table/row-encoder.ts';
import {
  goneRow,
  type TableFromPage,
  type TableToPage,
  type TableView,
} from '../../src/expense-table/table-messages.ts';
import { tableTexts } from '../../src/expense-table/table-texts.ts';
import { startBrowser, withoutBrowser } from './chromium.ts';
import { type OpenOptions, openPage, type PageUnderTest } from './open-page.ts';
import { themeKinds } from './theme.ts';

const text = (id: string, label: string, width: number, more: Partial<Column> = {}): Column => ({
  id,
  label,
  kind: 'text',
  width,
  ...more,
});
const columns: readonly Column[] = [
  text('date', 'Date', 100),
  text('vendor', 'Vendor', 180),
  text('who', 'Person', 150, { facet: true }),
  text('category', 'Category', 130, { facet: true }),
  { id: 'amount', label: 'Amount', kind: 'amount', width: 110 },
  text('currency', 'Currency', 70, { facet: true }),
  text('state', 'State', 150, { facet: true }),
  text('warnings', 'Warnings', 120, { hidden: true }),
];
const view: TableView = {
  title: 'October 2026',
  where: 'Atelier Lumière · Finance key',
  place: { id: 'production', word: 'Production' },
  language: 'en',
  columns,
  layout: { shown: {}, widths: {} },
  texts: tableTexts(),
  decimals: { EUR: 2, GBP: 2, JPY: 0 },
};
const people = ['Hélène Garnier', 'Ada Lovelace', 'Jean-Pierre Müller', 'Zoë Ångström'];
const readers = [
  ['date', ({ time }: Expense) => time ?? ''],
  ['vendor', ({ label }: Expense) => label ?? ''],
  ['who', ({ userId }: Expense) => userId ?? ''],
  ['category', ({ category }: Expense) => category ?? ''],
  ['currency', ({ currency }: Expense) => currency ?? ''],
  ['state', ({ state }: Expense) => state ?? ''],
] as const;

/** Expense number i is always the same; amounts differ from each other, the largest is in the middle. */
const expense = (index: number, rows: number): Expense => ({
  time: `2026-10-${String(1 + (index % 28)).padStart(2, '0')}`,
  label: index % 5 === 0 ? `Café n° ${index}` : `Taxi ${index}`,
  userId: people[index % 4],
  category: ['Meals', 'Travel', 'Hotel'][index % 3],
  total: (Math.min(index, rows - index) * 100 + 25) / 100,
  currency: index % 10 === 0 ? 'JPY' : 'EUR',
  state: index % 2 === 0 ? 'Waiting for approval' : 'Paid',
});

function chunksOf(rows: number): RowChunk[] {
  const encoder = new RowEncoder(readers);
  return Array.from({ length: Math.ceil(rows / 20_000) }, (_, chunk) => {
    const from = chunk * 20_000;
    const expenses = Array.from({ length: Math.min(20_000, rows - from) }, (__, index) => expense(from + index, rows));
    return encoder.encode(expenses);
  });
}

// Each test has a page of its own, which draws when the browser comes to it.
describe.skipIf(withoutBrowser)('the page of a table, in Chromium', { retry: 1 }, () => {
  let browser: Browser;
  let open: PageUnderTest<TableToPage, TableFromPage>;

  beforeAll(async () => {
    browser = await startBrowser();
  });
  afterAll(() => browser?.close());
  beforeEach(() => () => open.page.close());

  const openTable = async (rows: number, options: OpenOptions = {}, changed: Partial<TableView> = {}) => {
    open = await openPage(browser, 'table', options);
    await open.send({ type: 'view', view: { ...view, ...changed } });
    await open.send({ type: 'edition', edition: 1 });
    for (const chunk of chunksOf(rows)) {
      await open.send({
        type: 'rows',
        edition: 1,
        chunk,
        tones: [
          ['Waiting for approval', 'waiting'],
          ['Paid', 'good'],
        ],
      });
    }
    const progress = { loading: false, done: 1, total: 1, complete: true, asOf: 'As of 10:42' };
    await open.send({ type: 'progress', edition: 1, progress });
    await grid()
      .and(open.page.locator(`[aria-rowcount="${rows + 1}"]`))
      .waitFor();
    await totals().first().waitFor();
  };

  const grid = () => open.page.getByRole('grid');
  const rows = () => open.page.locator('.body > .row');
  const totals = () => open.page.locator('.totals tr');
  const status = () => open.page.locator('[role=status]');
  const active = () =>
    open.page.evaluate(() => {
      const id = document.querySelector('[role=grid]')?.getAttribute('aria-activedescendant');
      const found = id ? document.getElementById(id) : null;
      return (
        found && {
          role: found.getAttribute('role'),
          text: found.getAttribute('aria-label') ?? found.textContent,
          row: found.closest('[role=row]')?.getAttribute('aria-rowindex'),
        }
      );
    });
  const press = async (...keys: string[]) => {
    for (const key of keys) await open.page.keyboard.press(key);
  };
  const sentOf = async <Type extends TableFromPage['type']>(type: Type) =>
    (await open.sent()).filter((message): message is Extract<TableFromPage, { type: Type }> => message.type === type);
  const waitForRows = (count: number) =>
    grid()
      .and(open.page.locator(`[aria-rowcount="${count + 1}"]`))
      .waitFor();

  test('shows 200,000 rows with no more of them in the document than are in view', async () => {
    await openTable(200_000);
    const counts: number[] = [];
    for (const part of [0, 0.3, 0.7, 1]) {
      await grid().evaluate((element, to) => {
        element.scrollTop = (element.scrollHeight - element.clientHeight) * to;
      }, part);
      await open.page.evaluate(
        () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
      );
      counts.push(await rows().count());
    }
    expect(Math.max(...counts)).toBeLessThan(60);
    const last = open.page.locator('.row[aria-rowindex="200001"]');
    expect(await last.isVisible()).toBe(true);
    const [box, area] = [await last.boundingBox(), await grid().boundingBox()];
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual((area?.y ?? 0) + (area?.height ?? 0) + 1);
    expect(open.problems).toEqual([]);
  });

  test('sorts by amount, both ways, and says so', async () => {
    await openTable(200_000);
    await open.page.getByRole('columnheader', { name: 'Amount' }).click();
    await status().filter({ hasText: '200,000 rows, sorted by Amount, descending' }).waitFor();
    const first = open.page.locator('.row[aria-rowindex="2"] .amount');
    await first.filter({ hasText: /^100,000\.25$/ }).waitFor();
    await open.page.getByRole('columnheader', { name: 'Amount' }).click();
    await status()
      .filter({ hasText: /sorted by Amount$/ })
      .waitFor();
    await first.filter({ hasText: /^0\.25$/ }).waitFor();
    expect(await open.page.getByRole('columnheader', { name: 'Amount' }).getAttribute('aria-sort')).toBe('ascending');
  });

  test('filters by text and facets, adds each currency up on its own, and says how many rows are left', async () => {
    await openTable(1000);
    await open.page.getByRole('searchbox', { name: 'Filter expenses' }).fill('cafe GARNIER');
    await waitForRows(50);
    await status().filter({ hasText: '50 of 1,000 rows' }).waitFor();
    expect(await totals().locator('th').allTextContents()).toEqual(['All', 'Filtered']);
    await open.page.getByRole('button', { name: 'Currency' }).click();
    await open.page.getByRole('dialog').getByText('JPY').click();
    await press('Escape');
    expect(await open.page.evaluate(() => document.activeElement?.textContent)).toBe('Currency: JPY');
    await open.page.getByRole('button', { name: 'Clear Filters' }).click();
    await waitForRows(1000);
    const sums = (await totals().first().locator('.sum').allTextContents()).sort();
    const exact = (currency: string) =>
      Array.from({ length: 1000 }, (_, index) => expense(index, 1000))
        .filter((each) => each.currency === currency)
        .reduce((cents, { total }) => cents + Math.round((total ?? 0) * 100), 0) / 100;
    const words = new Intl.NumberFormat('en', { minimumFractionDigits: 2 });
    expect(sums).toEqual(
      [`${words.format(exact('EUR'))} EUR`, `${words.format(exact('JPY')).replace(/\.00$/, '')} JPY`].sort(),
    );
  });

  test('can be used by keyboard alone', async () => {
    await openTable(1000);
    await grid().focus();
    expect(await active()).toMatchObject({ role: 'row', row: '2' });
    await press('ArrowDown', 'ArrowDown', 'PageDown');
    const { row } = (await active()) ?? {};
    expect(Number(row)).toBeGreaterThan(8);
    await press('End');
    expect(await active()).toMatchObject({ role: 'row', row: '1001' });
    await press('Control+Home', 'ArrowRight', 'ArrowRight');
    expect(await active()).toMatchObject({ role: 'gridcell', row: '2', text: expect.stringMatching(/Taxi|Café/) });
    await press('End', 'ArrowLeft', 'Home', 'ArrowLeft');
    expect(await active()).toMatchObject({ role: 'row', row: '2' });

    await press('Space', 'Shift+ArrowDown', 'Shift+ArrowDown');
    expect(await open.page.locator('.row[aria-selected=true]').count()).toBe(3);
    expect(await open.page.locator('.chosen').textContent()).toBe('3 selected');
    await totals().nth(1).waitFor();
    expect(await totals().locator('th').allTextContents()).toEqual(['All', 'Selected']);
    await press('Control+c', 'Enter');
    expect((await sentOf('act')).map(({ action, rows: acted }) => [action, acted.length])).toEqual([
      ['copy', 3],
      ['open', 1],
    ]);
    await press('Control+a');
    await status().filter({ hasText: '1,000 selected' }).waitFor();
    // The editor has a "select all" of its own for the same keys, which would mark every word of the page.
    await open.page.evaluate(() => document.execCommand('selectAll'));
    expect(await open.page.evaluate(() => getSelection()?.toString())).toBe('');
    await press('Escape');
    expect(await open.page.locator('.chosen').isVisible()).toBe(false);

    await press('Control+Home', 'ArrowUp', 'ArrowRight');
    expect(await active()).toMatchObject({ role: 'columnheader', text: 'Vendor' });
    await press('Enter');
    await status().filter({ hasText: 'sorted by Vendor' }).waitFor();
    await press('Control+a');
    await status().filter({ hasText: '1,000 selected' }).waitFor();
    await press('Shift+ArrowRight');
    expect((await sentOf('layout')).at(-1)?.layout.widths).toEqual({ vendor: 196 });
    await press('Shift+Tab');
    expect(await open.page.evaluate(() => document.activeElement?.tagName)).toBe('BUTTON');
  });

  test('opens its menu at the active row, for the key too', async () => {
    await openTable(100);
    await grid().focus();
    await press('ArrowDown', 'ArrowDown');
    await open.page.evaluate(() => {
      document.addEventListener('contextmenu', (event) => {
        const context = (event.target as HTMLElement)
          .closest('[data-vscode-context]')
          ?.getAttribute('data-vscode-context');
        Object.assign(window, { menuAt: { row: (event.target as HTMLElement).id, context } });
      });
    });
    await press('Shift+F10');
    const menu = await open.page.waitForFunction(() => Object(window).menuAt);
    expect(await menu.jsonValue()).toMatchObject({
      row: 'row-2',
      context: expect.stringContaining('jenji.table.rows'),
    });
  });

  test('keeps the rows that are there while it is read again, and says what failed', async () => {
    await openTable(1000);
    await open.send({ type: 'edition', edition: 2 });
    await open.send({ type: 'progress', edition: 2, progress: { loading: true, done: 0, total: 3, complete: false } });
    await open.page.getByRole('progressbar').waitFor();
    const failure = { text: 'Jenji did not answer in time.', retry: true };
    await open.send({
      type: 'progress',
      edition: 2,
      progress: { loading: false, done: 0, total: 3, complete: false, failure },
    });
    await open.page.getByRole('alert').filter({ hasText: 'did not answer' }).waitFor();
    expect(await grid().getAttribute('aria-rowcount')).toBe('1001');
    expect(await rows().count()).toBeGreaterThan(10);
    await open.page.getByRole('button', { name: 'Retry' }).click();
    expect(await sentOf('retry')).toHaveLength(1);
    await open.send({ type: 'edition', edition: 3 });
    for (const chunk of chunksOf(10)) await open.send({ type: 'rows', edition: 3, chunk, tones: [] });
    await open.send({ type: 'progress', edition: 3, progress: { loading: false, done: 3, total: 3, complete: true } });
    await waitForRows(10);
    expect(await open.page.getByRole('alert').isVisible()).toBe(false);
  });

  test('keeps selection and place when other rows come in', async () => {
    await openTable(1000);
    await grid().focus();
    await press('Control+End', 'Space', 'ArrowUp', 'Space');
    const selected = async () => (await open.page.locator('.row[aria-selected=true]').allTextContents()).sort();
    await open.page.getByText('2 selected').waitFor();
    await expect.poll(selected).toHaveLength(2);
    const before = await selected();
    const { text } = (await active()) ?? {};
    // The same rows but for the first 100.
    await open.send({ type: 'edition', edition: 2 });
    const encoder = new RowEncoder(readers);
    const expenses = Array.from({ length: 1000 }, (_, index) => expense(index, 1000));
    await open.send({ type: 'rows', edition: 2, chunk: encoder.encode(expenses.slice(100)), tones: [] });
    const moved = Uint32Array.from(expenses, (_, row) => (row < 100 ? goneRow : row - 100));
    await open.send({ type: 'moved', edition: 2, rows: moved });
    await open.send({ type: 'progress', edition: 2, progress: { loading: false, done: 1, total: 1, complete: true } });
    await waitForRows(900);
    await open.page.getByText('2 selected').waitFor();
    await expect.poll(selected).toEqual(before);
    expect(await active()).toMatchObject({ text, row: '900' });
  });

  test('shows and hides columns, and says so to its host', async () => {
    await openTable(100);
    await open.page.getByRole('button', { name: 'Columns' }).click();
    await open.page.getByRole('checkbox', { name: 'Warnings' }).check();
    await open.page.getByRole('checkbox', { name: 'Vendor' }).uncheck();
    await press('Escape');
    expect(await open.page.getByRole('columnheader').allTextContents()).toEqual([
      'Date',
      'Person',
      'Category',
      'Amount',
      'Currency',
      'State',
      'Warnings',
    ]);
    expect((await sentOf('layout')).at(-1)?.layout.shown).toEqual({ warnings: true, vendor: false });
  });

  test('says that there is nothing, or that nothing passes the filters', async () => {
    await openTable(0);
    await open.page.getByText('No expenses here.').waitFor();
    await open.page.close();
    await openTable(5);
    await open.page.getByRole('searchbox').fill('nobody');
    await open.page.getByText('No expense passes the filters.').waitFor();
  });

  test.each(themeKinds)('is accessible under a theme that is %s', async (theme) => {
    await openTable(200, { theme });
    await open.expectAccessible();
    await grid().focus();
    await press('Space', 'ArrowDown', 'Shift+ArrowDown');
    await open.page.getByRole('button', { name: 'State' }).click();
    await open.expectAccessible();
    if (process.env.JENJI_SCREENSHOTS) await open.page.screenshot({ path: `/tmp/f-table-${theme}.png` });
    await press('Escape');
    const failure = { text: 'Jenji cannot be reached.', retry: true };
    await open.send({
      type: 'progress',
      edition: 1,
      progress: { loading: false, done: 1, total: 2, complete: false, failure },
    });
    await open.page.getByRole('alert').waitFor();
    await open.expectAccessible();
    expect(open.problems).toEqual([]);
  });
});
