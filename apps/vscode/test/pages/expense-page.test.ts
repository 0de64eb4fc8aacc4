/// <reference lib="dom" />

import type { Expense } from '@jenji-kit/client';
import { type Sandbox, startSandbox } from '@jenji-kit/sandbox';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Connection } from '../../src/accounts/connection.ts';
import { ExpensePage } from '../../src/expense-page/expense-page.ts';
import type { FromExpensePage } from '../../src/expense-page/messages.ts';
import type { PageData, ToExpensePage } from '../../src/expense-page/page-data.ts';
import { pageTexts } from '../../src/expense-page/page-texts.ts';
import { connectionsTo, type TestConnections } from '../connection.ts';
import { startBrowser, withoutBrowser } from './chromium.ts';
import { type OpenOptions, openPage, type PageUnderTest } from './open-page.ts';
import { themeKinds } from './theme.ts';

const style = { language: 'en-GB', timeZone: 'UTC' };
const identity = { accountId: 'a', organizationId: 'o', expenseId: 'e', month: '2026-03', title: 'Title' };
/** Where pictures go that people look at; none are taken without it. */
const pictures = process.env.JENJI_PICTURES;

// Each test has a page of its own, which draws when the browser comes to it.
describe.skipIf(withoutBrowser)('the page of an expense, in Chromium', { retry: 1 }, () => {
  let sandbox: Sandbox;
  let editor: TestConnections;
  let connection: Connection;
  let browser: Browser;
  let open: PageUnderTest<ToExpensePage, FromExpensePage>;
  let warned: ExpensePage;

  beforeAll(async () => {
    sandbox = await startSandbox({ limits: 'none', expenses: 200 });
    editor = await connectionsTo(sandbox);
    connection = await editor.connection();
    browser = await startBrowser();
    warned = await whole(some(({ warnings, receiptKey }) => !!warnings?.length && !!receiptKey));
  });
  afterAll(async () => {
    await browser?.close();
    warned?.dispose();
    await editor?.close();
    await sandbox?.close();
  });
  beforeEach(() => () => open.page.close());

  const some = (fits: (expense: Expense) => boolean): Expense => {
    const [organization] = sandbox.world.organizations.values();
    const all = organization ? sandbox.world.expenses.search(organization.header.id) : [];
    const found = [...all].find(({ expense }) => fits(expense as Expense));
    if (!found) throw new Error('There is no such expense');
    return found.expense as Expense;
  };

  async function whole({ id, organizationId }: Expense): Promise<ExpensePage> {
    const page = new ExpensePage({ connection, expenseId: id ?? '', organizationId: organizationId ?? '', style });
    page.setActive(true);
    await vi.waitFor(() => {
      expect(page.data.loading).toBeUndefined();
      expect(page.data.receipt.status).not.toBe('loading');
      expect(page.data.sections.length).toBeGreaterThan(0);
    }, 10_000);
    return page;
  }

  async function show(page: ExpensePage, options: OpenOptions = {}, changed: Partial<PageData> = {}): Promise<void> {
    open = await openPage(browser, 'expense', { imageSources: ['blob:'], ...options });
    await send({ ...page.data, ...changed }, page);
  }

  async function send(data: PageData, { receipt }: ExpensePage): Promise<void> {
    await open.send({ type: 'show', data, texts: pageTexts(), identity });
    await open.page.locator('h1').waitFor();
    if (!receipt || data.receipt.status !== 'picture') return;
    await open.send({ type: 'picture', version: data.receipt.version, ...receipt });
    await open.page.locator('.picture img').waitFor();
    await open.page.waitForFunction(() => document.querySelector<HTMLImageElement>('.picture img')?.complete);
  }

  const button = (name: string) => open.page.getByRole('button', { name, exact: true });
  const overflow = () => open.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);

  test.each(themeKinds)('follows the theme %s, and a screen reader finds its way', async (theme) => {
    for (const [name, viewport] of Object.entries({
      wide: { width: 1180, height: 860 },
      narrow: { width: 420, height: 860 },
    })) {
      await show(warned, { theme, viewport });
      await open.expectAccessible();
      expect(await overflow()).toBeLessThanOrEqual(0);
      if (pictures)
        await open.page.screenshot({ path: `${pictures}/expense-${theme}-${name}.png`, fullPage: name === 'narrow' });
      expect(open.problems).toEqual([]);
      if (name === 'wide') await open.page.close();
    }
  });

  test('shows two columns where there is room, and one where there is none', async () => {
    await show(warned, { viewport: { width: 1000, height: 800 } });
    const columns = async () => {
      const [details, receipt] = await Promise.all(
        ['.details', '.receipt'].map((each) => open.page.locator(each).first().boundingBox()),
      );
      return (details?.x ?? 0) < (receipt?.x ?? 0);
    };
    expect(await columns()).toBe(true);
    await open.page.setViewportSize({ width: 500, height: 800 });
    expect(await columns()).toBe(false);
  });

  test('names every field once, its state and place in words, and each warning with its level', async () => {
    await show(warned);
    const { data } = warned;
    const text = await open.page.locator('body').textContent();
    for (const row of data.sections.flatMap(({ rows }) => rows)) expect(text).toContain(row.label);
    for (const word of data.warnings.flatMap(({ title, level }) => [title, level])) expect(text).toContain(word);
    expect(text).toContain(data.state?.word);
    expect(text).toContain(data.place.word);
    expect(await open.page.getByRole('heading', { level: 1 }).textContent()).toBe(data.title);
  });

  test('is used by keyboard alone: actions, tools, and the receipt', async () => {
    await show(warned, {}, { actions: [{ code: 'accept', word: 'Accept' }], noActions: undefined });
    await open.page.locator('body').press('Tab');
    await open.page.keyboard.press('Enter');
    await button('Refresh').focus();
    await open.page.keyboard.press('Enter');
    await open.page.keyboard.press('Tab');
    await open.page.keyboard.press('Space');
    await button('Save Receipt…').focus();
    await open.page.keyboard.press('Enter');
    expect(await open.sent()).toEqual([
      { type: 'action', code: 'accept' },
      { type: 'refresh' },
      { type: 'editAsJson' },
      { type: 'saveReceipt' },
    ]);
  });

  test('keeps the focus, and where one has scrolled to, when what it shows is read again', async () => {
    await show(warned, { viewport: { width: 420, height: 500 } });
    await button('Copy Id').focus();
    await open.page.evaluate(() => window.scrollTo(0, 300));
    await send({ ...warned.data, asOf: 'As of 11:11', sections: [...warned.data.sections].reverse() }, warned);
    await open.page.getByText('As of 11:11').waitFor();
    expect(await open.page.evaluate(() => document.activeElement?.textContent)).toBe('Copy Id');
    expect(await open.page.evaluate(() => window.scrollY)).toBe(300);
  });

  test('says what is loading, and what failed with a way to try again, while the rest stays', async () => {
    await show(
      warned,
      {},
      {
        loading: 'Loading the names of people…',
        problems: [{ text: 'Could not read the possible actions. Jenji cannot be reached.', retry: true }],
        receipt: { status: 'failed', text: 'Could not read the receipt.', retry: true, version: 0 },
      },
    );
    expect(await open.page.getByRole('status').textContent()).toContain('Loading the names of people…');
    expect(await open.page.getByRole('alert').first().textContent()).toContain('Jenji cannot be reached.');
    expect(await open.page.locator('dt').count()).toBeGreaterThan(5);
    await open.expectAccessible();
    if (pictures) await open.page.screenshot({ path: `${pictures}/expense-problems.png` });
    await button('Retry').first().click();
    await button('Retry').last().click();
    expect(await open.sent()).toEqual([{ type: 'retry' }, { type: 'retryReceipt' }]);
  });

  test('shows what people typed as text, and asks nobody for anything', async () => {
    const hostile = '<img src="https://evil.example/x" onerror="document.title=1"><script>1</script>';
    await show(
      warned,
      {},
      {
        title: hostile,
        sections: [{ id: 'main', title: 'Expense', rows: [{ field: 'label', label: hostile, value: hostile }] }],
      },
    );
    expect(await open.page.locator('dd').first().textContent()).toBe(hostile);
    expect(await open.page.locator('main img:not(.picture img), main script').count()).toBe(0);
    expect(open.problems).toEqual([]);
  });

  test('shows a mileage with its way, and what it keeps of itself makes it anew', async () => {
    const page = await whole(some(({ type, waypoints }) => type === 'MILEAGE' && !!waypoints?.length));
    await show(page, { viewport: { width: 1180, height: 860 } });
    expect(await open.page.getByRole('heading', { name: 'Journey' }).count()).toBe(1);
    await open.expectAccessible();
    if (pictures) await open.page.screenshot({ path: `${pictures}/expense-mileage.png` });
    page.dispose();
  });
});
