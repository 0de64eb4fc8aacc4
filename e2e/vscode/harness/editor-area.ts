import type { Locator } from 'playwright-core';
import { until } from './until.ts';
import type { Workbench } from './workbench.ts';

/** The tabs and what they show. Texts come from the extension host: a long document is drawn only in part. */
export class EditorArea {
  readonly #workbench: Workbench;

  constructor(workbench: Workbench) {
    this.#workbench = workbench;
  }

  /** The titles of the open tabs, in order. */
  async tabs(): Promise<string[]> {
    return (await this.#readTabs()).map(({ title }) => title);
  }

  /** The title of the tab in front; undefined without one. */
  async activeTab(): Promise<string | undefined> {
    return (await this.#readTabs()).find(({ inFront }) => inFront)?.title;
  }

  /** Waits until the tab in front has this title. */
  async waitForTab(title: string | RegExp): Promise<void> {
    await until(
      `the tab “${title}” in front`,
      async () => {
        const active = (await this.activeTab()) ?? '';
        return typeof title === 'string' ? active === title : title.test(active);
      },
      { describe: async () => (await this.tabs()).join('\n') || 'no tab' },
    );
  }

  /** Brings a tab to the front. */
  async select(title: string): Promise<void> {
    await (await this.#tab(title)).click();
    await this.waitForTab(title);
  }

  /** Whether the tab has changes that are not saved. */
  async isDirty(title: string): Promise<boolean> {
    return (await (await this.#tab(title)).getAttribute('class'))?.split(' ').includes('dirty') ?? false;
  }

  /** The text of the document in front. */
  async text(): Promise<string> {
    return await this.#workbench.evaluate((vscode) => vscode.window.activeTextEditor?.document.getText() ?? '');
  }

  /** Replaces all of the text in front, as one edit by hand; does not save. */
  async replaceText(text: string): Promise<void> {
    await this.#workbench.evaluate(async (vscode, replacement) => {
      const editor = vscode.window.activeTextEditor;
      if (editor === undefined) throw new Error('No text editor is in front');
      const all = new vscode.Range(0, 0, editor.document.lineCount, 0);
      await editor.edit((edit) => edit.replace(editor.document.validateRange(all), replacement));
    }, text);
  }

  /** Puts the cursor behind the first occurrence of `after` and types, as a person does: completion opens. */
  async typeAfter(after: string, text: string): Promise<void> {
    await this.#workbench.evaluate((vscode, words) => {
      const editor = vscode.window.activeTextEditor;
      const at = editor?.document.getText().indexOf(words) ?? -1;
      if (editor === undefined || at < 0) throw new Error(`“${words}” is not in the text in front`);
      const position = editor.document.positionAt(at + words.length);
      editor.selection = new vscode.Selection(position, position);
      editor.revealRange(editor.selection);
    }, after);
    await this.focus();
    await this.#workbench.page.keyboard.type(text);
  }

  /** Puts the keyboard into the editor in front. */
  async focus(): Promise<void> {
    await this.#workbench.evaluate(async (vscode) => {
      await vscode.commands.executeCommand('workbench.action.focusActiveEditorGroup');
    });
  }

  /** The labels of the completion list, once it shows. */
  async suggestions(): Promise<string[]> {
    const rows = this.#workbench.page.locator('.suggest-widget.visible .monaco-list-row .label-name');
    await rows.first().waitFor();
    return await rows.allTextContents();
  }

  /** Saves the document in front with the keyboard. Waits for nothing: a save may ask first. */
  async save(): Promise<void> {
    await this.focus();
    await this.#workbench.page.keyboard.press('Control+S');
  }

  /** The two texts of the diff in front. */
  async diff(): Promise<{ original: string; modified: string }> {
    // The extension host hears of a tab a moment after it is drawn.
    return await until('a diff in front', () =>
      this.#workbench.evaluate(async (vscode) => {
        const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
        if (!(input instanceof vscode.TabInputTextDiff)) return undefined;
        const [original, modified] = await Promise.all(
          [input.original, input.modified].map((uri) => vscode.workspace.openTextDocument(uri)),
        );
        return { original: original?.getText() ?? '', modified: modified?.getText() ?? '' };
      }),
    );
  }

  /** The buttons at the right of the tabs. */
  async actions(): Promise<string[]> {
    return await this.#actions()
      .locator('.action-label')
      .evaluateAll((buttons) => buttons.map((button) => button.getAttribute('aria-label') ?? ''));
  }

  /** Presses a button at the right of the tabs. */
  async action(title: string): Promise<void> {
    await this.#actions()
      .locator(`.action-label[aria-label^=${JSON.stringify(title)}]`)
      .first()
      .click();
  }

  /** Closes the tab in front with the keyboard's command. A changed document asks first: see `dialog`. */
  async close(): Promise<void> {
    await this.#workbench.runCommand('workbench.action.closeActiveEditor', { wait: false });
  }

  /** Closes every tab; changes that are not saved are thrown away. */
  async closeAll(): Promise<void> {
    const { dialog } = this.#workbench;
    let closing = false;
    await until('every tab to close', async () => {
      if (await dialog.isOpen()) await dialog.press("Don't Save");
      if ((await this.tabs()).length === 0) return true;
      if (closing) return false;
      closing = true;
      // It ends with the answer to its question. A tab may come late, so it may take more than one.
      this.#workbench
        .runCommand('workbench.action.closeAllEditors')
        .catch(() => undefined)
        .then(() => {
          closing = false;
        });
      return false;
    });
  }

  get #tabs(): Locator {
    return this.#workbench.page.locator('.tabs-container .tab');
  }

  async #readTabs(): Promise<{ title: string; inFront: boolean }[]> {
    return await this.#tabs.evaluateAll((tabs) =>
      tabs.map((tab) => ({
        // The name, and its ending where that is set apart; not the folder that tells two of one name apart.
        title: ['name', 'suffix']
          .map((part) => tab.querySelector(`.monaco-icon-${part}-container`)?.textContent ?? '')
          .join(''),
        inFront: tab.classList.contains('active') && tab.closest('.editor-group-container.active') !== null,
      })),
    );
  }

  async #tab(title: string): Promise<Locator> {
    const place = await until(`the tab “${title}”`, async () => {
      const index = (await this.tabs()).indexOf(title);
      return index < 0 ? undefined : { index };
    });
    return this.#tabs.nth(place.index);
  }

  #actions(): Locator {
    return this.#workbench.page.locator('.editor-group-container.active .editor-actions');
  }
}
