import * as vscode from 'vscode';
import type { CommandId } from '../manifest/commands/index.ts';
import type { Guard } from './guard.ts';

/** Registers what a declared command does. Arguments come from menus, URIs and other extensions: check them. */
export function registerCommand(
  guard: Guard,
  id: CommandId,
  handler: (...parameters: unknown[]) => unknown,
): vscode.Disposable {
  return vscode.commands.registerCommand(id, (...parameters: unknown[]) => guard.run(() => handler(...parameters)));
}
