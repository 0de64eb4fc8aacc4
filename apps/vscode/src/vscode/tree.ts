import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { TreeModel } from '../tree/tree-model.ts';
import type { Subject } from '../tree/tree-node.ts';
import type { TreeRow } from '../tree/tree-row.ts';
import type { Services } from './services.ts';
import { setContext } from './set-context.ts';
import { registerTreeCommands } from './tree-commands.ts';
import { treeDragAndDrop } from './tree-drag-and-drop.ts';
import { TreeProvider } from './tree-provider.ts';

export type TreeServices = Pick<Services, 'guard' | 'connections' | 'reviews'>;

/** What other parts do with the tree. */
export interface ExplorerTree extends vscode.Disposable {
  /** Shows and selects the row of a record, reading what lies on the way to it. False where it is not there. */
  reveal(subject: Subject): Promise<boolean>;
  /** What the selected rows are about. */
  selection(): readonly Subject[];
}

/** After this many milliseconds of reading, progress is shown, and a button to cancel it. What is faster would flicker. */
const busyAfterMs = 200;

/** The tree of accounts. Its model is loaded when the view is first shown. */
export function activateTree(services: TreeServices): ExplorerTree {
  const { connections } = services;
  const subscriptions: vscode.Disposable[] = [];
  let loading: Promise<TreeModel> | undefined;
  async function load(): Promise<TreeModel> {
    const { TreeModel } = await import('../tree/tree-model.ts');
    const model = new TreeModel({ connections, language: vscode.env.language });
    subscriptions.push(
      model,
      model.onDidChange(() => showWaiting(model)),
      model.onDidChangeBusy((busy) => showBusy(busy)),
    );
    return model;
  }
  const model = () => {
    loading ??= load();
    return loading;
  };

  const provider = new TreeProvider(model);
  const view = vscode.window.createTreeView('jenji.explorer', {
    treeDataProvider: provider,
    canSelectMany: true,
    showCollapseAll: true,
    dragAndDropController: treeDragAndDrop(services, model),
  });

  function showWaiting(known: TreeModel): void {
    const value = known.waiting();
    if (view.badge?.value === value || (value === 0 && !view.badge)) return;
    const tooltip =
      value === 1 ? l10n.t('1 expense waits for a decision') : l10n.t('{0} expenses wait for a decision', value);
    view.badge = value === 0 ? undefined : { value, tooltip };
  }

  let endBusy = () => {};
  function showBusy(busy: boolean): void {
    endBusy();
    if (!busy) return;
    let end = () => {};
    const timer = setTimeout(() => {
      setContext('jenji.treeBusy', true);
      const ended = new Promise<void>((resolve) => {
        end = () => {
          setContext('jenji.treeBusy', false);
          resolve();
        };
      });
      void vscode.window.withProgress({ location: { viewId: 'jenji.explorer' } }, () => ended);
    }, busyAfterMs);
    endBusy = () => {
      clearTimeout(timer);
      end();
      endBusy = () => {};
    };
  }

  function showFilter(): void {
    const { filter } = provider;
    setContext('jenji.treeFiltered', filter !== undefined);
    view.message = filter && filterWords(filter.text, filter.count);
  }

  async function reveal(subject: Subject): Promise<boolean> {
    const known = await model();
    const { findRow } = await import('../tree/find-row.ts');
    const row = await vscode.window.withProgress({ location: { viewId: 'jenji.explorer' } }, () =>
      findRow(known, subject),
    );
    if (!row) return false;
    if (provider.filter) provider.setFilter(undefined);
    await view.reveal(row, { select: true, focus: true, expand: false });
    return true;
  }

  subscriptions.push(
    provider,
    view,
    vscode.window.registerFileDecorationProvider(provider),
    provider.onDidFilter(showFilter),
    view.onDidExpandElement(({ element }) => provider.setUnfolded(element, true)),
    view.onDidCollapseElement(({ element }) => provider.setUnfolded(element, false)),
    { dispose: () => endBusy() },
    registerTreeCommands({ ...services, model, provider, view, reveal }),
  );
  return {
    reveal,
    selection: () => view.selection.map((row: TreeRow) => row.subject),
    dispose: () => vscode.Disposable.from(...subscriptions).dispose(),
  };
}

function filterWords(text: string, count: number): string {
  if (count === 0) return l10n.t('Filter “{0}”: none of the loaded rows holds it.', text);
  return count === 1
    ? l10n.t('Filter “{0}”: 1 loaded row', text)
    : l10n.t('Filter “{0}”: {1} loaded rows', text, count);
}
