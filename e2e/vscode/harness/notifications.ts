import type { Locator, Page } from 'playwright-core';
import { exactly } from './menu.ts';
import { until } from './until.ts';

/** The messages at the lower right. Those without buttons go by themselves after some seconds. */
export class Notifications {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** The messages that show now. */
  async texts(): Promise<string[]> {
    return await this.#toasts().locator('.notification-list-item-message').allTextContents();
  }

  /** Waits for a message that contains these words, and gives it whole. */
  async waitFor(words: string): Promise<string> {
    return await until(
      `a notification with “${words}”`,
      async () => (await this.texts()).find((text) => text.includes(words)),
      { describe: async () => (await this.texts()).join('\n') || 'no notification' },
    );
  }

  /** The buttons of the message with these words. */
  async buttons(words: string): Promise<string[]> {
    await this.waitFor(words);
    return await this.#toasts(words).first().locator('.monaco-button:visible').allTextContents();
  }

  /** Presses a button of the message with these words once it is there. */
  async press(words: string, button: string): Promise<void> {
    await this.waitFor(words);
    await this.#toasts(words)
      .first()
      .locator('.monaco-button', { hasText: exactly(button) })
      .click();
  }

  /** Clears the message with these words; all messages where none are given. */
  async clear(words?: string): Promise<void> {
    if (words !== undefined) await this.waitFor(words);
    while ((await this.#toasts(words).count()) > 0) {
      const before = await this.#toasts(words).count();
      await this.#toasts(words).first().hover();
      await this.#toasts(words)
        .first()
        .locator('[aria-label^="Clear Notification"], [aria-label^="Hide"]')
        .first()
        .click();
      await until('the notification to go', async () => (await this.#toasts(words).count()) < before);
    }
  }

  #toasts(words?: string): Locator {
    const toasts = this.#page.locator('.notification-toast');
    return words === undefined ? toasts : toasts.filter({ hasText: words });
  }
}
