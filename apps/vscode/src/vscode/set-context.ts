import * as vscode from 'vscode';
import type { ContextKey } from '../manifest/context-keys.ts';

/** Tells the editor something by which it shows menus, keys and welcome texts. */
export function setContext(key: ContextKey, value: boolean | string): void {
  void vscode.commands.executeCommand('setContext', key, value);
}
