import * as vscode from 'vscode';
import type { TreeFilter } from '../tree/tree-filter.ts';
import type { Changed, TreeModel } from '../tree/tree-model.ts';
import type { TreeRow } from '../tree/tree-row.ts';
import { nodeScheme, treeItemOf, uriOfRow } from './tree-item.ts';

/** Shows the rows of the model as they are, or those that a filter leaves. It knows of no kind of row. */
export class TreeProvider
  implements vscode.TreeDataProvider<TreeRow>, vscode.FileDecorationProvider, vscode.Disposable
{
  readonly #model: () => Promise<TreeModel>;
  readonly #changed = new vscode.EventEmitter<TreeRow[] | undefined>();
  readonly #decorated = new vscode.EventEmitter<vscode.Uri[] | undefined>();
  readonly #filtered = new vscode.EventEmitter<void>();
  #loaded: TreeModel | undefined;
  #filter: TreeFilter | undefined;
  #filters = 0;
  /** What people unfolded and folded, to find it again once a filter is gone. */
  readonly #unfolded = new Map<string, boolean>();

  readonly onDidChangeTreeData = this.#changed.event;
  readonly onDidChangeFileDecorations = this.#decorated.event;
  /** Fires when the filter, or what it leaves, is another. */
  readonly onDidFilter = this.#filtered.event;

  constructor(model: () => Promise<TreeModel>) {
    this.#model = model;
  }

  get filter(): TreeFilter | undefined {
    return this.#filter;
  }

  setFilter(filter: TreeFilter | undefined): void {
    this.#filter = filter;
    this.#filters++;
    this.#changed.fire(undefined);
    this.#filtered.fire();
  }

  /** The person unfolded a row, or folded it. */
  setUnfolded(row: TreeRow, unfolded: boolean): void {
    if (!this.#filter) this.#unfolded.set(row.id, unfolded);
  }

  async getChildren(row?: TreeRow): Promise<TreeRow[]> {
    const model = await this.#open();
    const filter = this.#filter;
    // A filter is over what is there: nothing is read for it but what somebody opens.
    const rows = row
      ? ((filter?.leadsToMatch(row) ? model.known(row) : undefined) ?? (await model.children(row)))
      : model.roots();
    return [...(this.#filter?.of(rows) ?? rows)];
  }

  getTreeItem(row: TreeRow): vscode.TreeItem {
    const model = this.#loaded;
    if (!model) throw new Error('A row is shown before its children were asked for.');
    const shown = model.shown(row);
    return treeItemOf(row, shown, {
      idSuffix: this.#filter ? `?${this.#filters}` : '',
      expanded: this.#filter?.leadsToMatch(row) || (this.#unfolded.get(row.id) ?? shown.expanded ?? false),
    });
  }

  getParent(row: TreeRow): TreeRow | undefined {
    return row.parent;
  }

  resolveTreeItem(item: vscode.TreeItem, row: TreeRow): vscode.TreeItem {
    const text = this.#loaded?.tooltip(row);
    if (text === undefined) return item;
    const tooltip = new vscode.MarkdownString(text);
    tooltip.isTrusted = false;
    tooltip.supportHtml = false;
    tooltip.supportThemeIcons = false;
    item.tooltip = tooltip;
    return item;
  }

  provideFileDecoration(uri: vscode.Uri): vscode.FileDecoration | undefined {
    if (uri.scheme !== nodeScheme) return undefined;
    const row = this.#loaded?.row(uri.path.slice(1));
    const badge = row && this.#loaded?.shown(row).badge;
    if (!badge) return undefined;
    return new vscode.FileDecoration(badge.text, badge.tooltip);
  }

  dispose(): void {
    this.#changed.dispose();
    this.#decorated.dispose();
    this.#filtered.dispose();
  }

  async #open(): Promise<TreeModel> {
    const model = await this.#model();
    if (this.#loaded === undefined) {
      this.#loaded = model;
      model.onDidChange((rows) => this.#show(rows));
    }
    return model;
  }

  #show(rows: Changed): void {
    if (this.#filter) {
      this.#filter.outdate();
      // What is left of the rows may be others anywhere.
      this.#changed.fire(undefined);
      this.#filtered.fire();
    } else this.#changed.fire(rows && [...rows]);
    this.#decorated.fire(rows?.map(uriOfRow));
  }
}
