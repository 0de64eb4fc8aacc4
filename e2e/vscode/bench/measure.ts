/**
 * Measures Jenji Explorer in a real VS Code and prints the figures as JSON in its last line, for bench/vscode.mjs. Runs
 * under the Node of the tests' VS Code, which reads TypeScript.
 *
 * `node measure.ts WINDOWS CLICKS`: how many windows are opened for activation, and how many rows are unfolded.
 */
import { fileURLToPath } from 'node:url';
import { startSandbox } from '@jenji-kit/sandbox';
import packExplorer from '../harness/pack-explorer.ts';
import { signIn } from '../harness/sign-in.ts';
import { startExplorer } from '../harness/start-explorer.ts';
import type { TreeRow } from '../harness/tree.ts';
import { until } from '../harness/until.ts';
import { activationTimes } from './activation-times.ts';
import { watchUnfolding } from './watch-unfolding.ts';

const [windows = 5, wanted = 40] = process.argv.slice(2).map(Number);
const folderOf = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const extensions = { ours: 'jenji-kit.jenji-explorer', empty: 'jenji-kit-tests.empty-extension' };

packExplorer();
const sandbox = await startSandbox({ limits: 'none', expenses: 6000 });
const editor = await startExplorer({
  extensions: [folderOf('empty-extension'), folderOf('plain-tree')],
  viewport: { width: 1280, height: 1000 },
});
try {
  const workbench = await editor.open();
  const tree = workbench.tree('Explorer');
  const plainTree = workbench.tree('Plain Tree');
  const operationsSince = (count: number) =>
    sandbox.requests.slice(count).map(({ operation, path }) => operation ?? path);

  const activations = [];
  for (let run = 0; run < windows; run++) {
    if (run > 0) await workbench.load();
    activations.push(await activationTimes(workbench, extensions));
  }

  await workbench.activityBar('Jenji');
  await workbench.runCommand('workbench.action.closeAllEditors');
  await signIn(workbench, sandbox, 'Bench');
  await tree.expand('Expenses');
  const months = (await rowsBelow('Expenses')).filter(({ label }) => /\d{4}/.test(label));
  // The month before this one has expenses whatever the day is.
  const month = months[1]?.label ?? '';
  await tree.expand('Expenses', month);
  const state = (await rowsBelow(month))[0]?.label ?? '';
  await tree.expand(month, state);
  const expense = (await rowsBelow(state))[0]?.label ?? '';
  await tree.row(month, state, expense);
  const operations = operationsSince(0);
  await tree.select([month, state, expense]);
  const tab = await until('the page of the expense', async () => (await workbench.editor.tabs())[0]);
  const page = await workbench.webview(tab);
  await page
    .locator('.status')
    .getByText(/^As of/)
    .waitFor();
  await page.locator('.status .loading').waitFor({ state: 'detached' });
  const forPage = operationsSince(operations.length);
  await workbench.runCommand('workbench.action.closeAllEditors');
  await tree.collapse(month, state);
  await tree.collapse('Expenses', month);

  const clicks: { ours: Unfolding; plain: Unfolding }[] = [];
  for (const { label } of months) {
    if (clicks.length >= wanted) break;
    await tree.expand('Expenses', label);
    const read = sandbox.requests.length;
    for (const row of await rowsBelow(label)) {
      if (row.expanded !== false || clicks.length >= wanted) continue;
      const rows = Number(/^[\d,]+/.exec(row.description)?.[0].replaceAll(',', '') ?? 0);
      const name = `Folder ${clicks.length}`;
      await workbench.runCommand('plain.show', { arguments: [name, rows] });
      await plainTree.row(name);
      // Each goes first as often as the other: what the first leaves to be done slows the second.
      const turns = [
        async () => ({ ours: { ms: await unfold('Explorer', [label, row.label]), rows } }),
        async () => ({ plain: { ms: await unfold('Plain Tree', [name]), rows } }),
      ] as const;
      if (clicks.length % 2 === 0) clicks.push({ ...(await turns[0]()), ...(await turns[1]()) });
      else clicks.push({ ...(await turns[1]()), ...(await turns[0]()) });
      await tree.collapse(label, row.label);
    }
    // Otherwise they would not have been there already.
    if (sandbox.requests.length !== read) throw new Error(`Unfolding what ${label} holds asked Jenji again`);
    await tree.collapse('Expenses', label);
  }
  const errors = await editor.logs.errorsOf(extensions.ours);
  console.log(JSON.stringify({ activations, operations, page: forPage, clicks, errors }));

  async function rowsBelow(label: string): Promise<TreeRow[]> {
    const rows = await tree.rows();
    const at = rows.findIndex((row) => row.label === label);
    const above = rows[at]?.level ?? 0;
    const end = rows.findIndex(({ level }, index) => index > at && level <= above);
    return rows.slice(at + 1, end < 0 ? undefined : end).filter(({ level }) => level === above + 1);
  }

  /** Milliseconds from the click on a row's twistie to the frame in which its children are drawn. */
  async function unfold(title: string, path: readonly string[]): Promise<number> {
    const { index } = await workbench.tree(title).row(...path);
    const list = workbench.tree(title).locator;
    const watched = await watchUnfolding(list, index);
    await list.locator(`.monaco-list-row[data-index="${index}"] .monaco-tl-twistie`).click();
    return await until(`the rows below ${path.join(' › ')}`, watched);
  }
} finally {
  await editor.stop();
  await sandbox.close();
}

interface Unfolding {
  ms: number;
  /** How many there are to draw; those out of sight are not drawn. */
  rows: number;
}
