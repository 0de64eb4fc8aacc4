import type { Locator, Page } from 'playwright-core';
import { until } from './until.ts';

/** One entry of a quick pick. */
export interface QuickPickItem {
  label: string;
  description: string;
  detail: string;
  /** What a screen reader says. */
  ariaLabel: string;
  checked: boolean;
}

/** Quick picks and input boxes: the box at the top of the window. */
export class QuickInput {
  readonly #page: Page;
  readonly #widget: Locator;

  constructor(page: Page) {
    this.#page = page;
    this.#widget = page.locator('.quick-input-widget:visible');
  }

  get #input(): Locator {
    return this.#widget.locator('.quick-input-box input');
  }

  /** Waits for one, by its title, placeholder or prompt; any where none is given. */
  async waitFor(words?: string): Promise<void> {
    await until(
      `a quick input${words === undefined ? '' : ` that says “${words}”`}`,
      async () => (await this.isOpen()) && (words === undefined || (await this.words()).includes(words)),
      { describe: async () => ((await this.isOpen()) ? await this.words() : 'no quick input') },
    );
  }

  async isOpen(): Promise<boolean> {
    return await this.#widget.isVisible();
  }

  async waitUntilClosed(): Promise<void> {
    await this.#widget.waitFor({ state: 'hidden' });
  }

  /** Title, placeholder and prompt or validation message, in lines. */
  async words(): Promise<string> {
    return await this.#widget.evaluate((widget) => {
      const text = (selector: string) => widget.querySelector(selector)?.textContent ?? '';
      const placeholder = widget.querySelector('.quick-input-box input')?.getAttribute('placeholder') ?? '';
      return [text('.quick-input-title'), placeholder, text('.quick-input-message')].filter(Boolean).join('\n');
    });
  }

  /** The message below the input: the prompt, or why what was typed is refused. */
  async message(): Promise<string> {
    return (await this.#widget.locator('.quick-input-message').textContent()) ?? '';
  }

  /** Replaces what is in the input. */
  async type(text: string): Promise<void> {
    await this.#input.fill(text);
  }

  async value(): Promise<string> {
    return await this.#input.inputValue();
  }

  /** Replaces what is in the input and accepts it. */
  async submit(text: string): Promise<void> {
    await this.type(text);
    await this.press('Enter');
  }

  async press(key: string): Promise<void> {
    await this.#page.keyboard.press(key);
  }

  /** The entries that are drawn now; a long list draws about fifteen. */
  async items(): Promise<QuickPickItem[]> {
    return await this.#widget.locator('.quick-input-list .monaco-list-row').evaluateAll((rows) =>
      rows
        .sort((a, b) => Number(a.getAttribute('data-index')) - Number(b.getAttribute('data-index')))
        .map((row) => ({
          label: row.querySelector('.monaco-icon-name-container')?.textContent?.trim() ?? '',
          description: row.querySelector('.label-description')?.textContent?.trim() ?? '',
          detail: row.querySelector('.quick-input-list-label-meta')?.textContent?.trim() ?? '',
          ariaLabel: row.getAttribute('aria-label') ?? '',
          checked: row.querySelector('[role=checkbox]')?.getAttribute('aria-checked') === 'true',
        })),
    );
  }

  /** Chooses the entry with this label once it is there. Types nothing: filter with `type` first in a long list. */
  async pick(label: string): Promise<void> {
    await (await this.#row(label)).click();
  }

  /** Presses a button of an entry, by its tooltip. */
  async pressItemButton(label: string, button: string): Promise<void> {
    const row = await this.#row(label);
    await row.hover();
    await row.locator(`.quick-input-list-entry-action-bar [aria-label^="${button}"]`).click();
  }

  /** Presses a button of the title bar, by its tooltip. */
  async pressButton(button: string): Promise<void> {
    await this.#widget.locator(`.action-label[aria-label^="${button}"]`).first().click();
  }

  async #row(label: string): Promise<Locator> {
    const index = await until(
      `“${label}” in the quick pick`,
      async () => {
        const found = (await this.items()).findIndex((item) => item.label === label);
        return found < 0 ? undefined : { found };
      },
      { describe: async () => (await this.items()).map((item) => item.label).join('\n') },
    );
    const indexes = await this.#widget
      .locator('.quick-input-list .monaco-list-row')
      .evaluateAll((rows) => rows.map((row) => Number(row.getAttribute('data-index'))).sort((a, b) => a - b));
    return this.#widget.locator(`.quick-input-list .monaco-list-row[data-index="${indexes[index.found]}"]`);
  }
}
