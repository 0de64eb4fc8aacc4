import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Connection } from '../accounts/connection.ts';
import { monthAt } from '../calendar.ts';
import type { RecordFound } from '../search/record-search.ts';
import type { ExpenseFound, SearchMemory, SearchResult } from '../search/search-memory.ts';
import type { Subject } from '../tree/tree-node.ts';
import { itemText } from '../words/item-text.ts';
import { isCancellation } from './guard.ts';
import { showError, showInformation } from './messages.ts';
import { registerCommand } from './register-command.ts';
import { runCommand } from './run-command.ts';
import type { Services } from './services.ts';
import { signalOf } from './signal.ts';

/** More rows tell nobody more: the rest opens as a table. */
const mostShown = 200;

type SearchServices = Pick<Services, 'guard' | 'connections'>;

type Item = vscode.QuickPickItem & { readonly subject?: Subject; readonly run?: () => unknown };

/** Search over what was read, as one types, and over a period that is read for it. */
export function activateSearch({ guard, connections }: SearchServices): vscode.Disposable {
  let memory: Promise<SearchMemory> | undefined;
  const language = vscode.env.language;

  const reveal: vscode.QuickInputButton = {
    iconPath: new vscode.ThemeIcon('list-tree'),
    tooltip: l10n.t('Reveal in Explorer'),
  };
  const asTable: vscode.QuickInputButton = {
    iconPath: new vscode.ThemeIcon('table'),
    tooltip: l10n.t('Open as Table'),
  };
  const period: vscode.QuickInputButton = {
    iconPath: new vscode.ThemeIcon('calendar'),
    tooltip: l10n.t('Search a Period…'),
  };

  async function search(typed = ''): Promise<void> {
    memory ??= import('../search/search-memory.ts').then(({ SearchMemory: Memory }) => new Memory());
    const [remembered, words] = await Promise.all([memory, import('../search/found-items.ts')]);
    // Those that are open have something to search; one that is not yet has read nothing.
    const sources = connections.open();
    const severalAccounts = connections.accounts().length > 1;
    const picker = vscode.window.createQuickPick<Item>();
    picker.title = l10n.t('Search Jenji');
    picker.placeholder = l10n.t('Vendor, person, amount (218.20, >500), state, category, date');
    picker.buttons = [asTable, period];
    picker.value = typed;
    let controller = new AbortController();
    let last: SearchResult | undefined;

    const searchPeriodItem = (): Item => ({
      label: `$(calendar) ${l10n.t('Search a Period…')}`,
      description: words.sizeWords(remembered.size(sources), language),
      alwaysShow: true,
      run: () => searchPeriod(picker.value),
    });

    async function look(): Promise<void> {
      controller.abort();
      controller = new AbortController();
      const { signal } = controller;
      const { value } = picker;
      picker.busy = true;
      try {
        const result = await remembered.search(value, sources, { signal, language, limit: mostShown });
        if (signal.aborted) return;
        last = result;
        picker.items = itemsOf(value, result);
        picker.busy = false;
      } catch (error) {
        if (!signal.aborted) throw error;
      }
    }

    function itemsOf(value: string, { expenses, count, records }: SearchResult): Item[] {
      const more = count - expenses.length;
      return [
        ...(records.length > 0 ? [separator(l10n.t('People and settings'))] : []),
        ...records.map((record) => recordItem(record, severalAccounts)),
        ...(expenses.length > 0 ? [separator(words.countWords(count, language))] : []),
        ...expenses.map((found) => expenseItem(found, severalAccounts)),
        ...(more > 0
          ? [{ label: `$(table) ${words.moreWords(more, language)}`, alwaysShow: true, run: () => openTable(value) }]
          : []),
        ...(value.trim() !== '' && count === 0 && records.length === 0
          ? [{ label: l10n.t('Nothing found among what was read so far'), alwaysShow: true }]
          : []),
        searchPeriodItem(),
      ];
    }

    const expenseItem = (found: ExpenseFound, several: boolean): Item => ({
      ...words.expenseWords(found, several, vscode.env.language),
      alwaysShow: true,
      buttons: [reveal],
      subject: found.subject,
      run: () => runCommand('jenji.openExpense', found.subject),
    });
    const recordItem = (record: RecordFound, several: boolean): Item => ({
      ...words.recordWords(record, several),
      alwaysShow: true,
      subject: record.subject,
      run: () => runCommand('jenji.revealInTree', record.subject),
    });

    async function openTable(value: string): Promise<void> {
      const parts = last?.all() ?? [];
      const part = parts.length > 1 ? await choosePart(parts) : parts[0];
      if (!part) return void showInformation(l10n.t('No expense was found that a table could show.'));
      const { foundTable } = await import('../search/found-table.ts');
      const { account, organizationId, expenses } = part;
      const title = l10n.t('Search: {0}', value.trim());
      const asOf = remembered.asOf(sources.find((each) => each.account.id === account.id));
      const source = foundTable({ accountId: account.id, organizationId, expenses, title, asOf });
      await runCommand('jenji.openTable', source);
    }

    picker.onDidChangeValue(() => guard.run(look));
    picker.onDidAccept(() => {
      const [item] = picker.selectedItems;
      if (!item?.run) return;
      picker.hide();
      void guard.run(item.run);
    });
    picker.onDidTriggerItemButton(({ item }) => {
      picker.hide();
      void guard.run(() => runCommand('jenji.revealInTree', item.subject));
    });
    picker.onDidTriggerButton((button) => {
      const { value } = picker;
      picker.hide();
      void guard.run(() => (button === asTable ? openTable(value) : searchPeriod(value)));
    });
    // What is read meanwhile is found at once.
    const subscriptions = sources.map(({ readings }) => readings.onDidChange(() => void guard.run(look)));
    picker.onDidHide(() => {
      controller.abort();
      for (const each of subscriptions) each.dispose();
      picker.dispose();
    });
    picker.show();
    await look();
  }

  async function searchPeriod(typed = ''): Promise<void> {
    const connection = await chooseConnection();
    if (!connection) return;
    const { organizationsOf } = await import('../readings/organizations.ts');
    const { missingOf, readPeriod } = await import('../search/read-period.ts');
    const organizations = (await organizationsOf(connection)).value;
    const organizationIds = await chooseOrganizations(organizations);
    if (organizationIds.length === 0) return;
    const months = await choosePeriod((each) => missingOf(connection, organizationIds, each).length);
    if (!months) return;
    const wanted = () => missingOf(connection, organizationIds, months);
    while (wanted().length > 0) {
      try {
        await vscode.window.withProgress(
          {
            location: vscode.ProgressLocation.Notification,
            title: l10n.t('Reading expenses to search'),
            cancellable: true,
          },
          async (progress, token) => {
            await readPeriod(wanted(), signalOf(token), (done, total) =>
              progress.report({ message: l10n.t('{0} of {1}', done, total), increment: done === 0 ? 0 : 100 / total }),
            );
          },
        );
      } catch (error) {
        if (isCancellation(error)) throw error;
        if (!(await isToTryAgain(error))) return;
      }
    }
    await search(typed);
  }

  async function chooseConnection(): Promise<Connection | undefined> {
    const accounts = connections.accounts();
    const preferred = connections.preferred();
    if (accounts.length < 2) return preferred && (await connections.connect(preferred.id));
    const { placeWord } = await import('../words/place-word.ts');
    const items = accounts.map(({ id, label, place }) => ({
      label: itemText(label),
      description: placeWord(place),
      id,
    }));
    const chosen = await vscode.window.showQuickPick(items, { placeHolder: l10n.t('Search in which account?') });
    return chosen && (await connections.connect(chosen.id));
  }

  async function chooseOrganizations(
    organizations: readonly { id?: string | null; name?: string | null }[],
  ): Promise<string[]> {
    const ids = organizations.flatMap(({ id }) => id ?? []);
    if (ids.length < 2) return ids;
    const items = organizations.flatMap(({ id, name }) => (id ? [{ label: itemText(name || id), id }] : []));
    const chosen = await vscode.window.showQuickPick(items, {
      canPickMany: true,
      placeHolder: l10n.t('Search in which organizations?'),
    });
    return chosen?.map(({ id }) => id) ?? [];
  }

  /** Costs are told before anything is sent. */
  async function choosePeriod(
    requestsFor: (months: readonly string[]) => number,
  ): Promise<readonly string[] | undefined> {
    const { costWords, mostMonths, spanOf, usualSpans } = await import('../search/period.ts');
    const items = usualSpans(monthAt(Date.now())).map(({ label, months }) => ({
      label,
      description: costWords(requestsFor(months)),
      months,
    }));
    const other = { label: l10n.t('Another period…'), description: '', months: undefined };
    const chosen = await vscode.window.showQuickPick([...items, other], {
      placeHolder: l10n.t('Which period? Each month is a request; what is read stays in memory.'),
    });
    if (chosen !== other) return chosen?.months;
    const typed = await vscode.window.showInputBox({
      title: l10n.t('Search a Period…'),
      prompt: l10n.t('First and last month, such as 2025-07..2026-03, or a year'),
      validateInput(text) {
        const months = spanOf(text);
        if (!months) return l10n.t('Write months as YYYY-MM, at most {0} of them.', mostMonths);
        return { message: costWords(requestsFor(months)), severity: vscode.InputBoxValidationSeverity.Info };
      },
    });
    return typed === undefined ? undefined : spanOf(typed);
  }

  return vscode.Disposable.from(
    registerCommand(guard, 'jenji.search', (typed) => search(typeof typed === 'string' ? typed : '')),
    registerCommand(guard, 'jenji.searchPeriod', () => searchPeriod()),
  );
}

/** Tells why a period was not read, and asks whether to go on with what is missing of it. */
async function isToTryAgain(failure: unknown): Promise<boolean> {
  const { failureWords } = await import('../words/failure-words.ts');
  const retry = l10n.t('Retry');
  const { text } = failureWords(failure);
  const message = l10n.t('Not all of the period could be read, and what was read is kept. {0}', text);
  return (await showError(message, retry)) === retry;
}

async function choosePart<Part extends ReturnType<SearchResult['all']>[number]>(
  parts: readonly Part[],
): Promise<Part | undefined> {
  const items = parts.map((part) => ({
    label: itemText(part.account.label),
    description: part.organizationId,
    detail: String(part.expenses.length),
    part,
  }));
  const chosen = await vscode.window.showQuickPick(items, {
    placeHolder: l10n.t('A table shows one organization: which?'),
  });
  return chosen?.part;
}

function separator(label: string): Item {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}
