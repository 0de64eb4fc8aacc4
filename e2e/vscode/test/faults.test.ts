/// <reference lib="dom" />

import { operations } from '@jenji-kit/client/contract';
import { type Sandbox, startSandbox } from '@jenji-kit/sandbox';
import type { FrameLocator } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { anotherProgram } from '../harness/another-program.ts';
import { reportFailures } from '../harness/failure-report.ts';
import { type Gate, openGate } from '../harness/gate.ts';
import { describeInVsCode } from '../harness/installation.ts';
import { monthLabel } from '../harness/month-label.ts';
import { organizationIn } from '../harness/organization-in.ts';
import { signIn } from '../harness/sign-in.ts';
import { type ExplorerEditor, startExplorer } from '../harness/start-explorer.ts';
import { until } from '../harness/until.ts';
import type { Workbench } from '../harness/workbench.ts';

/** What goes wrong with every request, and what people are told. */
interface Trouble {
  what: string;
  words: RegExp;
  /** Gives what ends it. */
  begin(): Promise<() => unknown>;
}

describeInVsCode('while Jenji fails', () => {
  let sandbox: Sandbox;
  let gate: Gate;
  let elsewhere: ReturnType<typeof anotherProgram>;
  let editor: ExplorerEditor;
  let workbench: Workbench;

  /** The month before the one it is: it has expenses whatever the day is. */
  const month = monthLabel(1);
  const couldNot = /^Could not /;
  const tabs = { expense: '', table: '', user: '' };

  const troubles: Trouble[] = [
    {
      what: 'every request is refused for too many',
      words: /asked too much/,
      // Without "Retry-After", nothing would be sent for twice as long after each refusal, up to a minute.
      begin: async () => sandbox.faults.add({ kind: 'retry-after', seconds: 1 }),
    },
    {
      what: 'the server is gone',
      words: /cannot be reached/,
      begin: async () => {
        await gate.shut();
        return () => gate.open();
      },
    },
    {
      what: 'connections break in the middle of answers',
      words: /cannot be reached/,
      begin: async () => sandbox.faults.add({ kind: 'cut-body' }),
    },
    {
      what: 'answers are garbage',
      words: /cannot be read/,
      begin: async () => sandbox.faults.add({ kind: 'garbage' }),
    },
    {
      what: 'answers end in their middle',
      words: /cannot be read/,
      begin: async () => sandbox.faults.add({ kind: 'truncate' }),
    },
    {
      what: 'a proxy answers in place of Jenji',
      words: /has a problem at the moment/,
      begin: async () => sandbox.faults.add({ kind: 'html' }),
    },
  ];

  beforeAll(async () => {
    sandbox = await startSandbox({ limits: 'none', expenses: 300 });
    gate = await openGate(sandbox);
    editor = await startExplorer({
      viewport: { width: 1400, height: 1000 },
    });
    // For which nothing is ever wrong.
    elsewhere = anotherProgram(sandbox, { stateFolder: editor.stateFolder, account: gate.url });
    workbench = await editor.open();
    await workbench.activityBar('Jenji');
    await signIn(workbench, { url: gate.url, credentials: sandbox.credentials }, 'Lumière');
  });
  reportFailures(() => editor);
  afterAll(async () => {
    await editor?.stop();
    await elsewhere?.close();
    await gate?.shut();
    await sandbox?.close();
  });

  const tree = () => workbench.tree('Explorer');
  const pending = () => workbench.tree('Pending Changes');
  const organization = () => organizationIn(sandbox);
  /** Somebody with a name to change, a different person for each number. */
  function person(number: number) {
    const found = [...organization().users.values()].filter(({ user }) => user.firstName && user.profiles?.length);
    const chosen = found[number];
    if (!chosen) throw new Error(`There is no user ${number}`);
    return chosen;
  }
  /** The rows without messages, and without what they say of their age. */
  async function rows(): Promise<string> {
    return await until('rows that stand still', async () =>
      (await tree().rows())
        .filter(({ label }) => !couldNot.test(label) && !label.startsWith('Cancelled.'))
        .map(({ label, level }) => `${'  '.repeat(level)}${label}`)
        .join('\n'),
    );
  }
  /** Requests that would have changed something. */
  const writes = () =>
    sandbox.requests.filter(({ operation, method }) => {
      const declared = Object.entries(operations).find(([id]) => id === operation)?.[1];
      return declared ? declared.hazard !== 'read' : method !== 'GET';
    });
  const clearMessages = () => workbench.runCommand('notifications.clearAll');

  async function page(tab: string) {
    await workbench.editor.select(tab);
    return await workbench.webview(tab);
  }
  const refreshTree = () => workbench.runCommand('jenji.refresh');
  /** Clicks every row that offers to try again, one after the other. */
  async function retryInTree(): Promise<void> {
    const offers = tree().locator.locator('.monaco-list-row', { hasText: /Could not (load|refresh)|Cancelled\./ });
    for (let left = await offers.count(); left > 0; left = await offers.count()) {
      await offers.first().locator('.label-name').click();
      // Rows move as it goes: a second click would be on another.
      await until('one message less', async () => (await offers.count()) < left);
    }
  }
  /** Presses "Retry" in a page as long as it says what is wrong. It may try again by itself once it is seen. */
  async function retryIn(frame: FrameLocator, problem: string): Promise<void> {
    await until('the page without a problem', async () => {
      const retry = frame.locator(problem).getByRole('button', { name: 'Retry' });
      if (await retry.isVisible()) await retry.click({ timeout: 1_000 });
      return !(await frame.locator(problem).isVisible());
    });
  }
  /** Approves a change that waits, and gives what is told of it. The view is drawn anew now and then, which swallows a click. */
  async function approve(title: string, words: string): Promise<string> {
    const told = async () => (await workbench.notifications.texts()).find((text) => text.includes(words));
    return await until(`a notification with “${words}”`, async () => {
      await pending().inlineAction([title], 'Approve Change');
      return await until('what came of it', told, { timeout: 8_000 });
    });
  }
  async function searchPeriod(period: string): Promise<void> {
    const { quickInput } = workbench;
    await workbench.runCommand('jenji.searchPeriod', { wait: false });
    await quickInput.waitFor('Which period?');
    await quickInput.pick('Another period…');
    await quickInput.waitFor('First and last month');
    await quickInput.submit(period);
  }

  test('there is something to lose: rows, a page, a table, a document with changes', async () => {
    await tree().expand('Expenses', month);
    await tree().expand(month, /^(Paid|Accepted|Exported|Accounted)$/);
    const all = await tree().rows();
    const at = all.findIndex(({ label }) => label === month);
    const expense = all.slice(at).find(({ level, expanded }) => level === 6 && expanded === undefined);
    if (!expense) throw new Error('No expense is in sight');
    await tree().select([month, expense.label]);
    tabs.expense = await until('the page of the expense', async () =>
      (await workbench.editor.tabs()).find((title) => title.startsWith(`${expense.label} · `)),
    );
    await (await page(tabs.expense)).getByRole('heading', { level: 1 }).waitFor();
    // A page that opens as a preview gives way to the next.
    await workbench.runCommand('workbench.action.keepEditor');

    const accountId = await workbench.evaluate(
      async (vscode) => (await vscode.authentication.getAccounts('jenji'))[0]?.id ?? '',
    );
    const place = { accountId, organizationId: organization().header.id };
    const bucket = { month: new Date(`1 ${month} UTC`).toISOString().slice(0, 7) };
    await workbench.runCommand('jenji.openTable', { arguments: [{ ...place, kind: 'month', bucket }] });
    tabs.table = await until('the table', async () =>
      (await workbench.editor.tabs()).find((title) => title.includes(month)),
    );
    await (await page(tabs.table)).locator('.row').first().waitFor();

    const { user } = person(0);
    await workbench.runCommand('jenji.editAsJson', { arguments: [{ ...place, kind: 'user', id: user.id }] });
    tabs.user = `${user.firstName} ${user.lastName}.jenji.json`;
    await workbench.editor.waitForTab(tabs.user);
    const text = await workbench.editor.text();
    await workbench.editor.replaceText(text.replace(/"firstName": "[^"]*"/, '"firstName": "Ada"'));
    await workbench.stepPicture('faults-before');
  });

  for (const [number, { what, words, begin }] of troubles.entries()) {
    test(`${what}: what is shown stays, a message says so, and trying again works once it is over`, async () => {
      // In case the test before has failed.
      await clearMessages();
      await retryInTree();
      const before = await rows();
      const written = writes().length;
      const plan = await elsewhere.plan({
        operation: 'users.update',
        path: { organizationId: organization().header.id, userId: person(number + 1).user.id },
        body: { firstName: `Grace ${number}`, language: 'fr' },
      });
      const title = plan.title.replace(/(?<=") \([^()\s"]+\)/g, '');
      await pending().row(title);
      const expense = await page(tabs.expense);
      const fields = await until(
        'its fields',
        async () => (await expense.locator('main .details').textContent()) || false,
      );
      const table = await page(tabs.table);
      await table.locator('.row').first().waitFor();
      const count = await table.getByRole('grid').getAttribute('aria-rowcount');

      const end = await begin();
      onTestFinished(async () => void (await end()));
      // The tree.
      await refreshTree();
      const message = await tree().row(month, couldNot);
      expect(message.label).toMatch(words);
      expect(message.description).toContain('Retry');
      expect(await rows()).toBe(before);
      // The table.
      await table.getByRole('button', { name: 'Refresh' }).click();
      const failure = table.locator('.failure').filter({ hasText: words });
      await failure.getByRole('button', { name: 'Retry' }).waitFor();
      expect(await table.getByRole('grid').getAttribute('aria-rowcount')).toBe(count);
      await workbench.stepPicture(`faults-${number}-table`);
      // The page of an expense.
      const shown = await page(tabs.expense);
      await shown.getByRole('button', { name: 'Refresh' }).click();
      const problem = shown.locator('.problem').filter({ hasText: words });
      await problem.getByRole('button', { name: 'Retry' }).waitFor();
      expect(await shown.locator('main .details').textContent()).toBe(fields);
      await workbench.stepPicture(`faults-${number}-page`);
      // The document.
      await workbench.editor.select(tabs.user);
      await workbench.editor.save();
      const refused = await workbench.notifications.waitFor('Failed to save');
      expect(refused).not.toMatch(/undefined|\[object/);
      expect(await workbench.editor.isDirty(tabs.user)).toBe(true);
      expect(await workbench.editor.text()).toContain('"firstName": "Ada"');
      await clearMessages();
      // The search of a period.
      await searchPeriod(`20${10 + number}-01..20${10 + number}-03`);
      const unread = await workbench.notifications.waitFor('Not all of the period could be read');
      expect(unread).toMatch(words);
      await workbench.stepPicture(`faults-${number}-search`);
      // A change that a person approves.
      expect(await approve(title, 'Nothing was sent')).toContain('It waits on under Pending Changes');
      await workbench.stepPicture(`faults-${number}-change`);
      expect(writes()).toHaveLength(written);

      await end();
      await retryInTree();
      await until('the rows as they were', async () => (await rows()) === before);
      const again = await page(tabs.table);
      await retryIn(again, '.failure');
      await until('the rows', async () => (await again.getByRole('grid').getAttribute('aria-rowcount')) === count);
      const back = await page(tabs.expense);
      await retryIn(back, '.problem');
      await until('the fields', async () => (await back.locator('main .details').textContent()) === fields);
      await workbench.notifications.press('Not all of the period could be read', 'Retry');
      await workbench.quickInput.waitFor('Search Jenji');
      await workbench.quickInput.press('Escape');
      await clearMessages();
      await approve(title, 'Done, and read back');
      await clearMessages();
      // What was approved once things were well again, and nothing else.
      expect(writes()).toHaveLength(written + 1);
    });
  }

  test('slow answers can be given up on at once, and nothing is lost by it', async () => {
    await clearMessages();
    const before = await rows();
    const written = writes().length;
    const count = await (await page(tabs.table)).getByRole('grid').getAttribute('aria-rowcount');
    await workbench.editor.select(tabs.user);
    onTestFinished(() => gate.open());
    gate.hold();
    const asked = sandbox.nextRequest(({ operation }) => operation === 'expenses.search');
    await refreshTree();
    await asked;
    await workbench.runCommand('jenji.cancelLoading');
    await tree().row(month, 'Cancelled. Click to load again.');
    expect(await rows()).toBe(before);

    const table = await page(tabs.table);
    const cancel = table.getByRole('button', { name: 'Cancel' });
    await until('the table to read', async () => {
      if (await cancel.isVisible()) return true;
      // By itself, as it is seen again; or because a person wants it.
      await table.getByRole('button', { name: 'Refresh' }).click({ timeout: 1_000 });
      return false;
    });
    await cancel.click();
    await table.locator('.failure').getByText('Cancelled: not all rows are here.').waitFor();
    expect(await table.getByRole('grid').getAttribute('aria-rowcount')).toBe(count);

    await searchPeriod('2009-01..2009-06');
    await workbench.notifications.press('Reading expenses to search', 'Cancel');
    await until('the search to end', async () =>
      (await workbench.notifications.texts()).every((text) => !text.includes('Reading expenses')),
    );
    // Whoever cancels knows: it is no error.
    expect(await workbench.notifications.texts()).toEqual([]);
    await workbench.stepPicture('faults-slow');

    await gate.open();
    await retryInTree();
    await until('the rows as they were', async () => (await rows()) === before);
    await retryIn(table, '.failure');
    await until('the rows', async () => (await table.getByRole('grid').getAttribute('aria-rowcount')) === count);
    expect(writes()).toHaveLength(written);
  });

  test('the document is saved through a review in the end', async () => {
    const written = writes().length;
    await workbench.editor.select(tabs.user);
    await workbench.editor.save();
    await workbench.editor.waitForTab(/server now ↔ after/);
    expect(writes()).toHaveLength(written);
    await workbench.editor.action('Approve Change');
    if (await workbench.dialog.waitFor('language')) await workbench.dialog.press('Approve');
    await until('the user to be changed', () => person(0).user.firstName === 'Ada');
    await until('a saved document', async () => !(await workbench.editor.isDirty(tabs.user)));
  });

  test('left no unhandled error in the log of the host, and no secret', async () => {
    expect(await editor.logs.errorsOf('jenji-kit.jenji-explorer')).toEqual([]);
    expect(workbench.pageErrors).toEqual([]);
    const log = (await editor.logs.channel('Jenji')) + (await editor.logs.extensionHosts());
    expect(log).not.toContain(sandbox.credentials.organization.secret);
    expect(log).not.toMatch(/unhandled/i);
  });
});
