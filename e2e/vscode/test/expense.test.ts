import { type Sandbox, startSandbox } from '@jenji-kit/sandbox';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { reportFailures } from '../harness/failure-report.ts';
import { describeInVsCode } from '../harness/installation.ts';
import { organizationIn } from '../harness/organization-in.ts';
import { signIn } from '../harness/sign-in.ts';
import { type ExplorerEditor, startExplorer } from '../harness/start-explorer.ts';
import { until } from '../harness/until.ts';
import { themes, type Workbench } from '../harness/workbench.ts';

const waiting = 'Waiting for a decision';

describeInVsCode('an expense', () => {
  let sandbox: Sandbox;
  let editor: ExplorerEditor;
  let workbench: Workbench;

  beforeAll(async () => {
    sandbox = await startSandbox({ limits: 'none', expenses: 300 });
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

  const tree = () => workbench.tree('Explorer');
  const organization = () => organizationIn(sandbox);
  const expenses = () => [...sandbox.world.expenses.search(organization().header.id)].map(({ expense }) => expense);
  /** Waits for an approval that nothing forbids. */
  const approvable = () =>
    expenses().filter(
      ({ state, warnings }) =>
        state === 'WAITING_FOR_VALIDATION' && !warnings?.some((each) => each.isPreventingValidation),
    );
  const titleOf = ({ label = '', total, currency }: ReturnType<typeof expenses>[number]) =>
    `${label} · ${total.toLocaleString('en', { minimumFractionDigits: 2 })} ${currency}`;
  const requestsOf = (operation: string) => sandbox.requests.filter((each) => each.operation === operation).length;
  let approved: ReturnType<typeof expenses>[number];

  test('opens beside its receipt with a click in the tree, for the fewest requests', async () => {
    const [found] = approvable().filter(({ type }) => type === 'STANDARD');
    if (!found) throw new Error('Nothing waits for approval');
    approved = found;
    await tree().expand('Lumière', waiting);
    await tree().row('Lumière', waiting, approved.label ?? '');
    const before = requestsOf('expenses.get');
    await tree().select(['Lumière', waiting, approved.label ?? '']);
    await workbench.editor.waitForTab(titleOf(approved));
    const page = await workbench.webview(titleOf(approved));
    await page.getByRole('heading', { level: 1, name: approved.label ?? '' }).waitFor();
    await page.getByRole('button', { name: 'Accept', exact: true }).waitFor();
    await page.locator('.receipt .facts.picture, .receipt .facts.file').waitFor();
    expect(requestsOf('expenses.get')).toBe(before);
    await until('names of people', async () => {
      const user = organization().users.get(approved.userId)?.user;
      return (await page.locator('.summary').textContent())?.includes(`${user?.firstName} ${user?.lastName}`);
    });
    for (const [name, theme] of Object.entries(themes)) {
      await workbench.theme(theme);
      await workbench.stepPicture(`expense-${name}`);
    }
    await workbench.theme(themes.dark);
  });

  test('is approved with a comment and a plan, and page and tree follow', async () => {
    const page = await workbench.webview(titleOf(approved));
    await page.getByRole('button', { name: 'Accept', exact: true }).click();
    await workbench.quickInput.waitFor('Comment for the workflow');
    await workbench.quickInput.submit('As agreed');
    await workbench.notifications.waitFor('Ready for your decision');
    expect(sandbox.world.expenses.get(approved.id)?.expense.state).toBe('WAITING_FOR_VALIDATION');
    await workbench.stepPicture('expense-plan');
    await workbench.notifications.press('Ready for your decision', 'Approve');
    await until('the new state on the page', async () => (await page.locator('.state').textContent()) === 'Accepted');
    expect(sandbox.world.expenses.get(approved.id)).toMatchObject({
      expense: { state: 'ACCEPTED' },
      comments: [{ comment: 'As agreed' }],
    });
    await page.getByRole('button', { name: 'Reopen', exact: true }).waitFor();
    await until('the tree without it', async () => !(await tree().has('Lumière', waiting, approved.label ?? '')));
    await workbench.stepPicture('expense-approved');
    await workbench.runCommand('notifications.clearAll');
  });

  test('is found again by words in other case and without accents, and shown in the tree', async () => {
    const user = organization().users.get(approved.userId)?.user;
    const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toUpperCase();
    await workbench.command('Jenji: Search…');
    const { quickInput } = workbench;
    await quickInput.waitFor('Search Jenji');
    // Its month is not read yet: a period is, and the search goes on.
    await quickInput.pressButton('Search a Period');
    await quickInput.waitFor('Which period?');
    expect((await quickInput.items()).map(({ description }) => description).join()).toMatch(
      /\d+ requests?, about \d+ s/,
    );
    await workbench.stepPicture('search-period');
    await quickInput.pick('The last 12 months');
    await quickInput.waitFor('Search Jenji');
    await quickInput.type(`${plain(approved.label ?? '')} ${plain(user?.lastName ?? '')} ${approved.total}`);
    const found = await until('the expense among what was found', async () =>
      (await quickInput.items()).find(({ label }) => label === approved.label),
    );
    expect(found.description).toContain(
      `${approved.total.toLocaleString('en', { minimumFractionDigits: 2 })} ${approved.currency}`,
    );
    expect(found.ariaLabel).toContain('Accepted');
    await workbench.stepPicture('search');
    await quickInput.pressItemButton(approved.label ?? '', 'Reveal in Explorer');
    await until('its row selected in the tree', async () =>
      (await tree().visibleRows()).some(({ label, selected }) => selected && label === approved.label),
    );
    await workbench.command('Jenji: Search…');
    await quickInput.waitFor('Search Jenji');
    await quickInput.type('no such thing');
    await until('a word that nothing is found', async () =>
      (await quickInput.items()).some(({ label }) => label.startsWith('Nothing found')),
    );
    await quickInput.press('Escape');
  });

  test('is there again after the window was loaded anew', async () => {
    await workbench.load();
    await workbench.editor.waitForTab(titleOf(approved));
    const page = await workbench.webview(titleOf(approved));
    await page.getByRole('heading', { level: 1, name: approved.label ?? '' }).waitFor();
    expect(await page.locator('.state').textContent()).toBe('Accepted');
    await workbench.activityBar('Jenji');
  });

  test('runs an action on several at once, and tells what became of each', async () => {
    await tree().expand('Lumière', waiting);
    const labels = new Set((await tree().rows()).map(({ label }) => label));
    const chosen = approvable()
      .filter(({ label = '' }) => labels.has(label))
      .slice(0, 3);
    const [first] = chosen;
    const last = chosen.at(-1);
    if (!first || !last || first === last) throw new Error('Too little waits');
    const others = chosen.slice(0, -1);
    for (const [index, { label = '' }] of chosen.entries()) {
      await tree().select(['Lumière', waiting, label], index === 0 ? {} : { with: 'Control' });
    }
    // Meanwhile, somebody else has paid one of them.
    const record = sandbox.world.expenses.get(last.id);
    if (!record) throw new Error('It is gone');
    sandbox.world.expenses.put({ ...record, expense: { ...record.expense, state: 'PAID' } });
    const menu = await tree().contextMenu('Lumière', waiting, first.label ?? '');
    await menu.choose('Run Workflow Action…');
    const { quickInput } = workbench;
    await quickInput.waitFor('Which action?');
    const accept = await until('the action for some', async () =>
      (await quickInput.items()).find(({ label }) => label === 'Accept'),
    );
    expect(accept.description).toBe(`${others.length} of ${chosen.length}`);
    await workbench.stepPicture('actions-many');
    await quickInput.pick('Accept');
    await quickInput.waitFor('Comment for the workflow');
    await quickInput.submit('');
    await workbench.notifications.waitFor('Ready for your decision');
    await workbench.notifications.press('Ready for your decision', 'Approve');
    const summary = `Accept: ${others.length} done, 1 skipped.`;
    await until('those on which it is possible accepted', async () =>
      others.every(({ id }) => sandbox.world.expenses.get(id)?.expense.state === 'ACCEPTED'),
    );
    // In the list of messages, which keeps what the corner of the window no longer shows.
    await workbench.runCommand('notifications.showList');
    const message = workbench.page.locator('.notifications-center .notification-list-item', { hasText: summary });
    await message.waitFor();
    await workbench.stepPicture('actions-result');
    await message.locator('.monaco-button', { hasText: 'Show Results' }).click();
    await until('the results of each', async () => {
      const text = await workbench.editor.text();
      return text.includes('Skipped (1)') && text.includes(`Done (${others.length})`);
    });
    await workbench.stepPicture('actions-report');
    for (const { id } of others) expect(sandbox.world.expenses.get(id)?.expense.state).toBe('ACCEPTED');
    await workbench.runCommand('notifications.clearAll');
  });

  test('leaves no error in the log of the host', async () => {
    expect(await editor.logs.errorsOf('jenji-kit.jenji-explorer')).toEqual([]);
    expect(workbench.pageErrors).toEqual([]);
  });
});
