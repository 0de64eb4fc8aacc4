import type { Locator, Page } from 'playwright-core';
import { exactly } from './menu.ts';
import { until } from './until.ts';

/** The modal dialog that stands before the window. */
export class Dialog {
  readonly #box: Locator;

  constructor(page: Page) {
    this.#box = page.locator('.monaco-dialog-box');
  }

  async isOpen(): Promise<boolean> {
    return await this.#box.isVisible();
  }

  /** Waits for a dialog whose message or detail contains these words; gives both, in two lines. */
  async waitFor(words = ''): Promise<string> {
    return await until(
      `a dialog with “${words}”`,
      async () => {
        const text = await this.#text();
        return text?.includes(words) ? text : undefined;
      },
      { describe: async () => (await this.#text()) ?? 'no dialog' },
    );
  }

  async buttons(): Promise<string[]> {
    return await this.#box.locator('.dialog-buttons .monaco-button').allTextContents();
  }

  /** Types into the dialog's input. */
  async type(text: string): Promise<void> {
    await this.#box.locator('input').first().fill(text);
  }

  /** Presses a button once there is a dialog, and waits until it is gone. */
  async press(button: string): Promise<void> {
    const message = await this.waitFor();
    await this.#box.locator('.dialog-buttons .monaco-button', { hasText: exactly(button) }).click();
    await until('the dialog to close', async () => (await this.#text()) !== message);
  }

  async #text(): Promise<string | undefined> {
    if (!(await this.isOpen())) return undefined;
    const texts = await this.#box.locator('.dialog-message-text, .dialog-message-detail').allTextContents();
    return texts.filter(Boolean).join('\n');
  }
}
