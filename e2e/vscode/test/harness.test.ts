import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { reportFailures } from '../harness/failure-report.ts';
import { describeInVsCode } from '../harness/installation.ts';
import { type Editor, startEditor } from '../harness/start-editor.ts';
import { until } from '../harness/until.ts';
import { themes, type Workbench } from '../harness/workbench.ts';

const sample = fileURLToPath(new URL('sample-extension', import.meta.url));

describeInVsCode('the harness, on an extension with a little of everything', () => {
  let editor: Editor;
  let workbench: Workbench;

  beforeAll(async () => {
    editor = await startEditor({
      extensions: [sample],
      locale: 'fr',
      env: { SAMPLE_SETTING: 'from the test' },
      workspace: { 'notes/today.json': '{ "a": 1 }\n' },
    });
    workbench = await editor.open();
    await workbench.activityBar('Sample');
  });
  reportFailures(() => editor);
  afterAll(async () => {
    await editor?.stop();
  });

  test('reads a tree, unfolds it, and finds rows that are out of sight', async () => {
    const people = workbench.tree('People');
    expect(await people.expand('Sales')).toMatchObject({ description: '40 people', ariaLabel: 'Team Sales', level: 1 });
    expect(await people.rows()).toHaveLength(42);
    expect(await people.row('Sales', 'Seller 40')).toMatchObject({ level: 2, expanded: undefined });
    await people.select(['Seller 40']);
    expect((await people.row('Seller 40')).selected).toBe(true);
    await people.collapse('Sales');
    expect(await people.outline()).toBe('Sales\nSupport');
  });

  test('opens context menus and presses the buttons of rows and views', async () => {
    const people = workbench.tree('People');
    await people.expand('Support');
    expect(await people.inlineActions('Support', 'Ada')).toEqual(['Rename']);
    await people.inlineAction(['Ada'], 'Rename');
    await workbench.quickInput.waitFor('Rename');
    await workbench.quickInput.submit('Ada L.');
    await people.row('Ada L.');
    const menu = await people.contextMenu('Ada L.');
    expect(await menu.items()).toEqual(['Rename']);
    await menu.choose('Rename');
    await workbench.quickInput.waitFor('Rename');
    await workbench.quickInput.submit('Ada');
    await people.row('Ada');
  });

  test('drags a row onto another', async () => {
    const people = workbench.tree('People');
    await people.expand('Support');
    await people.drag(['Support', 'Ada'], ['Sales']);
    await people.waitUntilGone('Support', 'Ada');
    await people.expand('Sales');
    expect(await people.row('Sales', 'Ada')).toMatchObject({ level: 2 });
    await people.collapse('Sales');
  });

  test('answers quick picks, input boxes, dialogs and notifications', async () => {
    await workbench.tree('People').titleAction('Saluer');
    await workbench.quickInput.waitFor('Whom?');
    expect(await workbench.quickInput.items()).toMatchObject([
      { label: 'Ada', description: 'mathematician' },
      { label: 'Grace' },
    ]);
    await workbench.quickInput.pick('Grace');
    await workbench.quickInput.waitFor('What to say');
    expect(await workbench.quickInput.value()).toBe('Bonjour');
    await workbench.quickInput.type('');
    await workbench.quickInput.waitFor('Say something');
    await workbench.quickInput.submit('Salut');
    expect(await workbench.dialog.waitFor('Greet Grace?')).toContain('cannot be taken back');
    expect(await workbench.dialog.buttons()).toEqual(expect.arrayContaining(['Greet', 'Shout', 'Cancel']));
    await workbench.dialog.press('Shout');
    expect(await workbench.notifications.buttons('Salut')).toEqual(['Again', 'Enough']);
    await workbench.notifications.press('Shout: Salut, Grace', 'Enough');
    await workbench.notifications.waitFor('You said Enough Grace');
    await workbench.notifications.clear();
    expect(await workbench.notifications.texts()).toEqual([]);
    await until('the log', async () => (await editor.logs.channel('Sample log')).includes('Answered Enough'));
  });

  test('finds commands by title, and what is inside a webview', async () => {
    expect(await workbench.commands('Sample: ')).toContain('Sample: Show Panel');
    await workbench.command('Sample: Show Panel');
    const panel = await workbench.webview('Sample panel');
    await panel.getByRole('button', { name: 'Press' }).click();
    await panel.getByRole('button', { name: 'Pressed' }).waitFor();
    expect(await workbench.editor.tabs()).toEqual(['Sample panel']);
    await workbench.editor.closeAll();
  });

  test('shows what no row shows: status bar, welcome text, themes', async () => {
    expect(await workbench.statusBar('3 free').textContent()).toContain('3 free');
    expect(await workbench.statusBar('sample.status').isVisible()).toBe(true);
    expect(await workbench.views()).toEqual(['People', 'Nothing']);
    expect(await workbench.welcome.textContent()).toContain('Nothing here yet.');
    await workbench.theme(themes.dark);
    await workbench.theme(themes.light);
  });

  test('edits, compares and checks documents', async () => {
    await workbench.evaluate(async (vscode) => {
      const [file] = await vscode.workspace.findFiles('notes/today.json');
      if (file !== undefined) await vscode.window.showTextDocument(file);
    });
    await workbench.editor.waitForTab('today.json');
    expect(await workbench.editor.text()).toBe('{ "a": 1 }\n');
    await workbench.editor.replaceText('{ "a": 2, }\n');
    await until('a changed document', () => workbench.editor.isDirty('today.json'));
    expect(await until('a problem', async () => (await workbench.problems())[0])).toMatchObject({
      file: 'today.json',
      line: 1,
    });
    await workbench.editor.replaceText('{ "a": 2 }\n');
    await workbench.editor.save();
    await until('the document to be saved', async () => !(await workbench.editor.isDirty('today.json')));
    await workbench.evaluate(async (vscode) => {
      const [left, right] = await Promise.all(
        ['old', 'new'].map((content) => vscode.workspace.openTextDocument({ content })),
      );
      if (left && right) await vscode.commands.executeCommand('vscode.diff', left.uri, right.uri, 'Old and new');
    });
    await workbench.editor.waitForTab('Old and new');
    expect(await workbench.editor.diff()).toEqual({ original: 'old', modified: 'new' });
    await workbench.editor.closeAll();
    await workbench.evaluate(async (vscode) => {
      await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ content: 'never saved' }));
    });
    await workbench.editor.waitForTab(/never saved|Untitled/);
    // It waits until no tab is open; a document of the diff above may come back once more after that.
    await workbench.editor.closeAll();
  });

  test('keeps a window’s extension host apart from another’s, but not the secrets', async () => {
    const second = await editor.open();
    const hosts = await Promise.all([workbench, second].map((each) => each.evaluate(() => process.pid)));
    expect(new Set(hosts).size).toBe(2);
    expect(await second.evaluate((vscode) => [vscode.env.language, process.env.SAMPLE_SETTING])).toEqual([
      'fr',
      'from the test',
    ]);
    expect(
      await second.evaluate(async (vscode) => {
        const sample = await vscode.extensions.getExtension('jenji-kit-tests.sample')?.activate();
        return await sample.lastAnswer();
      }),
    ).toBe('Enough Grace');
    await second.page.close();
    await workbench.load();
    expect(await workbench.evaluate(() => process.pid)).not.toBe(hosts[0]);
  });

  test('sees what an extension lets fall', async () => {
    await workbench.activityBar('Sample');
    await workbench.runCommand('sample.fail');
    await until(
      'the error in the log',
      async () =>
        (await editor.logs.errorsOf('jenji-kit-tests.sample')).some((entry) => entry.includes('Nobody catches')),
      { describe: () => editor.logs.extensionHosts() },
    );
    await expect(workbench.evaluate(() => Promise.reject(new Error('Thrown there')))).rejects.toThrow('Thrown there');
  });
});
