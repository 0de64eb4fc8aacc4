import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { AccountRegistry } from '../accounts/connections.ts';
import { placeLook } from '../accounts/place-look.ts';
import { type BudgetView, BudgetWatch } from '../budget/budget-watch.ts';
import {
  budgetLabel,
  budgetSentences,
  budgetText,
  budgetTooltip,
  isScarce,
  notUsedWords,
} from '../budget/budget-words.ts';
import type { CommandId } from '../manifest/commands/index.ts';
import { accountItem } from './account-commands.ts';
import type { Guard } from './guard.ts';
import { registerCommand } from './register-command.ts';

interface BudgetServices {
  readonly guard: Guard;
  readonly connections: AccountRegistry;
  readonly log: vscode.LogOutputChannel;
}

/** What is left of the request budget, in the status bar; all of it with a click. */
export function activateBudget({ guard, connections, log }: BudgetServices): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('jenji.budget', vscode.StatusBarAlignment.Left, 10);
  item.name = l10n.t('Jenji request budget');
  item.command = 'jenji.showBudget' satisfies CommandId;
  const watch = new BudgetWatch({ connections });
  watch.onDidChange(() => show(item, watch.view));
  return vscode.Disposable.from(
    item,
    watch,
    vscode.window.onDidChangeWindowState(({ focused }) => watch.seen(focused)),
    registerCommand(guard, 'jenji.showBudget', () => showDetails(watch, connections, log)),
    registerCommand(guard, 'jenji.showLog', () => log.show()),
  );
}

function show(item: vscode.StatusBarItem, view: BudgetView | undefined): void {
  if (!view) {
    item.hide();
    return;
  }
  const text = budgetText(view);
  const label = budgetLabel(view);
  item.text = text;
  item.accessibilityInformation = { label, role: 'button' };
  const scarce = isScarce(view);
  // The theme has its own colour for text on the warning.
  item.color = scarce ? undefined : new vscode.ThemeColor(placeLook(view.account.place).statusBarColor);
  item.backgroundColor = scarce ? new vscode.ThemeColor('statusBarItem.warningBackground') : undefined;
  const tooltip = new vscode.MarkdownString(budgetTooltip(view), true);
  item.tooltip = tooltip;
  item.show();
}

/** Every account with its limits, and who uses them, as long as the list is open. */
function showDetails(watch: BudgetWatch, connections: AccountRegistry, log: vscode.LogOutputChannel): Promise<void> {
  const quickPick = vscode.window.createQuickPick();
  quickPick.title = l10n.t('Request budget');
  quickPick.placeholder = l10n.t('Jenji allows only so many requests, for all programs with the same key together.');
  const settings: vscode.QuickPickItem = { label: `$(gear) ${l10n.t('Set Lower Limits')}` };
  const showLog: vscode.QuickPickItem = { label: `$(output) ${l10n.t('Show Log')}` };
  const separator = { label: '', kind: vscode.QuickPickItemKind.Separator };
  let shown = '';

  async function refresh(): Promise<void> {
    const items = (await watch.all()).flatMap(({ account, status }) => [
      ...[accountItem(connections, account), ...(status ? budgetSentences(status) : [notUsedWords()]).map(sentence)],
      separator,
    ]);
    const now = JSON.stringify(items);
    if (now === shown) return;
    shown = now;
    quickPick.keepScrollPosition = true;
    quickPick.items = [...items, settings, showLog];
  }

  return new Promise((resolve) => {
    const timer = setInterval(() => void refresh(), 1000);
    quickPick.onDidAccept(() => {
      const [chosen] = quickPick.selectedItems;
      quickPick.hide();
      if (chosen === showLog) log.show();
      if (chosen === settings) void vscode.commands.executeCommand('workbench.action.openSettings', 'jenji.budget');
    });
    quickPick.onDidHide(() => {
      clearInterval(timer);
      quickPick.dispose();
      resolve();
    });
    void refresh();
    quickPick.show();
  });
}

/** A row that only says something. */
function sentence(text: string): vscode.QuickPickItem {
  return { label: `$(blank) ${text}`, alwaysShow: true };
}
