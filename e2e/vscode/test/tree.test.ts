import { type Sandbox, startSandbox } from '@jenji-kit/sandbox';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { reportFailures } from '../harness/failure-report.ts';
import { describeInVsCode } from '../harness/installation.ts';
import { monthLabel } from '../harness/month-label.ts';
import { signIn } from '../harness/sign-in.ts';
import { type ExplorerEditor, startExplorer } from '../harness/start-explorer.ts';
import { until } from '../harness/until.ts';
import { themes, type Workbench } from '../harness/workbench.ts';

const search = 'expenses.search';

describeInVsCode('the tree of accounts', () => {
  let sandbox: Sandbox;
  let editor: ExplorerEditor;
  let workbench: Workbench;
  /** The month before the one it is: it has expenses whatever the day is. */
  const month = monthLabel(1);
  const earlier = monthLabel(2);
  const monthPath = ['Atelier Lumière', 'Expenses', month] as const;

  beforeAll(async () => {
    sandbox = await startSandbox({ limits: 'none', expenses: 300 });
    editor = await startExplorer();
    workbench = await editor.open();
    await workbench.activityBar('Jenji');
    await workbench.theme(themes.dark);
    await signIn(workbench, sandbox, 'Lumière');
  });
  reportFailures(() => editor);
  afterAll(async () => {
    await editor?.stop();
    await sandbox?.close().catch(() => undefined);
  });

  const tree = () => workbench.tree('Explorer');
  const searches = () => sandbox.requests.filter(({ operation }) => operation === search).length;

  test('shows the months of the one organization at once, and an expense two clicks further', async () => {
    await tree().row('Lumière', ...monthPath);
    expect(searches()).toBe(0);
    await tree().expand(month);
    const paid = await tree().expand(month, /^(Paid|Accepted|Exported|Accounted)$/);
    expect(paid.ariaLabel).toMatch(/, \d+ expenses?, [\d.,]+ [A-Z]{3}/);
    expect(searches()).toBe(1);
    await until('what the month holds in its row', async () =>
      /^\d+ · [\d.,]+ EUR/.test((await tree().row(month)).description),
    );
  });

  test('shows what waits of all months, and counts it at the view', async () => {
    await tree().expand('Waiting for a decision');
    const rows = await tree().rows();
    const at = rows.findIndex(({ label }) => label === 'Waiting for a decision');
    const first = rows[at + 1];
    expect(first?.ariaLabel).toMatch(/, Waiting for (approval|verification)/);
    expect(first?.description).toMatch(/ · \d{4}-\d{2}-\d{2}/);
    expect(Number(await workbench.activityBadge('Jenji'))).toBeGreaterThan(0);
    await tree().row('Waiting for a decision');
    await workbench.stepPicture('tree-waiting');
    await tree().collapse('Waiting for a decision');
    await tree().row('Lumière');
    for (const [name, theme] of Object.entries(themes)) {
      await workbench.theme(theme);
      await workbench.picture(`vscode-tree-${name}`);
    }
    await workbench.theme(themes.dark);
  });

  test('a refresh keeps what is unfolded and selected', async () => {
    const rows = await tree().rows();
    const at = rows.findIndex(({ label }) => label === month);
    const expense = rows.slice(at).find(({ level, expanded }) => level === 6 && expanded === undefined);
    if (!expense) throw new Error('No expense is in sight.');
    await tree().select([month, expense.label]);
    const before = await tree().outline();
    const answered = sandbox.nextAnswer(({ operation }) => operation === search);
    await workbench.runCommand('jenji.refresh');
    await answered;
    await until('the same rows again', async () => (await tree().outline()) === before);
    expect((await tree().row(month, expense.label)).selected).toBe(true);
  });

  test('a failing call leaves the rows, says why above them, and a click tries again', async () => {
    const before = await tree().outline();
    const stop = sandbox.faults.add({ operation: search, kind: 'retry-after', seconds: 1 });
    await tree().inlineAction([month], 'Refresh');
    const message = await tree().row(month, /^Could not refresh: Jenji is being asked too much/);
    expect(message.description).toMatch(/^as of .* · Retry$/);
    await until('the time in the row of the month', async () =>
      (await tree().row(month)).description.includes('as of'),
    );
    await workbench.stepPicture('tree-failure');
    stop();
    await tree().select([month, /^Could not refresh/]);
    await until('the rows without the message', async () => (await tree().outline()) === before);
  });

  test('a filter leaves rows that hold the words, and goes again', async () => {
    const before = await tree().outline();
    await workbench.runCommand('jenji.filterTree', { wait: false });
    await workbench.quickInput.waitFor('accents and case do not matter');
    await workbench.quickInput.submit(month.toUpperCase());
    await until('the message', async () => (await tree().message()).includes('Filter “'));
    expect(await tree().has('People')).toBe(false);
    expect(await tree().has(month)).toBe(true);
    await workbench.stepPicture('tree-filter');
    await workbench.runCommand('jenji.clearFilter');
    await until('all rows', async () => (await tree().outline()) === before);
  });

  test('people are dragged to another group through a plan that somebody approves', async () => {
    await tree().collapse('Expenses');
    await tree().expand('People', 'Atelier Lumière', 'Direction', 'Sales');
    const rows = await tree().rows();
    const sales = rows.findIndex(({ label }) => label === 'Sales');
    const person = rows
      .slice(sales + 1)
      .find(({ ariaLabel }) => /manager/i.test(ariaLabel) && !ariaLabel.startsWith('Group'));
    if (!person) throw new Error('Sales has nobody.');
    await workbench.stepPicture('tree-people');
    await tree().drag(['Sales', person.label], ['Direction']);
    await workbench.quickInput.waitFor('Jenji clears the language');
    await workbench.quickInput.pick('French');
    await workbench.tree('Pending Changes').row(/^Change /);
    await workbench.stepPicture('tree-moving');
    await workbench.runCommand('jenji.approveChange', { wait: false });
    await workbench.dialog.press('Approve');
    await tree().waitUntilGone('Sales', person.label);
    const moved = await tree().row('Direction', person.label);
    expect(moved.level).toBe(person.level - 1);
    await workbench.stepPicture('tree-moved');
  });

  test('people are moved by keyboard too, and nothing is sent before somebody approves', async () => {
    const rows = await tree().rows();
    const person = rows.find(({ label }) => label === 'Jenji Kit API');
    if (!person) throw new Error('The root group has nobody.');
    await tree().select([person.label]);
    await workbench.runCommand('jenji.moveToGroup', { wait: false });
    await workbench.quickInput.waitFor('Nothing is sent before you have approved the plan.');
    await workbench.quickInput.pick('Sales North');
    await workbench.quickInput.waitFor('Jenji clears the language');
    await workbench.quickInput.pick('Leave it cleared');
    await workbench.tree('Pending Changes').row(/^Change user "Jenji Kit API"/);
    expect(sandbox.requests.filter(({ operation }) => operation === 'users.update')).toHaveLength(1);
    await workbench.notifications.press('Ready for your decision', 'Refuse');
    await workbench.quickInput.submit('Not this one.');
    await workbench.tree('Pending Changes').row('Nothing waits for your decision.');
  });

  test('what takes long is cancelled by a button, and a click takes it up again', async () => {
    const stop = sandbox.faults.add({ operation: search, kind: 'stall-headers' });
    await tree().expand('Expenses');
    const arrived = sandbox.nextRequest(({ operation }) => operation === search);
    await tree().row(earlier);
    await workbench.page.locator('.pane-body .monaco-list-row', { hasText: earlier }).first().click();
    await arrived;
    await workbench.tree('Explorer').titleAction('Cancel Loading');
    await tree().row(earlier, 'Cancelled. Click to load again.');
    await workbench.stepPicture('tree-cancelled');
    stop();
    await tree().select([earlier, 'Cancelled. Click to load again.']);
    await tree().waitUntilGone(earlier, 'Cancelled. Click to load again.');
    expect((await tree().row(earlier)).description).toMatch(/^\d+ · /);
  });

  test('the rows stay when the server is gone', async () => {
    await sandbox.close();
    await workbench.runCommand('jenji.refresh');
    await tree().row('Lumière', /^Could not refresh: Jenji cannot be reached/);
    expect(await tree().has('Atelier Lumière', 'Expenses')).toBe(true);
    await workbench.stepPicture('tree-gone');
    expect(await editor.logs.errorsOf('jenji-kit.jenji-explorer')).toEqual([]);
  });
});
