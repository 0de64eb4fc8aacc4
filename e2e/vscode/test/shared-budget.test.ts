import { createRequire } from 'node:module';
import { join } from 'node:path';
import { type Sandbox, startSandbox } from '@jenji-kit/sandbox';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { reportFailures } from '../harness/failure-report.ts';
import { describeInVsCode } from '../harness/installation.ts';
import { monthLabel } from '../harness/month-label.ts';
import { organizationIn } from '../harness/organization-in.ts';
import { signIn } from '../harness/sign-in.ts';
import { type ExplorerEditor, startExplorer } from '../harness/start-explorer.ts';
import { until } from '../harness/until.ts';
import type { Workbench } from '../harness/workbench.ts';

const server = join(createRequire(import.meta.url).resolve('jenji-mcp/package.json'), '../dist/jenji-mcp.js');
/** Each makes the server ask for the expense and for the actions possible on it. */
const toolCalls = 64;
/** How many the assistant makes at a time: a call that waits for longer than half a minute is given up. */
const inLine = 9;
/** What waits in line takes its time: the minute has to be over once. */
const longWait = { timeout: 120_000 };

/** On the real clock, against the limits of Jenji itself: more than fits into a minute, so it takes more than one. */
describeInVsCode('two windows and a stand-alone MCP server with one key', () => {
  let sandbox: Sandbox;
  let editor: ExplorerEditor;
  let first: Workbench;
  let second: Workbench;
  let assistant: Client;

  beforeAll(async () => {
    sandbox = await startSandbox({ expenses: 300 });
    editor = await startExplorer({ budget: 'jenji' });
    first = await editor.open();
    await first.activityBar('Jenji');
    await signIn(first, sandbox, 'Lumière');
    second = await editor.open();
    await second.activityBar('Jenji');
    await second.tree('Explorer').row('Lumière', 'Expenses');

    const { type, user, secret } = sandbox.credentials.organization;
    assistant = new Client({ name: 'e2e', version: '1.0.0' });
    await assistant.connect(
      new StdioClientTransport({
        command: process.execPath,
        args: [server],
        env: {
          PATH: process.env.PATH ?? '',
          JENJI_BASE_URL: sandbox.url,
          JENJI_KEY_TYPE: type,
          JENJI_API_USER: user,
          JENJI_API_SECRET: secret,
          JENJI_STATE_DIR: editor.stateFolder,
        },
      }),
    );
  });
  reportFailures(() => editor);
  afterAll(async () => {
    await assistant?.close();
    await editor?.stop();
    await sandbox?.close();
  });
  const searches = () => sandbox.requests.filter(({ operation }) => operation === 'expenses.search');
  /** Only the assistant asks for single expenses and their actions. */
  const assistantRequests = () =>
    sandbox.requests.filter(({ operation = '' }) => ['expenses.get', 'expenses.actions.list'].includes(operation));
  const answers: { isError?: boolean | undefined; content: unknown }[] = [];

  /** Unfolds a month in a window and tells how many requests of the assistant came to the server before the month's. */
  async function overtaken(window: Workbench, month: string): Promise<number> {
    // What the window does is looked for first: it is the click that counts.
    await window.page.bringToFront();
    await window.tree('Explorer').row('Expenses', month);
    const clicked = sandbox.requests.length;
    const served = sandbox.nextRequest(({ operation }) => operation === 'expenses.search');
    await window.tree('Explorer').expand('Expenses', month);
    const request = await served;
    const before = new Set(sandbox.requests.slice(clicked, sandbox.requests.indexOf(request)));
    return assistantRequests().filter((each) => before.has(each)).length;
  }

  test('serve a person’s click before the calls that an assistant has in line', async () => {
    const { header } = organizationIn(sandbox);
    const ids = [...sandbox.world.expenses.search(header.id)].map(({ expense }) => expense.id);
    const wanted = ids.slice(0, toolCalls);
    const work = async () => {
      for (let expense = wanted.shift(); expense !== undefined; expense = wanted.shift()) {
        answers.push(await assistant.callTool({ name: 'get_expense', arguments: { expense } }));
      }
    };
    // Ended with the connection where an earlier test has failed.
    for (let line = 0; line < inLine; line++) work().catch(() => wanted.splice(0));
    await until('the assistant to have sent as much as it may at once', () => assistantRequests().length >= 3);
    // Three may have had their turn already when the person clicks, and as many while the click is on its way.
    expect(await overtaken(first, monthLabel(1))).toBeLessThanOrEqual(6);
    expect(await overtaken(second, monthLabel(2))).toBeLessThanOrEqual(6);
    expect(answers.length).toBeLessThan(toolCalls / 2);
  });

  test('tell in the status bar what waits, here and elsewhere', async () => {
    const item = second.page.locator('.statusbar-item[id$="jenji.budget"]');
    await until('a number of waiting requests', async () => {
      const label = (await item.locator('a').getAttribute('aria-label')) ?? '';
      return /Waiting: (one request|\d+ requests) of (another program|other programs)/.test(label);
    });
    await item.locator('a').click();
    await until('who uses the budget', async () => {
      const lines = (await second.quickInput.items()).map(({ label }) => label).join('\n');
      return /^Free: \d of 3 requests this second, \d+ of 120 this minute\n/m.test(lines) && /by others/.test(lines);
    });
    await second.stepPicture('budget-waiting');
    await second.quickInput.press('Escape');
  });

  test('go on together over more than a minute, and nobody is refused', async () => {
    // One window reads a period, with every month of it in line; the other what it has shown before.
    await first.page.bringToFront();
    await first.command('Jenji: Search a Period…');
    await first.quickInput.waitFor('Which period?');
    await first.quickInput.pick('The last 12 months');
    await second.page.bringToFront();
    await second.runCommand('jenji.refresh');
    await until('the answers to the assistant', () => answers.length === toolCalls, longWait);
    await first.quickInput.waitFor('Search Jenji');
    await until('more than fits into a minute', () => sandbox.requests.length > 125, longWait);

    expect(answers.filter(({ isError }) => isError)).toEqual([]);
    expect(sandbox.requests.filter((each) => each.refused || each.status === 429)).toEqual([]);
    expect(searches().length).toBeGreaterThanOrEqual(12);
    // By the server's own clock: no second with more than 3, and no minute with more than 120.
    const arrivals = sandbox.requests.filter(({ operation }) => !operation?.startsWith('storage.')).map(({ at }) => at);
    expect(mostWithin(1_000, arrivals)).toBeLessThanOrEqual(3);
    expect(mostWithin(60_000, arrivals)).toBeLessThanOrEqual(120);
    // Otherwise the minute would have held nobody back.
    expect(arrivals.length).toBeGreaterThan(120);
  });

  test('leave no error in the log of the host', async () => {
    expect(await editor.logs.errorsOf('jenji-kit.jenji-explorer')).toEqual([]);
  });
});

/** The most arrivals in any window of so many milliseconds; one exactly a window ago is out of it. */
function mostWithin(window: number, arrivals: readonly number[]): number {
  let from = 0;
  return arrivals.reduce((most, at, index) => {
    while (at - (arrivals[from] ?? at) >= window) from++;
    return Math.max(most, index - from + 1);
  }, 0);
}
