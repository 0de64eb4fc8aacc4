import * as vscode from 'vscode';
import type { ShownRow } from '../tree/tree-model.ts';
import type { TreeRow } from '../tree/tree-row.ts';
import { clickOn, rowItem } from './row-item.ts';

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
  const { marks = [], badge, command, hasChildren } = shown;
  const { kind, id } = row.subject;
  const item = rowItem({ ...shown, children: hasChildren ? (expanded ? 'expanded' : 'collapsed') : 'none' });
  item.id = row.id + idSuffix;
  item.contextValue = ['jenji', kind, ...(kind === 'folder' && id !== undefined ? [id] : []), ...marks].join('.');
  if (badge) item.resourceUri = uriOfRow(row);
  if (command) item.command = clickOn('jenji.openRow', command.title);
  return item;
}
