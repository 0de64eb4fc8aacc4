/// <reference lib="dom" />

import { readdir, readFile, rm } from 'node:fs/promises';
import { basename } from 'node:path';
import { type Sandbox, startSandbox } from '@jenji-kit/sandbox';
import type { FrameLocator } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { reportFailures } from '../harness/failure-report.ts';
import { describeInVsCode } from '../harness/installation.ts';
import { signIn } from '../harness/sign-in.ts';
import { type ExplorerEditor, startExplorer } from '../harness/start-explorer.ts';
import { until } from '../harness/until.ts';
import type { Workbench } from '../harness/workbench.ts';

/** Reading 200,000 expenses takes its time on a small machine, whatever else runs there. */
const longWait = { timeout: 120_000 };

describeInVsCode('a table of 200,000 expenses', () => {
  let sandbox: Sandbox;
  let editor: ExplorerEditor;
  let workbench: Workbench;
  let page: FrameLocator;
  let rows = 0;

  beforeAll(async () => {
    // Deleted ones and those before the last 24 months are not in the table.
    sandbox = await startSandbox({ limits: 'none', expenses: 216_000 });
    editor = await startExplorer();
    workbench = await editor.open();
    await workbench.activityBar('Jenji');
    await signIn(workbench, sandbox, 'Lumière');
  });
  reportFailures(() => editor);
  afterAll(async () => {
    await editor?.stop();
    await sandbox?.close().catch(() => undefined);
  });

  const grid = () => page.getByRole('grid');
  const count = async () => Number(await grid().getAttribute('aria-rowcount')) - 1;
  const status = (text: string | RegExp) => page.locator('[role=status]').filter({ hasText: text });

  test('opens with its first rows long before the last, and has them all in the end', async () => {
    await workbench.command('Jenji: Show Expenses as a Table');
    await workbench.quickInput.waitFor('Of which months?');
    await workbench.quickInput.pick('Last 24 months');
    const title = await until('the tab', async () =>
      (await workbench.editor.tabs()).find((each) => each.includes(' – ')),
    );
    page = await workbench.webview(title);
    await page.locator('.row').first().waitFor(longWait);
    await page
      .locator('.reading')
      .filter({ hasText: /^$/ })
      .waitFor({ state: 'attached', ...longWait });
    rows = await until('all rows', async () => {
      const now = await count();
      return now > 200_000 && now;
    });
    const { first, all, megabytes } = await grid().evaluate(() => ({
      first: performance.getEntriesByName('jenji:first-rows')[0]?.startTime ?? Number.NaN,
      all: performance.getEntriesByName('jenji:all-rows')[0]?.startTime ?? Number.NaN,
      megabytes: Math.round(Object(performance).memory?.usedJSHeapSize / 1e6),
    }));
    console.log(
      `${rows} rows; first ${Math.round(first)} ms after the page began, all ${Math.round(all)} ms; ${megabytes} MB`,
    );
    expect(first).toBeLessThan(all);
    expect(await page.locator('.row').count()).toBeLessThan(100);
  });

  test('scrolls to its end with few rows in the document', async () => {
    const frames = await grid().evaluate(async (element) => {
      const [lengths, counts]: [number[], number[]] = [[], []];
      const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
      let last = await frame();
      for (let step = 1; step <= 120; step++) {
        element.scrollTop = ((element.scrollHeight - element.clientHeight) * step) / 120;
        const now = await frame();
        lengths.push(now - last);
        last = now;
        counts.push(element.querySelectorAll('.row').length);
      }
      lengths.sort((one, other) => one - other);
      return { median: lengths[60], longest: lengths.at(-1), most: Math.max(...counts) };
    });
    console.log(`scrolling: ${JSON.stringify(frames)}`);
    expect(frames.most).toBeLessThan(100);
    await page.locator(`.row[aria-rowindex="${rows + 1}"]`).waitFor();
  });

  test('sorts by amount and filters by words', async () => {
    const sorting = performance.now();
    await page.getByRole('columnheader', { name: 'Amount' }).click();
    await status('sorted by Amount, descending').waitFor();
    const sorted = performance.now();
    await grid().press('Control+Home');
    const amounts = await until('the largest amounts', async () => {
      const texts = await Promise.all(
        [2, 3, 4, 5, 6].map((row) => page.locator(`.row[aria-rowindex="${row}"] .amount`).textContent()),
      );
      const numbers = texts.map((text) => Number((text ?? '').replaceAll(',', '')));
      return (numbers[0] ?? 0) > 1000 && numbers;
    });
    expect(amounts).toEqual([...amounts].sort((one, other) => other - one));
    const filtering = performance.now();
    await page.getByRole('searchbox').fill('helene garnier');
    await status(' of ').waitFor();
    console.log(
      `sorted after ${Math.round(sorted - sorting)} ms, filtered after ${Math.round(performance.now() - filtering)} ms`,
    );
    const left = await count();
    expect(left).toBeGreaterThan(0);
    expect(left).toBeLessThan(rows);
    expect(await page.locator('.row').first().textContent()).toContain('Hélène Garnier');
  });

  test('exports what passes the filter, whole, and then all of it', async () => {
    for (const wanted of [await count(), rows]) {
      await page.getByRole('button', { name: 'Export as CSV…' }).click();
      await workbench.quickInput.waitFor('Export as CSV');
      const path = await until('the name that is proposed', async () => {
        const value = await workbench.quickInput.value();
        return value.endsWith('.csv') && value;
      });
      expect(path.startsWith(editor.workspace)).toBe(true);
      await workbench.quickInput.press('Enter');
      await workbench.notifications.waitFor(`${basename(path)} was written`);
      const text = await readFile(path, 'utf8');
      expect(text.startsWith('\uFEFFDate,Vendor,Person,')).toBe(true);
      expect(text.split('\r\n').length - 2).toBe(wanted);
      expect(await readdir(editor.workspace)).toEqual([basename(path)]);
      await rm(path);
      await workbench.notifications.clear(`${basename(path)} was written`);
      if (wanted === rows) continue;
      await page.getByRole('button', { name: 'Clear Filters' }).click();
      await until('all rows again', async () => (await count()) === rows);
    }
  });

  test('opens a row with Enter, and shows the menu of the editor', async () => {
    await grid().focus();
    await grid().press('Control+Home');
    await grid().press('Shift+F10');
    expect(await workbench.menu.items()).toEqual(expect.arrayContaining(['Open', 'Copy', 'Export Selection as CSV…']));
    await workbench.menu.close();
    await grid().focus();
    await grid().press('Enter');
    await until('the page of the expense', async () => (await workbench.editor.tabs()).length === 2);
    expect(await editor.logs.errorsOf('jenji-kit.jenji-explorer')).toEqual([]);
  });
});
