import * as vscode from 'vscode';
import { registerCommand } from './register-command.ts';
import type { Services } from './services.ts';
import { setContext } from './set-context.ts';

type WalkthroughServices = Pick<Services, 'context' | 'guard' | 'connections'>;

/** Opens the walkthrough, which VS Code shows by itself only once. */
export function activateWalkthrough({ context, guard, connections }: WalkthroughServices): vscode.Disposable {
  return registerCommand(guard, 'jenji.getStarted', async () => {
    await vscode.commands.executeCommand('workbench.action.openWalkthrough', `${context.extension.id}#start`, false);
    setContext('jenji.signedInAtWalkthrough', connections.accounts().length > 0);
  });
}
