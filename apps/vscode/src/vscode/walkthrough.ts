import * as vscode from 'vscode';
import { registerCommand } from './register-command.ts';
import type { Services } from './services.ts';

/** Opens the walkthrough, which VS Code shows by itself only once. */
export function activateWalkthrough({ context, guard }: Pick<Services, 'context' | 'guard'>): vscode.Disposable {
  return registerCommand(guard, 'jenji.getStarted', () =>
    vscode.commands.executeCommand('workbench.action.openWalkthrough', `${context.extension.id}#start`, false),
  );
}
