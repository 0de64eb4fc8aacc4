import * as vscode from 'vscode';
import type { CommandId } from '../manifest/commands/index.ts';
import type { ShownRow } from '../tree/tree-model.ts';
import type { TreeRow } from '../tree/tree-row.ts';

/** The scheme of what stands for rows where the editor wants an address: it shows badges by it. */
export const nodeScheme = 'jenji-node';

export function uriOfRow({ id }: TreeRow): vscode.Uri {
  return vscode.Uri.from({ scheme: nodeScheme, path: `/${id}` });
}

export interface ItemOptions {
  /** Tells the ids of a filtered tree from those of the whole one, whose expansion it leaves alone. */
  readonly idSuffix: string;
  readonly expanded: boolean;
}

/** The row as the editor shows it. The tooltip is made when it is asked for. */
export function treeItemOf(row: TreeRow, shown: ShownRow, { idSuffix, expanded }: ItemOptions): vscode.TreeItem {
  const { label, description, accessibilityLabel, icon, marks = [], badge, command, hasChildren } = shown;
  const { Collapsed, Expanded, None } = vscode.TreeItemCollapsibleState;
  const item = new vscode.TreeItem(label, hasChildren ? (expanded ? Expanded : Collapsed) : None);
  const { kind, id } = row.subject;
  item.id = row.id + idSuffix;
  if (description) item.description = description;
  item.accessibilityInformation = { label: accessibilityLabel };
  item.iconPath = new vscode.ThemeIcon(
    icon.id,
    icon.color === undefined ? undefined : new vscode.ThemeColor(icon.color),
  );
  item.contextValue = ['jenji', kind, ...(kind === 'folder' && id !== undefined ? [id] : []), ...marks].join('.');
  if (badge) item.resourceUri = uriOfRow(row);
  // Without arguments: those of a row are gone as soon as it is shown anew, and a click at that moment would be an error.
  if (command) item.command = { command: 'jenji.openRow' satisfies CommandId, title: command.title };
  return item;
}
