import { type Sandbox, startSandbox } from '@jenji-kit/sandbox';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { reportFailures } from '../harness/failure-report.ts';
import { describeInVsCode } from '../harness/installation.ts';
import { organizationIn } from '../harness/organization-in.ts';
import { signIn } from '../harness/sign-in.ts';
import { type ExplorerEditor, startExplorer } from '../harness/start-explorer.ts';
import { until } from '../harness/until.ts';
import { themes, type Workbench } from '../harness/workbench.ts';

describeInVsCode('assistant access', () => {
  let sandbox: Sandbox;
  let editor: ExplorerEditor;
  let workbench: Workbench;

  beforeAll(async () => {
    sandbox = await startSandbox({ limits: 'none', expenses: 50 });
    editor = await startExplorer();
    workbench = await editor.open();
    await workbench.theme(themes.dark);
    await workbench.activityBar('Jenji');
    await signIn(workbench, sandbox, 'Atelier Lumière');
  });
  reportFailures(() => editor);
  afterAll(async () => {
    await editor?.stop();
    await sandbox?.close();
  });

  function waitingExpense(): string {
    for (const { expense } of sandbox.world.expenses.search(organizationIn(sandbox).header.id)) {
      if (expense.state === 'WAITING_FOR_VALIDATION') return expense.id;
    }
    throw new Error('No expense waits');
  }
  const stateOf = (id: string) => sandbox.world.expenses.get(id)?.expense.state;

  const pending = () => workbench.tree('Pending Changes');

  /** The names of all tools of Jenji that the editor knows: also of those that are hidden from models now. */
  function toolNames(): Promise<string[]> {
    return workbench.evaluate((vscode) =>
      vscode.lm.tools.map(({ name }) => name).filter((name) => name.includes('jenji')),
    );
  }

  /** Calls a tool as chat does; resolves to its text. */
  function call(name: string, input: object): Promise<string> {
    const answer = workbench.evaluate(
      async (vscode, tool) => {
        const { content } = await vscode.lm.invokeTool(tool.name, {
          input: tool.input,
          toolInvocationToken: undefined,
        });
        return content.map((part) => (part instanceof vscode.LanguageModelTextPart ? part.value : '')).join('\n');
      },
      { name, input },
    );
    // Whoever waits for it is told; a test that fails before says so itself.
    answer.catch(() => undefined);
    return answer;
  }

  const serverTools = async () => (await toolNames()).filter((name) => name.startsWith('mcp_'));
  const serverTool = (tool: string) =>
    until(`the tool ${tool} of the MCP server`, async () => (await serverTools()).find((name) => name.endsWith(tool)), {
      describe: async () => (await toolNames()).join('\n') || 'no tool',
    });

  /** The editor asks by itself before a tool of an MCP server runs that does more than read. */
  async function letItRun(): Promise<void> {
    await workbench.dialog.waitFor('Run a workflow action on expenses');
    await workbench.dialog.press('Yes');
  }

  test('is off, until a person has read what it means', async () => {
    expect(await serverTools()).toEqual([]);
    await expect(call('jenji_list_organizations', {})).rejects.toThrow();
    await workbench.command('Jenji: Turn On Assistant Access…');
    const text = await workbench.dialog.waitFor('Let the assistants of this editor use Jenji?');
    expect(text).toContain('It changes nothing by itself');
    expect(text).toContain('Atelier Lumière · Custom server');
    await workbench.stepPicture('consent-dark');
    await workbench.dialog.press('Cancel');
    await workbench.command('Jenji: Turn On Assistant Access…');
    await workbench.dialog.waitFor('Let the assistants');
    await workbench.dialog.press('Turn On');
    const row = await pending().row('Assistant access is on');
    expect(row.description).toContain('Atelier Lumière');
  });

  test('offers the tools of the server, started by VS Code, and no tool twice', async () => {
    // The editor starts the servers that it has heard of: this one it hears of a moment after the setting has changed.
    await until('the tools of the MCP server', async () => {
      await workbench.evaluate(async (vscode) => {
        await vscode.commands.executeCommand('workbench.mcp.startServer', '*', { waitForLiveTools: true });
      });
      return (await serverTools()).length > 0;
    });
    const search = await serverTool('list_organizations');
    expect(await call(search, {})).toContain('Atelier Lumière');
    expect((await serverTools()).filter((name) => name.endsWith('list_organizations'))).toHaveLength(1);
    // Those of the editor answer nobody meanwhile, and are hidden by the same setting.
    await expect(call('jenji_list_organizations', {})).rejects.toThrow();
    await workbench.stepPicture('assistant-on');
  });

  test('keeps what an assistant wants to change waiting until a person approves it', async () => {
    const id = waitingExpense();
    const answer = call(await serverTool('run_expense_action'), { expenses: [id], action: 'accept' });
    await letItRun();
    await workbench.notifications.waitFor('The assistant wants to change something');
    const row = await pending().row(/^Accept: /);
    expect(row.description).toContain('the assistant');
    await workbench.stepPicture('assistant-waits');
    expect(stateOf(id)).toBe('WAITING_FOR_VALIDATION');
    await workbench.notifications.press('The assistant wants to change something', 'Approve');
    expect(await answer).toContain('committed');
    expect(stateOf(id)).toBe('ACCEPTED');
    await workbench.notifications.waitFor('Done, and read back');
    await workbench.runCommand('notifications.clearAll');
  });

  test('tells the assistant that a person refused, and why', async () => {
    const id = waitingExpense();
    const answer = call(await serverTool('run_expense_action'), { expenses: [id], action: 'accept' });
    await letItRun();
    await pending().inlineAction([/^Accept: /], 'Refuse Change');
    await workbench.quickInput.waitFor('the assistant is told the reason');
    await workbench.quickInput.submit('Ask Marie first.');
    expect(await answer).toContain('Ask Marie first.');
    expect(stateOf(id)).toBe('WAITING_FOR_VALIDATION');
    await pending().row('Nothing waits for your decision.');
  });

  test('offers tools of the editor in place of the server where that is wanted', async () => {
    await workbench.evaluate(async (vscode) => {
      const { Global } = vscode.ConfigurationTarget;
      await vscode.workspace.getConfiguration('jenji').update('assistant.mode', 'languageModelTools', Global);
    });
    await until('no tool of the server', async () => (await serverTools()).length === 0);
    expect(await call('jenji_list_organizations', {})).toContain('Atelier Lumière');
    const id = waitingExpense();
    const answer = call('jenji_run_expense_action', { expenses: [id], action: 'accept' });
    await pending().inlineAction([/^Accept: /], 'Approve Change');
    expect(await answer).toContain('committed');
    expect(stateOf(id)).toBe('ACCEPTED');
  });

  test('is off again with one click, and leaves no secret in the log', async () => {
    await pending().inlineAction(['Assistant access is on'], 'Turn Off Assistant Access');
    await pending().waitUntilGone('Assistant access is on');
    await expect(call('jenji_list_organizations', {})).rejects.toThrow();
    expect(await serverTools()).toEqual([]);
    const log = await editor.logs.channel('Jenji');
    expect(log).not.toMatch(/bearer/i);
    expect(log).not.toContain(sandbox.credentials.organization.secret);
    expect(await editor.logs.errorsOf('jenji-kit.jenji-explorer')).toEqual([]);
  });
});
