import { basename, dirname, posix } from 'node:path';
import type { Expense } from '@jenji-kit/client';
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { monthAt, monthBefore, monthsUntil } from '../calendar.ts';
import type { CsvFormat } from '../expense-table/csv.ts';
import type { ExpenseTable } from '../expense-table/expense-table.ts';
import type { TableAction, TableFromPage, TableToPage } from '../expense-table/table-messages.ts';
import { isTableSource, type TableSource } from '../expense-table/table-source.ts';
import type { CsvTable } from '../expense-table/write-csv.ts';
import { subjectOf } from '../tree/subjects-of.ts';
import type { Bucket, Subject } from '../tree/tree-node.ts';
import { itemText } from '../words/item-text.ts';
import { showInformation } from './messages.ts';
import { registerCommand } from './register-command.ts';
import { runCommand } from './run-command.ts';
import type { Services } from './services.ts';
import { signalOf } from './signal.ts';
import type { Panel } from './webview-shell.ts';

interface Open {
  readonly table: ExpenseTable;
  readonly panel: Panel<TableToPage>;
}

const layoutKey = 'jenji.table.layout';

/** The tables of expenses: a tab for each source. */
export function activateExpenseTable(
  services: Pick<Services, 'context' | 'log' | 'guard' | 'connections'>,
): vscode.Disposable {
  const { context, guard, connections } = services;
  const open = new Map<string, Open>();

  async function show(source: TableSource): Promise<void> {
    const known = open.get(source.id);
    if (known) return known.panel.reveal();
    const [connection, { ExpenseTable }, { keptLayout, tableFromPage }, { openPanel }] = await Promise.all([
      connections.connect(source.accountId),
      import('../expense-table/expense-table.ts'),
      import('../expense-table/page-messages.ts'),
      import('./webview-shell.ts'),
    ]);
    // Two clicks are one tab.
    const meanwhile = open.get(source.id);
    if (meanwhile) return meanwhile.panel.reveal();
    const table = new ExpenseTable({
      source,
      language: vscode.env.language,
      connect: (accountId) => connections.connect(accountId),
      post: (message) => panel.post(message),
      layout: keptLayout.parse(context.globalState.get(layoutKey)),
      keepLayout: (layout) => void context.globalState.update(layoutKey, layout),
    });
    const panel = openPanel<TableToPage, TableFromPage>(services, {
      page: 'table',
      title: source.title,
      keepWhenHidden: true,
      messages: tableFromPage,
      onReady: () => table.ready(),
      onMessage: (message) => receive(message, table),
    });
    open.set(source.id, { table, panel });
    const close = () => panel.dispose();
    connection.closed.addEventListener('abort', close, { once: true });
    panel.onDidChangeViewState(() => guard.run(() => table.setVisible(panel.isVisible)));
    panel.onDidDispose(() => {
      open.delete(source.id);
      connection.closed.removeEventListener('abort', close);
      table.dispose();
    });
  }

  function receive(message: TableFromPage, table: ExpenseTable): unknown {
    switch (message.type) {
      case 'layout':
        return table.setLayout(message.layout);
      case 'refresh':
        return table.refresh();
      case 'retry':
        return table.retry();
      case 'cancel':
        return table.cancel();
      case 'act': {
        const expenses = table.expensesOf(message.edition, message.rows);
        return expenses && expenses.length > 0 ? act(message.action, table, expenses, message.columns) : undefined;
      }
    }
  }

  async function act(
    action: TableAction,
    table: ExpenseTable,
    expenses: readonly Expense[],
    columns: readonly string[],
  ): Promise<void> {
    const [first] = expenses;
    if (!first) return;
    switch (action) {
      case 'open':
        await runCommand('jenji.openExpense', ...table.subjectsOf([first]));
        break;
      case 'reveal':
        await runCommand('jenji.revealInTree', ...table.subjectsOf([first]));
        break;
      case 'runAction': {
        const subjects = table.subjectsOf(expenses);
        await runCommand('jenji.runAction', subjects[0], subjects);
        break;
      }
      case 'copy':
        await vscode.env.clipboard.writeText(table.copyOf(expenses, columns, csvFormat().decimalMark));
        break;
      case 'export':
      case 'exportAll':
        await exportCsv(table.csvOf(expenses, columns));
        break;
    }
  }

  function ask(action: TableAction): void {
    const active = [...open.values()].find(({ panel }) => panel.isActive);
    active?.panel.post({ type: 'asked', action });
  }

  return vscode.Disposable.from(
    registerCommand(guard, 'jenji.openTable', async (argument) => {
      const source = isTableSource(argument) ? argument : await sourceOf(subjectOf(argument), connections);
      if (source) await show(source);
    }),
    registerCommand(guard, 'jenji.table.open', () => ask('open')),
    registerCommand(guard, 'jenji.table.runAction', () => ask('runAction')),
    registerCommand(guard, 'jenji.table.copy', () => ask('copy')),
    registerCommand(guard, 'jenji.table.export', () => ask('export')),
    registerCommand(guard, 'jenji.table.exportAll', () => ask('exportAll')),
    registerCommand(guard, 'jenji.table.reveal', () => ask('reveal')),
  );
}

/** What a table is of that was asked for at a node; undefined when the person gave up choosing. */
async function sourceOf(
  subject: Subject | undefined,
  connections: Services['connections'],
): Promise<TableSource | undefined> {
  const at = subject ?? (await preferredOrganization(connections));
  if (!at) return undefined;
  const { bucketSource, waitingSource } = await import('../expense-table/bucket-source.ts');
  const language = vscode.env.language;
  if (at.kind === 'folder' && at.id === 'waiting') return waitingSource(at);
  if (at.bucket) {
    const { month, ...bucket } = at.bucket;
    return bucketSource(at, { bucket, months: [month], language, name: await nameOf(at, connections) });
  }
  const year = at.kind === 'folder' && at.id === 'year' ? at.owner : undefined;
  const months = year === undefined ? await chooseMonths() : monthsOfYear(year);
  if (!months) return undefined;
  const bucket: Omit<Bucket, 'month'> =
    at.kind === 'group' ? { groupId: at.id } : at.kind === 'user' ? { userId: at.id } : {};
  return bucketSource(at, {
    bucket,
    months,
    language,
    name: await nameOf({ ...at, bucket: { month: '', ...bucket } }, connections),
  });
}

/** From the command palette: the organization of the preferred account. */
async function preferredOrganization(connections: Services['connections']): Promise<Subject | undefined> {
  const account = connections.preferred();
  if (!account) return undefined;
  const [connection, { organizationsOf }] = await Promise.all([
    connections.connect(account.id),
    import('../readings/organizations.ts'),
  ]);
  const { value } = await organizationsOf(connection);
  const items = value.map(({ id, name }) => ({ label: itemText(name || id || ''), id: id ?? '' }));
  const chosen =
    items.length > 1 ? await vscode.window.showQuickPick(items, { title: l10n.t('Which organization?') }) : items[0];
  return chosen && { kind: 'organization', accountId: account.id, organizationId: chosen.id, id: chosen.id };
}

/** The name of the person or group that a table is of, where it is of one. */
async function nameOf(
  { accountId, organizationId = '', bucket }: Subject,
  connections: Services['connections'],
): Promise<string | undefined> {
  const { groupId, userId } = bucket ?? {};
  if (groupId === undefined && userId === undefined) return undefined;
  const connection = await connections.connect(accountId);
  if (userId !== undefined) {
    const [{ usersOf }, { personName }] = await Promise.all([
      import('../readings/users.ts'),
      import('../words/person-name.ts'),
    ]);
    const { value } = await usersOf(connection, organizationId);
    const user = value.find(({ id }) => id === userId);
    return user ? personName(user) : userId;
  }
  const { organizationOf } = await import('../readings/organization.ts');
  const { value } = await organizationOf(connection, organizationId);
  return value.groups?.find(({ id }) => id === groupId)?.name ?? groupId;
}

/** The latest first, as they are read and shown. */
async function chooseMonths(): Promise<readonly string[] | undefined> {
  const now = monthAt(Date.now());
  const periods = [
    { label: l10n.t('This month'), months: [now] },
    { label: l10n.t('Last month'), months: [monthBefore(now)] },
    { label: l10n.t('Last 3 months'), months: monthsUntil(now, 3) },
    { label: l10n.t('Last 12 months'), months: monthsUntil(now, 12) },
    { label: l10n.t('Last 24 months'), months: monthsUntil(now, 24) },
    { label: l10n.t('Last 5 years'), months: monthsUntil(now, 60) },
  ].map((period) => ({ ...period, description: requestsText(period.months.length) }));
  const chosen = await vscode.window.showQuickPick(periods, {
    title: l10n.t('Expenses as a Table'),
    placeHolder: l10n.t('Of which months?'),
  });
  return chosen?.months;
}

function requestsText(months: number): string {
  return months === 1 ? l10n.t('1 request') : l10n.t('up to {0} requests', months);
}

function monthsOfYear(year: string): readonly string[] {
  const now = monthAt(Date.now());
  return monthsUntil(`${year}-12`, 12).filter((month) => month <= now);
}

/** As spreadsheets in the language of the person read files. */
function csvFormat(): CsvFormat {
  const setting = vscode.workspace.getConfiguration('jenji').get('table.csvSeparator');
  const isSemicolon = setting === 'semicolon' || (setting !== 'comma' && vscode.env.language.startsWith('fr'));
  return isSemicolon ? { separator: ';', decimalMark: ',' } : { separator: ',', decimalMark: '.' };
}

async function exportCsv(table: CsvTable): Promise<void> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const name = `expenses-${new Date().toISOString().slice(0, 10)}.csv`;
  const target = await vscode.window.showSaveDialog({
    title: l10n.t('Export as CSV'),
    filters: { CSV: ['csv'] },
    ...(folder && { defaultUri: vscode.Uri.joinPath(folder, name) }),
  });
  if (!target) return;
  await vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: l10n.t('Exporting {0} expenses', table.rows.toLocaleString(vscode.env.language)),
      cancellable: true,
    },
    async (progress, token) => {
      let last = 0;
      const { csvPieces, writeCsv } = await import('../expense-table/write-csv.ts');
      const options = {
        format: csvFormat(),
        signal: signalOf(token),
        progress(rows: number) {
          progress.report({ increment: (100 * (rows - last)) / Math.max(1, table.rows) });
          last = rows;
        },
      };
      if (target.scheme === 'file') return await writeCsv(target.fsPath, table, options);
      const pieces: Buffer[] = [];
      for await (const piece of csvPieces(table, options)) pieces.push(Buffer.from(piece));
      return await writeWhole(target, Buffer.concat(pieces));
    },
  );
  const openIt = l10n.t('Open');
  const text = l10n.t('{0} was written.', basename(target.path));
  showInformation(text, openIt).then((answer) => {
    if (answer === openIt) vscode.commands.executeCommand('vscode.open', target);
  });
}

/** On a file system that only an extension knows: beside its place first, so that what was there is never cut short. */
async function writeWhole(target: vscode.Uri, content: Uint8Array): Promise<void> {
  const beside = target.with({ path: posix.join(dirname(target.path), `.${basename(target.path)}.part`) });
  try {
    await vscode.workspace.fs.writeFile(beside, content);
    await vscode.workspace.fs.rename(beside, target, { overwrite: true });
  } catch (error) {
    await vscode.workspace.fs.delete(beside).then(undefined, () => undefined);
    throw error;
  }
}
