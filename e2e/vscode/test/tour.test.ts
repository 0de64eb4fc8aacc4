import { afterAll, beforeAll, expect, test } from 'vitest';
import { reportFailures } from '../harness/failure-report.ts';
import { describeInVsCode } from '../harness/installation.ts';
import { monthLabel } from '../harness/month-label.ts';
import { walkthroughPicture } from '../harness/pictures.ts';
import { type ExplorerEditor, startExplorer } from '../harness/start-explorer.ts';
import { until } from '../harness/until.ts';
import { themes, type Workbench } from '../harness/workbench.ts';

/**
 * What a newcomer does with the sample data, from the packed extension on, in the order of the walkthrough. The pictures
 * of the README, the documentation and the walkthrough are taken on the way.
 */
describeInVsCode('a tour with sample data', () => {
  let editor: ExplorerEditor;
  let workbench: Workbench;
  /** The expense that is looked at and approved. */
  let [vendor, title] = ['', ''];

  beforeAll(async () => {
    editor = await startExplorer({
      budget: 'jenji',
      viewport: { width: 1280, height: 800 },
      // The edge of the side bar, which is moved below, stays lit otherwise.
      settings: { 'workbench.sash.hoverDelay': 60_000 },
    });
    workbench = await editor.open();
    await workbench.theme(themes.dark);
    await workbench.activityBar('Jenji');
    // As wide as who works with it has it.
    const edge = await workbench.page.locator('.sidebar').boundingBox();
    const [x, y] = [(edge?.x ?? 0) + (edge?.width ?? 0) + 2, 400];
    await workbench.page.mouse.move(x, y);
    await workbench.page.mouse.down();
    await workbench.page.mouse.move(x + 70, y, { steps: 4 });
    await workbench.page.mouse.up();
  });
  reportFailures(() => editor);
  afterAll(async () => {
    await editor?.stop();
  });

  const tree = () => workbench.tree('Explorer');
  const pending = () => workbench.tree('Pending Changes');

  /** Takes the same picture in each theme. */
  async function pictures(name: string, step?: string): Promise<void> {
    for (const [theme, id] of Object.entries(themes)) {
      await workbench.theme(id);
      await workbench.picture(`vscode-${name}-${theme}`);
      if (step !== undefined && theme !== 'highContrast') await walkthroughPicture(workbench, `${step}-${theme}`);
    }
    await workbench.theme(themes.dark);
  }

  test('begins with an invitation', async () => {
    await workbench.welcome.getByText('nothing is written before you have seen it').waitFor();
    await pictures('welcome', 'signIn');
  });

  test('signs in without a key, and leads to an expense beside its receipt', async () => {
    await workbench.welcome.getByRole('button', { name: 'Try with Sample Data' }).click();
    await workbench.quickInput.waitFor('What would you like to look at?');
    await workbench.quickInput.pick('One company');
    await tree().expand('Atelier Lumière', 'Waiting for a decision');
    // The made-up company is that of today: around holidays, other expenses wait. The vendor of the pictures if it can be.
    const chosen = await until('an expense that waits', async () => {
      const waiting = (await tree().rows()).filter(
        ({ label, ariaLabel }) => /^[\w ]+$/.test(label) && ariaLabel.includes('Waiting for approval'),
      );
      return waiting.find(({ label }) => label === 'Tankstelle Nord') ?? waiting[0];
    });
    vendor = chosen.label;
    title = `${vendor} · ${chosen.description.split(' · ')[0]}`;
    await tree().select([vendor]);
    await workbench.editor.waitForTab(title);
    const page = await workbench.webview(title);
    await page.getByRole('button', { name: 'Accept', exact: true }).waitFor();
    await page.locator('.receipt .facts:not(.loading)').waitFor();
    await pictures('expense', 'browse');
  });

  test('shows a month in the tree and as a table', async () => {
    await tree().collapse('Waiting for a decision');
    const month = monthLabel(1);
    await tree().expand('Atelier Lumière', 'Expenses', month);
    await (await tree().contextMenu('Expenses', month)).choose('Show Expenses as a Table');
    const tab = await until('the table', async () =>
      (await workbench.editor.tabs()).find((each) => each.includes(month)),
    );
    const page = await workbench.webview(tab);
    await page.locator('.row').first().waitFor();
    await pictures('table');
    await workbench.editor.closeAll();
  });

  test('approves the expense after it was shown what changes', async () => {
    await tree().expand('Atelier Lumière', 'Waiting for a decision');
    await tree().select([vendor]);
    await workbench.editor.waitForTab(title);
    const page = await workbench.webview(title);
    await page.getByRole('button', { name: 'Accept', exact: true }).click();
    await workbench.quickInput.waitFor('Comment for the workflow');
    await workbench.quickInput.submit('As agreed');
    await workbench.notifications.press('Ready for your decision', 'Review');
    await workbench.editor.waitForTab(/server now ↔ after/);
    await workbench.runCommand('notifications.clearAll');
    await pictures('diff', 'approve');
    await workbench.editor.action('Approve Change');
    await workbench.notifications.waitFor('Done, and read back');
    await workbench.runCommand('notifications.clearAll');
    await until('the tree without it', async () => !(await tree().has('Waiting for a decision', vendor)));
    await workbench.editor.closeAll();
  });

  test('edits a person as JSON, with the fields of the company completed', async () => {
    await tree().collapse('Waiting for a decision');
    await tree().expand('Atelier Lumière', 'People', 'Atelier Lumière', 'Direction');
    const person = (await tree().rows()).find(({ ariaLabel }) => /@/.test(ariaLabel))?.label ?? '';
    await (await tree().contextMenu('Direction', person)).choose('Edit as JSON');
    await until('the document', async () => (await workbench.editor.text()).includes('"firstName"'));
    await pictures('json', 'edit');
    await workbench.editor.closeAll();
  });

  test('lets an assistant ask, and a person decide', async () => {
    await workbench.command('Jenji: Turn On Assistant Access…');
    await workbench.dialog.waitFor('Let the assistants');
    await workbench.dialog.press('Turn On');
    await pending().row('Assistant access is on');
    const tool = await until('the tool of the server', async () => {
      await workbench.evaluate(async (vscode) => {
        await vscode.commands.executeCommand('workbench.mcp.startServer', '*', { waitForLiveTools: true });
      });
      return await workbench.evaluate(
        (vscode) => vscode.lm.tools.find(({ name }) => /^mcp_.*run_expense_action$/.test(name))?.name,
      );
    });
    const waiting = (await tree().rows()).length;
    expect(waiting).toBeGreaterThan(0);
    const answer = workbench.evaluate(async (vscode, name) => {
      const find = vscode.lm.tools.find((each) => each.name === name.replace('run_expense_action', 'search_expenses'));
      const ask = (tool: string, input: object) =>
        vscode.lm.invokeTool(tool, { input, toolInvocationToken: undefined });
      const found = await ask(find?.name ?? '', { states: ['WAITING_FOR_VALIDATION'], sort: 'largest', limit: 3 });
      const text = found.content.map((part) => (part instanceof vscode.LanguageModelTextPart ? part.value : '')).join();
      const ids = [...new Set(text.match(/[\da-f]{8}-[\da-f]{4}-[\da-f-]{22}/g))].slice(0, 3);
      const { content } = await ask(name, { expenses: ids, action: 'accept' });
      return content.map((part) => (part instanceof vscode.LanguageModelTextPart ? part.value : '')).join('\n');
    }, tool);
    // The editor asks about each tool of a server that changes something; what it would do is known to nobody yet.
    await workbench.dialog.press('Yes');
    await workbench.notifications.waitFor('The assistant wants to change something');
    const [wanted] = (await pending().rows()).filter(({ description }) => /assistant/.test(description));
    await pending().expand(wanted?.label ?? '');
    await pending().select([wanted?.label ?? '']);
    await workbench.editor.waitForTab(/server now ↔ after/);
    await workbench.runCommand('notifications.clearAll');
    await pictures('pending', 'assistant');
    await pending().inlineAction([wanted?.label ?? ''], 'Approve Change');
    expect(await answer).toContain('committed');
    await workbench.runCommand('notifications.clearAll');
    await workbench.editor.closeAll();
  });

  test('has a walkthrough with pictures of all that', async () => {
    await workbench.command('Jenji: Get Started');
    // Where there is little room, VS Code leaves the pictures out.
    await workbench.runCommand('workbench.action.closeSidebar');
    await workbench.page.getByText('Sign in, or try with sample data').first().waitFor();
    await until('its picture', () =>
      workbench.page
        .locator('.gettingStartedContainer img')
        .evaluateAll((images) => images.some((image) => image instanceof HTMLImageElement && image.naturalWidth > 300)),
    );
    await pictures('walkthrough');
  });

  test('leaves no error behind', async () => {
    expect(await editor.logs.errorsOf('jenji-kit.jenji-explorer')).toEqual([]);
    expect(workbench.pageErrors).toEqual([]);
  });
});
