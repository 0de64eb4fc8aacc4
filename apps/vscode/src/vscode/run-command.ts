import * as vscode from 'vscode';
import type { CommandId } from '../manifest/commands/index.ts';

/** Runs a command of ours, as its button would. */
export function runCommand(id: CommandId, ...parameters: unknown[]): Thenable<unknown> {
  return vscode.commands.executeCommand(id, ...parameters);
}
