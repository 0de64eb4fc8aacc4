import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { activateAccounts, openAccounts } from './accounts.ts';
import { createGuard } from './guard.ts';

let closeAccounts: (() => Promise<void>) | undefined;

/** Puts the parts of the extension together. Nothing is read before a view asks for it. */
export async function activate(context: vscode.ExtensionContext): Promise<void> {
  if (vscode.l10n.bundle) l10n.config({ contents: vscode.l10n.bundle });
  const log = vscode.window.createOutputChannel('Jenji', { log: true });
  const guard = createGuard(log);
  const connections = openAccounts(context);
  closeAccounts = () => connections.close();
  // One line for each part, in the order in which people meet them.
  context.subscriptions.push(log, activateAccounts({ guard, connections }));
}

/** Ends what is under way; sample data is gone with its window. */
export async function deactivate(): Promise<void> {
  await closeAccounts?.();
}
