import * as vscode from 'vscode';
import type { TreeModel } from '../tree/tree-model.ts';
import type { TreeRow } from '../tree/tree-row.ts';
import { moveUsers } from './move-users.ts';
import type { TreeServices } from './tree.ts';

const mime = 'application/vnd.code.tree.jenji.explorer';

/** People are dragged onto the group they are to go to. Dropping makes a plan, never a change by itself. */
export function treeDragAndDrop(
  services: TreeServices,
  model: () => Promise<TreeModel>,
): vscode.TreeDragAndDropController<TreeRow> {
  return {
    dragMimeTypes: [mime],
    dropMimeTypes: [mime],
    handleDrag(rows, transfer) {
      const users = rows.filter(({ subject }) => subject.kind === 'user');
      if (users.length > 0) transfer.set(mime, new vscode.DataTransferItem(users.map(({ id }) => id)));
    },
    async handleDrop(target, transfer) {
      const ids: unknown = transfer.get(mime)?.value;
      if (!target || !Array.isArray(ids)) return;
      const known = await model();
      const rows = ids.flatMap((id) => known.row(String(id)) ?? []);
      if (rows.length === 0) return;
      // Onto a person is into their group.
      const group = target.subject.kind === 'user' ? (target.parent ?? target) : target;
      await services.guard.run(() => moveUsers(services, known, rows, group.subject));
    },
  };
}
