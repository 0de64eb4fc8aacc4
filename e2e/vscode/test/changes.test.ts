import type { ChangeRequest } from '@jenji-kit/changes';
import { type Sandbox, startSandbox } from '@jenji-kit/sandbox';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { anotherProgram } from '../harness/another-program.ts';
import { reportFailures } from '../harness/failure-report.ts';
import { describeInVsCode } from '../harness/installation.ts';
import { organizationIn } from '../harness/organization-in.ts';
import { signIn } from '../harness/sign-in.ts';
import { type ExplorerEditor, startExplorer } from '../harness/start-explorer.ts';
import { until } from '../harness/until.ts';
import { themes, type Workbench } from '../harness/workbench.ts';

/** The changes are wanted by this process, as by a stand-alone MCP server, and decided in VS Code. */
describeInVsCode('pending changes', () => {
  let sandbox: Sandbox;
  let elsewhere: ReturnType<typeof anotherProgram>;
  let editor: ExplorerEditor;
  let workbench: Workbench;

  beforeAll(async () => {
    sandbox = await startSandbox({ limits: 'none', expenses: 50 });
    editor = await startExplorer({
      settings: { 'jenji.changes.allowReset': [organization().header.id] },
    });
    elsewhere = anotherProgram(sandbox, { stateFolder: editor.stateFolder });
    workbench = await editor.open();
    await workbench.activityBar('Jenji');
    await workbench.theme(themes.dark);
    await signIn(workbench, sandbox, 'Atelier Lumière');
  });
  reportFailures(() => editor);
  afterAll(async () => {
    await editor?.stop();
    await elsewhere?.close();
    await sandbox?.close();
  });

  const organization = () => organizationIn(sandbox);
  function person(index = 0) {
    const found = [...organization().users.values()][index];
    if (found === undefined) throw new Error(`There is no user ${index}`);
    return found;
  }
  function rename(index: number, firstName: string, phone = '+33 1 23 45 67 89'): ChangeRequest {
    const { user, language } = person(index);
    return {
      operation: 'users.update',
      path: { organizationId: organization().header.id, userId: user.id },
      body: { firstName, phone, language: language ?? 'fr' },
    };
  }
  function message(code: string): ChangeRequest {
    const body = { code, groupId: 'root', messagesPerLanguage: { en: 'Books close on Friday.' }, level: 'INFO' };
    return { operation: 'communications.create', path: { organizationId: organization().header.id }, body };
  }
  const codes = () => organization().communications.map(({ code }) => code);

  const pending = () => workbench.tree('Pending Changes');
  /** The label of a row: the title without the ids behind names. */
  const titled = (title: string) => title.replace(/(?<=["\d]) \([^()\s"]+\)/g, '');
  const clearMessages = () => workbench.runCommand('notifications.clearAll');

  test('says that nothing waits', async () => {
    await pending().row('Nothing waits for your decision.');
    await pending().expand('Recent Changes');
    await pending().row('Nothing has been changed from this machine yet.');
    await pending().collapse('Recent Changes');
  });

  test('shows what another program wants, what it would change, and the diff of it', async () => {
    const plan = await elsewhere.plan(rename(0, 'Augusta'));
    const row = await pending().row(titled(plan.title));
    expect(row.description).toContain('another window or program');
    expect(row.description).toContain('Custom server');
    expect(row.description).toMatch(/expires in \d+ minutes/);
    expect(row.ariaLabel).toContain(plan.title);
    await pending().expand(titled(plan.title));
    const field = await pending().row(titled(plan.title), 'firstName');
    expect(field.description).toBe(`“${person().user.firstName}” → “Augusta”`);
    await expect.poll(() => workbench.activityBadge('Jenji')).toBe('1');

    await pending().select([titled(plan.title)]);
    await workbench.editor.waitForTab(/server now ↔ after \(Custom server\)/);
    const { original, modified } = await workbench.editor.diff();
    expect(JSON.parse(original)).toMatchObject({ firstName: person().user.firstName });
    expect(JSON.parse(modified)).toMatchObject({ firstName: 'Augusta' });
    await expect
      .poll(() => workbench.editor.actions())
      .toEqual(
        expect.arrayContaining([expect.stringContaining('Approve Change'), expect.stringContaining('Refuse Change')]),
      );
    await workbench.page.locator('.modified-in-monaco-diff-editor .view-line', { hasText: 'Augusta' }).waitFor();
    await workbench.stepPicture('diff-dark');
    await workbench.theme(themes.light);
    await workbench.stepPicture('diff-light');
    await workbench.theme(themes.dark);
  });

  test('carries out what is approved in the diff, says so, and keeps it among the recent changes', async () => {
    await workbench.editor.action('Approve Change');
    await workbench.notifications.waitFor('Done, and read back');
    expect(person().user.firstName).toBe('Augusta');
    await until('the diff to close', async () => (await workbench.editor.tabs()).length === 0);
    await pending().row('Nothing waits for your decision.');
    await expect.poll(() => workbench.activityBadge('Jenji')).toBe('');
    await pending().expand('Recent Changes');
    const row = await pending().row('Recent Changes', /^Change user/);
    expect(row.description).toContain('Carried out');
    expect(row.description).toContain('approved by a person');
    await workbench.notifications.press('Done, and read back', 'Show Details');
    await workbench.editor.waitForTab(/\.txt$/);
    const report = await workbench.editor.text();
    expect(report).toContain('It was carried out, and read back.');
    expect(report).toContain('→ “Augusta”');
    await workbench.stepPicture('report');
    await workbench.editor.closeAll();
  });

  test('turns a change back through the same review', async () => {
    await pending().inlineAction(['Recent Changes', /^Change user/], 'Undo Change');
    await workbench.notifications.waitFor('Ready for your decision: Undo:');
    await workbench.stepPicture('notification');
    expect(await workbench.notifications.buttons('Ready for your decision')).toEqual(['Review', 'Approve', 'Refuse']);
    await workbench.notifications.press('Ready for your decision', 'Approve');
    await workbench.notifications.waitFor('Done, and read back: Undo:');
    expect(person().user.firstName).not.toBe('Augusta');
    await pending().row('Recent Changes', /^Undo: Change user/);
    await until('the change to be told as turned back', async () =>
      (await pending().row('Recent Changes', /^Change user/)).description.includes('Turned back'),
    );
    await clearMessages();
  });

  test('tells what is lost before it is approved, and carries nothing out until then', async () => {
    const made = await elsewhere.commit((await elsewhere.plan(message('closing'))).token);
    const communicationId = made.items[0]?.newIds?.[0] ?? '';
    const path = { organizationId: organization().header.id, communicationId };
    const plan = await elsewhere.plan({ operation: 'communications.delete', path });
    await pending().expand(titled(plan.title));
    await workbench.stepPicture('loss');
    await pending().inlineAction([titled(plan.title)], 'Approve Change');
    expect(await workbench.dialog.waitFor('Removed')).toContain('Custom server');
    await workbench.stepPicture('loss-dialog-dark');
    await workbench.dialog.press('Cancel');
    expect(codes()).toContain('closing');
    await pending().inlineAction([titled(plan.title)], 'Approve Change');
    await workbench.dialog.waitFor('Removed');
    await workbench.theme(themes.light);
    await workbench.stepPicture('loss-dialog-light');
    await workbench.dialog.press('Approve');
    await workbench.notifications.waitFor('Done, and read back');
    await workbench.theme(themes.dark);
    expect(codes()).not.toContain('closing');
    await clearMessages();
  });

  test('asks in a dialog, whose first button changes nothing, where a command approves that nobody pressed', async () => {
    const plan = await elsewhere.plan(rename(5, 'Ida'));
    const row = await pending().row(titled(plan.title));
    const named = { review: { id: plan.id, plan: { losses: [] } }, label: row.label };
    for (const given of [[], [named]]) {
      await workbench.runCommand('jenji.approveChange', { wait: false, arguments: given });
      expect(await workbench.dialog.waitFor('Custom server')).toContain(titled(plan.title));
      expect((await workbench.dialog.buttons()).toSorted()).toEqual(['Approve', 'Cancel', 'Review']);
      await workbench.stepPicture('command-dialog');
      await workbench.page.keyboard.press('Enter');
      await workbench.editor.waitForTab(/server now ↔ after/);
      expect(await elsewhere.get(plan.id)).toMatchObject({ status: 'pending' });
    }
    await workbench.page.keyboard.press('Control+Enter');
    await workbench.dialog.press('Approve');
    await workbench.notifications.waitFor('Done, and read back');
    expect(person(5).user.firstName).toBe('Ida');
    await clearMessages();
  });

  test('shows several changes in one editor, and refuses them with a reason, by keyboard', async () => {
    const plan = await elsewhere.plan([rename(1, 'Barbara'), rename(2, 'Dorothy'), message('news')]);
    expect(titled(plan.title)).toMatch(/^3 changes: /);
    await pending().row(titled(plan.title));
    await pending().expand(titled(plan.title));
    await pending().row(titled(plan.title), 'Add communication "news"');
    await pending().select([titled(plan.title)]);
    await workbench.editor.waitForTab(/^3 changes: .*server now ↔ after/);
    await workbench.page.locator('.view-line', { hasText: 'Barbara' }).waitFor();
    await workbench.stepPicture('several');
    await expect
      .poll(() => workbench.editor.actions())
      .toEqual(expect.arrayContaining([expect.stringContaining('Approve Change')]));
    await pending().focus();
    await workbench.page.keyboard.press('Delete');
    await workbench.quickInput.waitFor('Nothing will be changed');
    await workbench.quickInput.submit('Next week, please.');
    await pending().row('Nothing waits for your decision.');
    expect(await elsewhere.get(plan.id)).toMatchObject({ status: 'refused', reason: 'Next week, please.' });
    await until('the diffs to close', async () => (await workbench.editor.tabs()).length === 0);
    expect(codes()).not.toContain('news');
  });

  test('refuses what somebody else has changed meanwhile, shows what differs, and plans it again', async () => {
    const plan = await elsewhere.plan(rename(3, 'Emmy'));
    await pending().row(titled(plan.title));
    person(3).user.lastName = 'Otherwise';
    await pending().inlineAction([titled(plan.title)], 'Approve Change');
    await workbench.notifications.waitFor('somebody has changed the same');
    await workbench.stepPicture('drift');
    await workbench.notifications.press('somebody has changed the same', 'Show Details');
    await workbench.editor.waitForTab(/\.txt$/);
    expect(await workbench.editor.text()).toContain('Changed by others since it was planned');
    await workbench.editor.closeAll();
    await pending().inlineAction(['Recent Changes', titled(plan.title)], 'Plan Again');
    await workbench.notifications.press('Ready for your decision', 'Approve');
    await workbench.notifications.waitFor('Done, and read back');
    expect(person(3).user).toMatchObject({ firstName: 'Emmy', lastName: 'Otherwise' });
    await clearMessages();
  });

  test('carries out what destroys many records only after the name and the count were typed', async () => {
    const [listId] = organization().optionLists.keys();
    if (listId === undefined) throw new Error('There is no option list');
    const path = { organizationId: organization().header.id, listId };
    const plan = await elsewhere.plan({ operation: 'customOptions.deleteAll', path });
    const { name = '', count = 0 } = plan.confirmation ?? {};
    await pending().inlineAction([titled(plan.title)], 'Approve Change');
    await workbench.dialog.waitFor('Destroyed for good');
    await workbench.stepPicture('reset-dialog');
    await workbench.dialog.press('Approve');
    await workbench.quickInput.waitFor('for good');
    await workbench.quickInput.type(`${name} ${count + 1}`);
    await workbench.quickInput.waitFor('exactly so');
    await workbench.stepPicture('reset-typed');
    await workbench.quickInput.submit(`${name} ${count}`);
    await workbench.notifications.waitFor('Done, and read back');
    expect(organization().optionLists.get(listId)).toEqual([]);
  });

  test('leaves no token in the log, and no error in the extension host', async () => {
    const plan = await elsewhere.plan(rename(4, 'Lise'));
    await pending().row(titled(plan.title));
    expect(await editor.logs.channel('Jenji')).not.toContain(plan.token);
    await pending().inlineAction([titled(plan.title)], 'Approve Change');
    await until('it to be done', async () => person(4).user.firstName === 'Lise');
    expect(await editor.logs.errorsOf('jenji-kit.jenji-explorer')).toEqual([]);
    await workbench.stepPicture('at-the-end');
  });
});
