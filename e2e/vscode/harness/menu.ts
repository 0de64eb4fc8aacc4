import type { Page } from 'playwright-core';
import { until } from './until.ts';

/** A context menu or drop-down menu that is open. */
export class Menu {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** The labels of the menu that was opened last, top-down, without separators. */
  async items(): Promise<string[]> {
    const menu = this.#page.locator('.monaco-menu').last();
    await menu.locator('.action-label:not(.separator)').first().waitFor();
    return (await menu.locator('.action-label:not(.separator)').allTextContents()).map((label) => label.trim());
  }

  /** Chooses an item; of a submenu with the labels that lead to it. */
  async choose(...path: readonly string[]): Promise<void> {
    for (const [depth, label] of path.entries()) {
      const menu = this.#page.locator('.monaco-menu').last();
      const item = menu.locator('.action-menu-item', {
        has: this.#page.locator('.action-label', { hasText: exactly(label) }),
      });
      await until(`“${label}” in the menu`, async () => (await item.count()) > 0 || undefined, {
        describe: async () => (await this.items()).join('\n'),
      });
      const menus = this.#page.locator('.monaco-menu');
      const before = await menus.count();
      const leaf = depth === path.length - 1;
      // A menu that has just opened takes a click for the end of the one that opened it, and ignores it.
      await until(`the menu to take “${label}”`, async () => {
        if (leaf ? (await menus.count()) < before : (await menus.count()) > before) return true;
        await item.first().click({ timeout: 1_000 });
        return leaf ? (await menus.count()) < before : (await menus.count()) > before;
      });
    }
  }

  async close(): Promise<void> {
    await this.#page.keyboard.press('Escape');
    await until('the menu to close', async () => (await this.#page.locator('.monaco-menu').count()) === 0);
  }
}

/** Matches a text that is this and nothing else, but for white space around it. */
export function exactly(text: string): RegExp {
  return new RegExp(`^\\s*${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}\\s*$`);
}
