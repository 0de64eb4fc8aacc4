import { type Sandbox, startSandbox } from '@jenji-kit/sandbox';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { reportFailures } from '../harness/failure-report.ts';
import { describeInVsCode } from '../harness/installation.ts';
import { type ExplorerEditor, startExplorer } from '../harness/start-explorer.ts';
import { until } from '../harness/until.ts';
import { themes, type Workbench } from '../harness/workbench.ts';

describeInVsCode('signing in and out', () => {
  let sandbox: Sandbox;
  let editor: ExplorerEditor;
  let workbench: Workbench;
  let other: Workbench;

  beforeAll(async () => {
    sandbox = await startSandbox({ limits: 'none', expenses: 50 });
    editor = await startExplorer();
    workbench = await editor.open();
    await workbench.activityBar('Jenji');
  });
  reportFailures(() => editor);
  afterAll(async () => {
    await editor?.stop();
    await sandbox?.close();
  });

  /** The accounts that the editor knows of Jenji, as any extension may ask. */
  function accounts(window = workbench): Promise<string[]> {
    return window.evaluate(async (vscode) =>
      (await vscode.authentication.getAccounts('jenji')).map(({ label }) => label),
    );
  }

  /** Whether the editor keeps any secret. It keeps them sealed, all in one: without any it is shorter than a key is. */
  async function keepsSecrets(): Promise<boolean> {
    const sealed = await workbench.page.evaluate(() => localStorage.getItem('secrets.provider') ?? '');
    return sealed.length > 120;
  }

  const budgetItem = (window = workbench) => window.page.locator('.statusbar-item[id$="jenji.budget"]');

  test('invites to sign in where nobody is', async () => {
    await workbench.welcome.getByText('nothing is written before you have seen it').waitFor();
    expect(await accounts()).toEqual([]);
    await workbench.stepPicture('welcome');
  });

  test('asks step by step, says what is wrong as it is typed, and goes back', async () => {
    await workbench.welcome.getByRole('button', { name: 'Sign In' }).click();
    const { quickInput } = workbench;
    await quickInput.waitFor('Which Jenji is the API key of?');
    expect((await quickInput.items()).map(({ label }) => label)).toEqual([
      'Production',
      'Test',
      'Custom server',
      'Sample data',
    ]);
    await workbench.stepPicture('place');
    await quickInput.pick('Custom server');
    await quickInput.waitFor('Address of the server');
    await quickInput.type('http://example.com');
    await quickInput.waitFor('Enter an address such as');
    await quickInput.submit(sandbox.url);
    await quickInput.waitFor('API user');
    await quickInput.submit('someone');
    await quickInput.waitFor('Secret of the API key');
    await quickInput.pressButton('Back');
    await quickInput.waitFor('API user');
    expect(await quickInput.value()).toBe('someone');
    await quickInput.submit(sandbox.credentials.organization.user);
    await quickInput.waitFor('Secret of the API key');
  });

  test('tells of a wrong secret, and saves nothing', async () => {
    const { quickInput } = workbench;
    await quickInput.submit('wrong-secret');
    await quickInput.waitFor('does not know this user with this secret');
    expect(await workbench.page.locator('.quick-input-box input').getAttribute('type')).toBe('password');
    await workbench.stepPicture('wrong-secret');
    expect([await accounts(), await keepsSecrets()]).toEqual([[], false]);
    await workbench.welcome.waitFor();
  });

  test('signs in with the right one, under the name of the company', async () => {
    const { quickInput } = workbench;
    await quickInput.submit(sandbox.credentials.organization.secret);
    await quickInput.waitFor('Name of the account');
    expect(await quickInput.value()).toBe('Atelier Lumière');
    await workbench.stepPicture('name');
    await quickInput.press('Enter');
    await quickInput.waitUntilClosed();
    const row = await workbench.tree('Explorer').row('Atelier Lumière');
    expect(row.ariaLabel).toContain('Custom server');
    await expect.poll(() => accounts()).toEqual(['Atelier Lumière']);
    expect(await keepsSecrets()).toBe(true);
    await until('the account in the status bar', async () =>
      (await budgetItem().textContent())?.includes('Atelier Lumière (Custom server)'),
    );
    await workbench.stepPicture('signed-in');
  });

  test('other extensions get a session when the person agrees, and no secret with it', async () => {
    const asked = workbench.evaluate(async (vscode) => {
      const session = await vscode.authentication.getSession('jenji', [], { createIfNone: true });
      return { ...session };
    });
    await workbench.dialog.waitFor('wants to sign in using Jenji');
    await workbench.dialog.press('Allow');
    await workbench.quickInput.waitFor('Select an account');
    await workbench.quickInput.pick('Atelier Lumière');
    const session = await asked;
    expect(session).toMatchObject({
      account: { label: 'Atelier Lumière' },
      accessToken: expect.stringMatching(/^jenji-explorer:[a-z0-9]{12}$/),
      scopes: [],
    });
    expect(JSON.stringify(session)).not.toContain(sandbox.credentials.organization.secret);
  });

  test('offers the other type of key, and holds both accounts at a time', async () => {
    const { quickInput } = workbench;
    const { user, secret } = sandbox.credentials.bookkeeper;
    await workbench.command('Jenji: Sign In…');
    await quickInput.waitFor('Which Jenji');
    await quickInput.pick('Custom server');
    for (const answer of [sandbox.url, user, secret]) {
      await quickInput.waitFor(answer === user ? 'API user' : answer === secret ? 'Secret' : 'Address');
      await quickInput.submit(answer);
    }
    await quickInput.waitFor('Jenji accepts this as a bookkeeper key');
    await workbench.stepPicture('other-type');
    await quickInput.pick('Sign in as an accounting firm');
    await quickInput.waitFor('Name of the account');
    await quickInput.submit('Our firm');
    await workbench.tree('Explorer').row('Our firm');
    await expect.poll(() => accounts()).toEqual(['Atelier Lumière', 'Our firm']);
  });

  test('shows who uses the budget with a click', async () => {
    await budgetItem().locator('a').click();
    const { quickInput } = workbench;
    await quickInput.waitFor('Request budget');
    const rows = () => quickInput.items().then((items) => items.map(({ label }) => label));
    await expect.poll(rows).toEqual(expect.arrayContaining(['Atelier Lumière', 'Our firm', 'Show Log']));
    expect((await rows()).join()).toMatch(
      /Free: \d+ of 1,?000 requests this second.*Used in the last minute: \d+ by this window/,
    );
    await workbench.stepPicture('budget');
    await quickInput.press('Escape');
    await quickInput.waitUntilClosed();
  });

  test('keeps an account for the workspace, first and marked', async () => {
    await workbench.command('Jenji: Use Account for This Workspace');
    await workbench.quickInput.waitFor('Which account belongs to this workspace?');
    await workbench.quickInput.pick('Our firm');
    await expect.poll(() => accounts()).toEqual(['Our firm', 'Atelier Lumière']);
    const first = async () => (await workbench.tree('Explorer').rows())[0];
    await expect.poll(first, { timeout: 5000 }).toMatchObject({ label: 'Our firm' });
    expect((await first())?.ariaLabel).toContain('workspace');
    await workbench.stepPicture('pinned');
  });

  test('a window that opens later has the accounts, and follows', async () => {
    other = await editor.open();
    await other.activityBar('Jenji');
    await other.tree('Explorer').row('Our firm');
    await expect.poll(() => accounts(other)).toEqual(['Our firm', 'Atelier Lumière']);
  });

  test('signing out leaves nothing behind: no row, no figures, no secret, nothing known after a reload', async () => {
    for (const label of ['Our firm', 'Atelier Lumière']) {
      await workbench.command('Jenji: Sign Out…');
      if (label === 'Our firm') {
        await workbench.quickInput.waitFor('Which account do you want to sign out of?');
        await workbench.quickInput.pick(label);
      }
      await workbench.dialog.waitFor(`Sign out of “${label}”`);
      await workbench.stepPicture('sign-out');
      await workbench.dialog.press('Sign Out');
      if (label === 'Our firm') await workbench.tree('Explorer').waitUntilGone(label);
    }
    await workbench.welcome.first().waitFor();
    await budgetItem().waitFor({ state: 'hidden' });
    expect([await accounts(), await keepsSecrets()]).toEqual([[], false]);
    await other.page.bringToFront();
    await other.welcome.waitFor();
    await budgetItem(other).waitFor({ state: 'hidden' });
    expect(await accounts(other)).toEqual([]);
    await other.page.close();
    await workbench.load();
    await workbench.activityBar('Jenji');
    await workbench.welcome.waitFor();
    expect([await accounts(), await keepsSecrets()]).toEqual([[], false]);
  });

  test('shows made-up companies without a key, again after a reload, and nothing after signing out', async () => {
    await workbench.welcome.getByRole('button', { name: 'Try with Sample Data' }).click();
    await workbench.quickInput.waitFor('What would you like to look at?');
    await workbench.stepPicture('sample');
    await workbench.quickInput.pick('One company');
    const row = await workbench.tree('Explorer').row('Sample company');
    expect(row.ariaLabel).toContain('Sample data');
    expect(await keepsSecrets()).toBe(false);
    for (const [name, theme] of Object.entries(themes)) {
      await workbench.theme(theme);
      await workbench.stepPicture(`sample-${name}`);
    }
    await workbench.load();
    await workbench.activityBar('Jenji');
    await workbench.tree('Explorer').row('Sample company');
    await workbench.command('Jenji: Sign Out…');
    await workbench.dialog.press('Sign Out');
    await workbench.welcome.waitFor();
    expect(await accounts()).toEqual([]);
  });

  test('left no error and no secret in the logs', async () => {
    const hosts = await editor.logs.extensionHosts();
    const channel = await editor.logs.channel('Jenji');
    const all = JSON.stringify([hosts, channel]);
    const { organization, bookkeeper } = sandbox.credentials;
    for (const secret of [organization.secret, bookkeeper.secret, 'wrong-secret']) expect(all).not.toContain(secret);
    expect(await editor.logs.errorsOf('jenji-kit.jenji-explorer')).toEqual([]);
  });
});
