import { setTimeout } from 'node:timers/promises';
import type * as vscode from 'vscode';

const lookEveryMs = 20;

/**
 * The row that a click has just selected. While rows are shown anew, the editor does not tell for a moment which one that
 * is, and a click at that moment would be lost.
 */
export async function selectedRow<Row>(
  view: Pick<vscode.TreeView<Row>, 'selection'>,
  { patienceMs = 3000 } = {},
): Promise<Row | undefined> {
  for (let waited = 0; view.selection.length === 0 && waited < patienceMs; waited += lookEveryMs) {
    await setTimeout(lookEveryMs);
  }
  return view.selection[0];
}
