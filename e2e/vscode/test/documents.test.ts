import { type Sandbox, startSandbox } from '@jenji-kit/sandbox';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { reportFailures } from '../harness/failure-report.ts';
import { describeInVsCode } from '../harness/installation.ts';
import { organizationIn } from '../harness/organization-in.ts';
import { signIn } from '../harness/sign-in.ts';
import { type ExplorerEditor, startExplorer } from '../harness/start-explorer.ts';
import { until } from '../harness/until.ts';
import { themes, type Workbench } from '../harness/workbench.ts';

describeInVsCode('records as JSON documents', () => {
  let sandbox: Sandbox;
  let editor: ExplorerEditor;
  let workbench: Workbench;
  let accountId: string;

  beforeAll(async () => {
    sandbox = await startSandbox({ limits: 'none', expenses: 50 });
    editor = await startExplorer({
      settings: { 'files.autoSave': 'afterDelay', 'files.autoSaveDelay': 100 },
    });
    workbench = await editor.open();
    await workbench.activityBar('Jenji');
    await signIn(workbench, sandbox, 'Sandbox');
    accountId = await until('the account', () =>
      workbench.evaluate(async (vscode) => (await vscode.authentication.getAccounts('jenji'))[0]?.id),
    );
  });
  reportFailures(() => editor);
  afterAll(async () => {
    await editor?.stop();
    await sandbox?.close();
  });

  const organization = () => organizationIn(sandbox);
  /** Somebody with a role and a vehicle, as Jenji has them now. */
  const person = () => {
    const found = [...organization().users.values()].find(({ user }) => user.profiles.length && user.vehicles.length);
    if (!found) throw new Error('Nobody has a role and a vehicle');
    return found.user;
  };
  let tab = '';
  /** Changes a text of the document in front, as by hand. */
  const change = async (field: string, value: string) => {
    // What is in front reaches the extension host a moment later than the eye.
    const text = await until('the document in front', async () => {
      const shown = await workbench.editor.text();
      return shown.includes('"$schema"') && shown.includes('"login"') && shown;
    });
    await workbench.editor.replaceText(text.replace(new RegExp(`"${field}": "[^"]*"`), `"${field}": "${value}"`));
  };
  const diffShown = () =>
    until('the diff', async () => (await workbench.editor.actions()).some((title) => title.startsWith('Approve')));

  /** That Jenji clears the language of a user with every change is asked about once more. */
  async function approve(): Promise<void> {
    await diffShown();
    await workbench.editor.action('Approve Change');
    await workbench.dialog.waitFor('language');
    await workbench.dialog.press('Approve');
  }

  test('opens a user from the tree as JSON, in a language of its own that is not saved by itself', async () => {
    const { firstName, lastName, id } = person();
    const subject = { kind: 'user', accountId, organizationId: organization().header.id, id };
    await workbench.runCommand('jenji.editAsJson', { arguments: [subject] });
    tab = `${firstName} ${lastName}.jenji.json`;
    await workbench.editor.waitForTab(tab);
    expect(JSON.parse(await workbench.editor.text())).toMatchObject({ firstName, readOnly: { id } });
    const opened = await workbench.evaluate((vscode) => {
      const document = vscode.window.activeTextEditor?.document;
      return [document?.languageId, vscode.workspace.getConfiguration('files', document).get('autoSave')];
    });
    expect(opened).toEqual(['jenji-json', 'off']);
    await workbench.stepPicture('document');
  });

  test('underlines what the organization does not know, and offers what it does, by name', async () => {
    const text = await workbench.editor.text();
    await change('groupId', 'no-such-group');
    await until('a problem', async () =>
      (await workbench.problems()).find(({ message }) => message.includes('no such id')),
    );
    await workbench.stepPicture('document-schema-error');
    await change('groupId', '');
    await workbench.editor.typeAfter('"groupId": "', '');
    await workbench.page.keyboard.press('Control+Space');
    expect(await workbench.editor.suggestions()).toContain('"root"');
    await workbench.page
      .locator('.suggest-widget.visible')
      .getByText(organization().groups[0]?.name ?? '')
      .waitFor();
    await workbench.stepPicture('document-suggestions');
    await workbench.page.keyboard.press('Escape');
    const hover = await workbench.evaluate(async (vscode) => {
      const editor = vscode.window.activeTextEditor;
      if (editor === undefined) throw new Error('No editor');
      const at = editor.document.positionAt(editor.document.getText().indexOf('"preferredCurrency": "') + 24);
      const found = await vscode.commands.executeCommand<{ contents: { value: string }[] }[]>(
        'vscode.executeHoverProvider',
        editor.document.uri,
        at,
      );
      return found.flatMap(({ contents }) => contents.map(({ value }) => value)).join(' ');
    });
    expect(hover).toContain('ISO 4217');
    await workbench.editor.replaceText(text);
    await until('no problem', async () => (await workbench.problems()).length === 0);
  });

  test('leads to the records that a document names', async () => {
    const links = await workbench.evaluate(async (vscode) => {
      const uri = vscode.window.activeTextEditor?.document.uri;
      const found = await vscode.commands.executeCommand<{ target?: { scheme: string; path: string } }[]>(
        'vscode.executeLinkProvider',
        uri,
      );
      return found.map(({ target }) => `${target?.scheme}:${target?.path}`);
    });
    expect(links).toContain('command:jenji.editAsJson');
    const vehicle = links.find((link) => link.startsWith('jenji:') && link.includes('/vehicles/')) ?? '';
    await workbench.evaluate(async (vscode, link) => {
      await vscode.window.showTextDocument(vscode.Uri.from({ scheme: 'jenji', path: link.slice('jenji:'.length) }));
    }, vehicle);
    await until('the vehicle', async () => (await workbench.editor.text()).includes('"label"'));
    expect(await workbench.problems()).toEqual([]);
    await workbench.editor.close();
    await workbench.editor.waitForTab(tab);
    await until('the user in front', async () => (await workbench.editor.text()).includes('"login"'));
  });

  test('refuses to save what breaks a rule, and tells where', async () => {
    const text = await workbench.editor.text();
    await change('preferredCountry', 'France');
    await workbench.editor.save();
    await workbench.notifications.waitFor('Nothing was sent. preferredCountry: must be an ISO 3166 code');
    const errors = (await workbench.problems()).filter(({ severity }) => severity === 'error');
    expect(errors).toMatchObject([{ message: expect.stringContaining('preferredCountry: must be') }]);
    await workbench.stepPicture('document-refused');
    expect(await workbench.editor.isDirty(tab)).toBe(true);
    await workbench.runCommand('notifications.clearAll');
    await workbench.editor.replaceText(text);
    await workbench.editor.save();
    await until('the document to be clean', async () => !(await workbench.editor.isDirty(tab)));
  });

  test('saves through a review: server now beside after', async () => {
    const { firstName } = person();
    await change('firstName', 'Ada');
    await workbench.editor.save();
    await diffShown();
    const { original, modified } = await workbench.editor.diff();
    expect([original, modified]).toEqual([
      expect.stringContaining(`"firstName": "${firstName}"`),
      expect.stringContaining('"firstName": "Ada"'),
    ]);
    expect(person().firstName).toBe(firstName);
    await workbench.stepPicture('document-review');
    await approve();
    await until('the user to be changed', () => person().firstName === 'Ada');
    await until('the document to be clean', async () => !(await workbench.editor.isDirty(tab)));
    await workbench.runCommand('notifications.clearAll');
  });

  test('stays unsaved where the change is refused', async () => {
    await workbench.editor.select(tab);
    await change('firstName', 'Grace');
    await workbench.editor.save();
    await diffShown();
    await workbench.editor.action('Refuse Change');
    await workbench.quickInput.waitFor('Refuse');
    await workbench.quickInput.submit('Not today');
    await workbench.notifications.waitFor('nothing was written: Not today');
    expect(person().firstName).toBe('Ada');
    expect(await workbench.editor.isDirty(tab)).toBe(true);
    await workbench.runCommand('notifications.clearAll');
  });

  test('tells that somebody else has changed the record, and overwrites nothing', async () => {
    await workbench.editor.select(tab);
    person().phone = '+33 1 99 99 99 99';
    await workbench.editor.save();
    expect(await workbench.dialog.waitFor('Somebody else has changed')).toContain('Changed there: phone.');
    await workbench.stepPicture('document-conflict');
    await workbench.dialog.press('Show Differences');
    await workbench.editor.waitForTab(/Jenji now/);
    const { original, modified } = await workbench.editor.diff();
    expect([original, modified]).toEqual([
      expect.stringContaining('+33 1 99 99 99 99'),
      expect.stringContaining('Grace'),
    ]);
    await workbench.runCommand('notifications.clearAll');
    await workbench.theme(themes.dark);
    await workbench.stepPicture('document-conflict-differences');
    await workbench.theme(themes.light);
    await workbench.editor.select(tab);
    await workbench.editor.save();
    await workbench.dialog.waitFor('Somebody else has changed');
    await workbench.dialog.press('Keep Mine and Review');
    await approve();
    await until('the change', () => person().firstName === 'Grace');
    expect(person().phone).toBe('+33 1 99 99 99 99');
    await workbench.editor.select(tab);
    await until('what Jenji has now', async () => (await workbench.editor.text()).includes('+33 1 99 99 99 99'));
    expect(await workbench.editor.isDirty(tab)).toBe(false);
  });

  test('takes what Jenji has now where the person wants that', async () => {
    await change('firstName', 'Mary');
    person().phone = '+33 2';
    await workbench.editor.save();
    await workbench.dialog.waitFor('Somebody else has changed');
    await workbench.dialog.press('Take What Jenji Has');
    await until('what Jenji has now', async () => (await workbench.editor.text()).includes('+33 2'));
    expect(await workbench.editor.text()).toContain('Grace');
    expect(await workbench.editor.isDirty(tab)).toBe(false);
  });

  test('leaves no error of ours in the host’s log', async () => {
    expect(await editor.logs.errorsOf('jenji-kit.jenji-explorer')).toEqual([]);
  });
});
