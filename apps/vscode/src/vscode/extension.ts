import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { createGuard } from './guard.ts';

/** Puts the parts of the extension together. Nothing is read before a view asks for it. */
export async function activate(context: vscode.ExtensionContext): Promise<void> {
  if (vscode.l10n.bundle) l10n.config({ contents: vscode.l10n.bundle });
  const log = vscode.window.createOutputChannel('Jenji', { log: true });
  const guard = createGuard(log);
  context.subscriptions.push(log);
  guard.report(undefined);
}
