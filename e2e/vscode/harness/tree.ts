import type { Locator, Page } from 'playwright-core';
import { Menu } from './menu.ts';
import { until } from './until.ts';

const rowHeight = 22;
/** How far a list scrolls for one notch of the wheel, which is 120 of the wheel's units. */
const pixelsPerNotch = 50;
/** Where a label is clicked: in the middle of a long one, it would be scrolled out of its row. */
const labelStart = { x: 4, y: 8 };

/** One row of a tree as it is drawn. */
export interface TreeRow {
  /** Place in the list of all rows that are unfolded; changes with every change above it. */
  index: number;
  label: string;
  description: string;
  /** What a screen reader says. */
  ariaLabel: string;
  /** 1 for the outermost. */
  level: number;
  /** Undefined for a row that has no children. */
  expanded: boolean | undefined;
  selected: boolean;
  /** Undefined without a checkbox. */
  checked: boolean | undefined;
}

/**
 * A row is named by its label, after those of the rows around it where that is not enough: `['Acme', 'Users', 'Ada']`
 * is a row "Ada" somewhere below a row "Users" that is somewhere below "Acme". A pattern stands for a label too.
 */
export type RowPath = readonly (string | RegExp)[];

/** A tree view, by the title of the view. It draws only the rows in sight; these methods scroll as they need. */
export class Tree {
  readonly #page: Page;
  readonly #title: string;
  readonly #list: Locator;

  constructor(page: Page, title: string) {
    this.#page = page;
    this.#title = title;
    this.#list = page.locator(`.monaco-list[role="tree"][aria-label=${JSON.stringify(title)}]:visible`);
  }

  /** The list itself, for what has no method here. */
  get locator(): Locator {
    return this.#list;
  }

  get #rows(): Locator {
    return this.#list.locator('.monaco-list-rows .monaco-list-row');
  }

  /** All unfolded rows, top-down, out of sight too. */
  async rows(): Promise<TreeRow[]> {
    const seen = new Map<number, TreeRow>();
    await this.#scrollToTop();
    await until(`the last row of the tree “${this.#title}”`, async () => {
      const rows = await this.visibleRows();
      for (const row of rows) seen.set(row.index, row);
      if (rows.length === 0 || (await this.#rows.and(this.#page.locator('[data-last-element="true"]')).count()) > 0)
        return true;
      await this.#scroll(await this.#height());
      return false;
    });
    // A row that was jumped over would be a row that nobody checks.
    if (seen.size > 0 && Math.max(...seen.keys()) !== seen.size - 1)
      throw new Error('Rows changed while they were read');
    return [...seen.values()].sort((a, b) => a.index - b.index);
  }

  /** The rows that are drawn now, top-down. */
  async visibleRows(): Promise<TreeRow[]> {
    await this.#list.waitFor();
    return await this.#rows.evaluateAll((rows) =>
      rows
        .map((row) => {
          const flag = (value: string | null | undefined) =>
            value === 'true' ? true : value === 'false' ? false : undefined;
          const text = (selector: string) => row.querySelector(selector)?.textContent?.trim() ?? '';
          return {
            index: Number(row.getAttribute('data-index')),
            label: text('.monaco-icon-name-container') + text('.monaco-icon-suffix-container'),
            description: text('.label-description'),
            ariaLabel: row.getAttribute('aria-label') ?? '',
            level: Number(row.getAttribute('aria-level')),
            expanded: flag(row.getAttribute('aria-expanded')),
            selected: row.getAttribute('aria-selected') === 'true',
            checked: flag(row.querySelector('.custom-view-tree-node-item-checkbox')?.getAttribute('aria-checked')),
          };
        })
        .sort((a, b) => a.index - b.index),
    );
  }

  /** The labels of all unfolded rows, indented by two spaces a level: what a person sees, to compare with. */
  async outline(): Promise<string> {
    return (await this.rows()).map(({ label, level }) => '  '.repeat(level - 1) + label).join('\n');
  }

  /** Waits for a row and brings it into sight. */
  async row(...path: RowPath): Promise<TreeRow> {
    return (await this.#find(path)).row;
  }

  /** Whether there is such a row now; does not wait. */
  async has(...path: RowPath): Promise<boolean> {
    return match(await this.rows(), path) !== undefined;
  }

  async waitUntilGone(...path: RowPath): Promise<void> {
    await until(`no row ${named(path)} in the tree “${this.#title}”`, async () => !(await this.has(...path)));
  }

  /** Unfolds each row along the path, waiting for the children of one before it looks for the next. */
  async expand(...path: RowPath): Promise<TreeRow> {
    for (const [depth] of path.entries()) await this.#unfold(path.slice(0, depth + 1), true);
    return await this.row(...path);
  }

  /** Folds the row at the end of the path. */
  async collapse(...path: RowPath): Promise<void> {
    await this.#unfold(path, false);
  }

  /** Clicks a row, which selects it and runs its command; `with` adds to the selection: Control or Shift. */
  async select(path: RowPath, { with: modifier }: { with?: 'Control' | 'Shift' } = {}): Promise<void> {
    const { locator } = await this.#find(path);
    await locator
      .locator('.label-name')
      .click({ modifiers: modifier === undefined ? [] : [modifier], position: labelStart });
  }

  /** Opens the context menu of a row; choose with the workbench's `menu`. */
  async contextMenu(...path: RowPath): Promise<Menu> {
    const { locator } = await this.#find(path);
    await locator.locator('.label-name').click({ button: 'right', position: labelStart });
    await this.#page.locator('.monaco-menu .action-menu-item').first().waitFor();
    return new Menu(this.#page);
  }

  /** The titles of the buttons that a row shows when one points at it. */
  async inlineActions(...path: RowPath): Promise<string[]> {
    const { locator } = await this.#find(path);
    await locator.hover();
    return await locator
      .locator('.actions .action-label')
      .evaluateAll((buttons) => buttons.map((button) => button.getAttribute('aria-label') ?? ''));
  }

  /** Presses the button of a row with this title. */
  async inlineAction(path: RowPath, title: string): Promise<void> {
    const { locator } = await this.#find(path);
    await locator.hover();
    await locator.locator(`.actions .action-label[aria-label^=${JSON.stringify(title)}]`).click();
  }

  /** Ticks or unticks the checkbox of a row. */
  async toggle(...path: RowPath): Promise<void> {
    const { locator } = await this.#find(path);
    await locator.locator('.custom-view-tree-node-item-checkbox').click();
  }

  /** Drags a row, with all that is selected if it is, onto another. Both must fit in sight together. */
  async drag(from: RowPath, onto: RowPath): Promise<void> {
    const target = await this.#find(onto);
    const source = await this.#find(from);
    await source.locator.locator('.label-name').dragTo(target.locator.locator('.label-name'));
  }

  /** Presses a button of the view's title bar. The view's own menu hides some: `titleMenu`. */
  async titleAction(title: string): Promise<void> {
    const header = this.#page.locator(
      `.pane-header[aria-label=${JSON.stringify(`${this.#title} Section`)}]:visible, .sidebar .composite.title:visible`,
    );
    await header.first().hover();
    await header
      .locator(`.action-label[aria-label^=${JSON.stringify(title)}]`)
      .first()
      .click();
  }

  /** The text that the view shows above its rows, or in their place; empty without one. */
  async message(): Promise<string> {
    const view = this.#page.locator('.tree-explorer-viewlet-tree-view', { has: this.#list });
    return (await view.locator('.message:not(.hide)').allTextContents()).join('\n').trim();
  }

  /** Puts the keyboard into the tree. */
  async focus(): Promise<void> {
    await this.#list.focus();
  }

  /** The row that the keyboard is on. */
  async focusedRow(): Promise<TreeRow | undefined> {
    const index = await this.#list
      .locator('.monaco-list-row.focused')
      .first()
      .getAttribute('data-index', { timeout: 1_000 })
      .catch(() => null);
    return index === null ? undefined : (await this.visibleRows()).find((row) => row.index === Number(index));
  }

  async #unfold(path: RowPath, open: boolean): Promise<void> {
    const { locator, row } = await this.#find(path);
    if (row.expanded === undefined && open) {
      throw new Error(`The row ${named(path)} in the tree “${this.#title}” has no children to show`);
    }
    if (row.expanded === open || row.expanded === undefined) return;
    await locator.locator('.monaco-tl-twistie').click();
    await until(`the row ${named(path)} to ${open ? 'unfold' : 'fold'}`, async () => {
      const now = match(await this.visibleRows(), path.slice(-1))?.expanded ?? (await this.#find(path)).row.expanded;
      // A row that turns out to have nothing below it is as unfolded as it gets.
      return now === open || now === undefined;
    });
    await this.#list.locator('.codicon-tree-item-loading').first().waitFor({ state: 'detached' });
  }

  /** Looks at what is in sight first, then scrolls through all of it; again until the row is there. */
  async #find(path: RowPath): Promise<{ row: TreeRow; locator: Locator }> {
    const row = await until(
      `the row ${named(path)} in the tree “${this.#title}”`,
      async () => {
        const drawn = await this.visibleRows();
        if (drawn[0]?.index === 0) {
          const found = match(drawn, path);
          if (found !== undefined) return found;
        }
        return match(await this.rows(), path);
      },
      { describe: async () => await this.outline() },
    );
    const locator = this.#list.locator(`.monaco-list-row[data-index="${row.index}"]`);
    await until(`the row ${named(path)} in sight`, async () => await this.#bringIntoSight(row.index, locator));
    return { row, locator };
  }

  async #bringIntoSight(index: number, locator: Locator): Promise<boolean> {
    const list = await this.#list.boundingBox();
    if (list === null) return false;
    const box = (await locator.count()) > 0 ? await locator.first().boundingBox() : null;
    if (box !== null && box.y >= list.y - 1 && box.y + box.height <= list.y + list.height + 1) return true;
    const first = (await this.visibleRows())[0]?.index ?? 0;
    await this.#scroll(
      box === null ? (index - first) * rowHeight - list.height / 2 : box.y - (list.y + list.height / 2),
    );
    return false;
  }

  async #height(): Promise<number> {
    return Math.max(rowHeight, ((await this.#list.boundingBox())?.height ?? 0) - 2 * rowHeight);
  }

  async #scrollToTop(): Promise<void> {
    await until(`the first row of the tree “${this.#title}”`, async () => {
      const [first] = await this.visibleRows();
      if (first === undefined || first.index === 0) return true;
      await this.#scroll(-(first.index + 1) * rowHeight);
      return false;
    });
  }

  /** Turns the wheel over the list by so many pixels, and waits until it has been drawn. */
  async #scroll(pixels: number): Promise<void> {
    await this.#list.evaluate(
      (list, wheelDeltaY) =>
        new Promise<void>((resolve) => {
          // VS Code reads Chromium's own notion of a wheel, which the types of the DOM do not know.
          const turn = { wheelDeltaY, deltaY: -wheelDeltaY, bubbles: true, cancelable: true };
          list.querySelector('.monaco-list-rows')?.dispatchEvent(new WheelEvent('wheel', turn));
          requestAnimationFrame(() => requestAnimationFrame(() => resolve()));
        }),
      Math.round((-pixels * 120) / pixelsPerNotch),
    );
  }
}

/** The first row that the path names, in rows that begin with the outermost. */
function match(rows: readonly TreeRow[], path: RowPath): TreeRow | undefined {
  const [wanted, ...rest] = path;
  if (wanted === undefined) return undefined;
  for (const [place, row] of rows.entries()) {
    if (typeof wanted === 'string' ? row.label !== wanted : !wanted.test(row.label)) continue;
    if (rest.length === 0) return row;
    const end = rows.findIndex((other, at) => at > place && other.level <= row.level);
    const found = match(rows.slice(place + 1, end < 0 ? undefined : end), rest);
    if (found !== undefined) return found;
  }
  return undefined;
}

function named(path: RowPath): string {
  return `“${path.join(' › ')}”`;
}
