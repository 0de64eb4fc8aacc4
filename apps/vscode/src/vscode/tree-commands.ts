import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { subjectOf } from '../tree/subjects-of.ts';
import type { TreeModel } from '../tree/tree-model.ts';
import type { Subject } from '../tree/tree-node.ts';
import { TreeRow } from '../tree/tree-row.ts';
import { showInformation } from './messages.ts';
import { chooseGroup, moveUsers } from './move-users.ts';
import { registerCommand } from './register-command.ts';
import { runCommand } from './run-command.ts';
import { selectedRow } from './selected-row.ts';
import type { TreeServices } from './tree.ts';
import type { TreeProvider } from './tree-provider.ts';

/** The one address of the web application that is documented; none is for single records. */
const webApplication = 'https://app.jenji.io';

interface Parts extends TreeServices {
  readonly model: () => Promise<TreeModel>;
  readonly provider: TreeProvider;
  readonly view: vscode.TreeView<TreeRow>;
  readonly reveal: (subject: Subject) => Promise<boolean>;
}

/** What can be done with the rows of the tree. Without a row, as by the keyboard, the selected ones are meant. */
export function registerTreeCommands({ model, provider, view, reveal, ...services }: Parts): vscode.Disposable {
  const { guard } = services;

  /** The rows a menu was opened on: all that are selected, if it is one of them. */
  function rowsOf(clicked: unknown, selected: unknown): TreeRow[] {
    const many = Array.isArray(selected) ? selected.filter((each) => each instanceof TreeRow) : [];
    if (!(clicked instanceof TreeRow)) return [...view.selection];
    return many.includes(clicked) ? many : [clicked];
  }

  async function filter(): Promise<void> {
    const text = await vscode.window.showInputBox({
      title: l10n.t('Filter Loaded Rows'),
      prompt: l10n.t('Over what is loaded; accents and case do not matter. To look further, search expenses.'),
      value: provider.filter?.text ?? '',
    });
    if (text === undefined) return;
    if (text.trim() === '') return provider.setFilter(undefined);
    const { TreeFilter } = await import('../tree/tree-filter.ts');
    const made = new TreeFilter(await model(), text);
    await made.prepare();
    provider.setFilter(made);
  }

  async function copy(text: string, told: string): Promise<void> {
    await vscode.env.clipboard.writeText(text);
    vscode.window.setStatusBarMessage(told, 3000);
  }

  async function copyIds(rows: readonly TreeRow[]): Promise<void> {
    const ids = rows.flatMap(({ subject }) =>
      subject.id !== undefined && subject.kind !== 'folder' ? [subject.id] : [],
    );
    if (ids.length === 0) return;
    await copy(ids.join('\n'), ids.length === 1 ? l10n.t('Id copied') : l10n.t('{0} ids copied', ids.length));
  }

  async function copyJson(rows: readonly TreeRow[]): Promise<void> {
    const records = rows.flatMap(({ node }) => (node.record === undefined ? [] : [node.record]));
    if (records.length === 0) return;
    const copied = records.length === 1 ? l10n.t('JSON copied') : l10n.t('JSON of {0} records copied', records.length);
    await copy(JSON.stringify(records.length === 1 ? records[0] : records, null, 2), copied);
  }

  async function move(rows: readonly TreeRow[]): Promise<void> {
    const [first] = rows.filter(({ subject }) => subject.kind === 'user');
    if (!first) return void showInformation(l10n.t('Select the people to move first.'));
    const known = await model();
    const group = await chooseGroup(known, first.subject);
    if (group) await moveUsers(services, known, rows, group);
  }

  return vscode.Disposable.from(
    registerCommand(guard, 'jenji.openRow', async () => {
      const row = await selectedRow(view);
      const command = row && (await model()).shown(row).command;
      if (command) await runCommand(command.id, row);
    }),
    registerCommand(guard, 'jenji.refresh', async () => (await model()).refresh()),
    registerCommand(guard, 'jenji.refreshNode', async (clicked, selected) => {
      const rows = rowsOf(clicked, selected);
      (await model()).refresh(rows.length > 0 ? rows : undefined);
    }),
    registerCommand(guard, 'jenji.retry', async (clicked) => {
      const rows = rowsOf(clicked, undefined);
      (await model()).refresh(rows.length > 0 ? rows : undefined);
    }),
    registerCommand(guard, 'jenji.cancelLoading', async () => (await model()).cancel()),
    registerCommand(guard, 'jenji.filterTree', filter),
    registerCommand(guard, 'jenji.clearFilter', () => provider.setFilter(undefined)),
    registerCommand(guard, 'jenji.copyId', (clicked, selected) => copyIds(rowsOf(clicked, selected))),
    registerCommand(guard, 'jenji.copyJson', (clicked, selected) => copyJson(rowsOf(clicked, selected))),
    registerCommand(guard, 'jenji.openWebApplication', () => vscode.env.openExternal(vscode.Uri.parse(webApplication))),
    registerCommand(guard, 'jenji.moveToGroup', (clicked, selected) => move(rowsOf(clicked, selected))),
    registerCommand(guard, 'jenji.revealInTree', async (argument) => {
      const subject = subjectOf(argument);
      if (subject && (await reveal(subject))) return;
      void showInformation(l10n.t('It is not in the tree (any more).'));
    }),
  );
}
