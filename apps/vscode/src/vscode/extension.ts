import * as vscode from 'vscode';
import { createReviews } from '../review/create-reviews.ts';
import { speak } from '../words/plan-words.ts';
import { activateAccountCommands } from './account-commands.ts';
import { openAccounts } from './accounts.ts';
import { activateActions } from './actions.ts';
import { activateAssistant } from './assistant.ts';
import { activateAuthentication } from './authentication.ts';
import { activateBudget } from './budget.ts';
import { activateDocuments } from './documents.ts';
import { activateExpensePage } from './expense-page.ts';
import { activateExpenseTable } from './expense-table.ts';
import { createGuard } from './guard.ts';
import { activatePendingChanges } from './pending-changes.ts';
import { activateSearch } from './search.ts';
import { activateTree } from './tree.ts';
import { activateWalkthrough } from './walkthrough.ts';

let closeAccounts: (() => Promise<void>) | undefined;

/** Puts the parts of the extension together. Nothing is read before a view asks for it. */
export async function activate(context: vscode.ExtensionContext): Promise<void> {
  if (vscode.l10n.bundle) speak(vscode.l10n.bundle);
  const log = vscode.window.createOutputChannel('Jenji', { log: true });
  const guard = createGuard(log);
  const connections = openAccounts(context, log);
  closeAccounts = () => connections.close();
  const reviews = createReviews(connections);
  const services = { context, log, guard, connections, reviews };
  const assistant = activateAssistant(services);
  const tree = activateTree(services);
  // One line for each part.
  context.subscriptions.push(
    log,
    reviews,
    activateAccountCommands(services),
    activateAuthentication(services),
    activateBudget(services),
    activateDocuments({ ...services, tree }),
    assistant,
    activatePendingChanges({ ...services, notices: assistant }),
    activateExpensePage(services),
    activateExpenseTable(services),
    activateActions(services),
    activateSearch(services),
    tree,
    activateWalkthrough(services),
  );
}

/** Ends what is under way; sample data is gone with its window. */
export async function deactivate(): Promise<void> {
  await closeAccounts?.();
}
