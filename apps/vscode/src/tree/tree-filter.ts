import { folded } from '@jenji-kit/client/text';
import type { TreeModel } from './tree-model.ts';
import type { TreeRow } from './tree-row.ts';

/** So many rows are looked up at most for a filter, besides those that are there. */
const mostRows = 5000;

/** Which of the loaded rows hold a text, whatever its case and accents, with the rows above and below them. */
export class TreeFilter {
  readonly text: string;
  readonly #model: TreeModel;
  readonly #words: readonly string[];
  #visible: { readonly rows: Set<TreeRow>; readonly matches: Set<TreeRow> } | undefined;

  constructor(model: TreeModel, text: string) {
    this.#model = model;
    this.text = text.trim();
    this.#words = folded(text)
      .split(' ')
      .filter((word) => word !== '');
  }

  /** Looks up the rows of expenses that have been read: their months were opened, and their states perhaps not. */
  async prepare(): Promise<void> {
    const budget = { left: mostRows };
    for (const row of [...this.#model.rows()]) await this.#open(row, budget);
    this.outdate();
  }

  async #open(row: TreeRow, budget: { left: number }): Promise<void> {
    const { kind, bucket } = row.subject;
    const isOfAll = bucket && bucket.groupId === undefined && bucket.userId === undefined;
    // A month that was not opened would cost a request.
    const isFree =
      (kind === 'month' && row.children !== undefined && !row.stale) ||
      kind === 'state' ||
      kind === 'day' ||
      kind === 'range';
    if (!isFree || (kind !== 'range' && !isOfAll) || budget.left <= 0) return;
    const wasLoaded = row.children !== undefined;
    const children = await this.#model.children(row);
    if (!wasLoaded) budget.left -= children.length;
    for (const child of children) await this.#open(child, budget);
  }

  /** Something changed: which rows are shown is worked out anew. */
  outdate(): void {
    this.#visible = undefined;
  }

  /** Those of these rows that are shown. */
  of(rows: readonly TreeRow[]): readonly TreeRow[] {
    const { rows: visible } = this.#work();
    return rows.filter((row) => visible.has(row) || this.#isBelowMatch(row));
  }

  /** Whether the row is shown for what is below it. */
  leadsToMatch(row: TreeRow): boolean {
    return this.#work().rows.has(row) && !this.#work().matches.has(row);
  }

  /** How many rows hold the text. */
  get count(): number {
    return this.#work().matches.size;
  }

  #isBelowMatch(row: TreeRow): boolean {
    const { matches } = this.#work();
    for (let above = row.parent; above; above = above.parent) if (matches.has(above)) return true;
    return false;
  }

  #work() {
    if (this.#visible) return this.#visible;
    const rows = new Set<TreeRow>();
    const matches = new Set<TreeRow>();
    for (const row of this.#model.rows()) {
      if (!this.#matches(row)) continue;
      matches.add(row);
      for (let each: TreeRow | undefined = row; each && !rows.has(each); each = each.parent) rows.add(each);
    }
    this.#visible = { rows, matches };
    return this.#visible;
  }

  #matches(row: TreeRow): boolean {
    if (row.subject.kind === 'message') return false;
    const { label, description, accessibilityLabel } = this.#model.shown(row);
    const text = folded(`${label} ${description ?? ''} ${accessibilityLabel}`);
    return this.#words.every((word) => text.includes(word));
  }
}
