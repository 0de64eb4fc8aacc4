import * as vscode from 'vscode';
import type { CommandId } from '../manifest/commands/index.ts';

/** What rows of all views say. */
interface Row {
  readonly label: string;
  readonly description?: string | undefined;
  readonly accessibilityLabel: string;
  readonly icon: { readonly id: string; readonly color?: string | undefined };
  readonly children: 'none' | 'collapsed' | 'expanded';
}

/** A row as the editor shows it; each view adds its id, its menus and what a click does. */
export function rowItem({ label, description, accessibilityLabel, icon, children }: Row): vscode.TreeItem {
  const { Collapsed, Expanded, None } = vscode.TreeItemCollapsibleState;
  const item = new vscode.TreeItem(label, { none: None, collapsed: Collapsed, expanded: Expanded }[children]);
  if (description) item.description = description;
  item.accessibilityInformation = { label: accessibilityLabel };
  item.iconPath = new vscode.ThemeIcon(icon.id, icon.color ? new vscode.ThemeColor(icon.color) : undefined);
  return item;
}

/**
 * A click runs a command without arguments, which looks which row is selected: arguments of a row are gone as soon as it
 * is shown anew, and a click at that moment would be an error.
 */
export function clickOn(command: CommandId, title: string): vscode.Command {
  return { command, title };
}
