import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FrameLocator, Locator, Page } from 'playwright-core';
import type { Companion } from './companion-link.ts';
import { Dialog } from './dialog.ts';
import { EditorArea } from './editor-area.ts';
import { Menu } from './menu.ts';
import { Notifications } from './notifications.ts';
import { QuickInput } from './quick-input.ts';
import { Tree } from './tree.ts';
import { patience, until } from './until.ts';

/** Where pictures of steps go, for whoever wants to look at them. */
const steps = process.env.JENJI_TEST_PICTURES;
const images = fileURLToPath(new URL('../../../docs/images/', import.meta.url));

/** What a window needs to know of the editor that it belongs to. */
interface Surroundings {
  url: string;
  nextCompanion(): Promise<Companion>;
}

/** A diagnostic as "Problems" lists it. */
export interface Problem {
  /** The last part of the document's path. */
  file: string;
  /** From 1. */
  line: number;
  message: string;
  severity: 'error' | 'warning' | 'information' | 'hint';
}

/** Names of themes that every VS Code has. */
export const themes = { light: 'Light Modern', dark: 'Dark Modern', highContrast: 'Default High Contrast' } as const;

/** One window of VS Code, driven as a person does, in VS Code's own terms. */
export class Workbench {
  readonly page: Page;
  readonly quickInput: QuickInput;
  readonly notifications: Notifications;
  readonly dialog: Dialog;
  readonly editor: EditorArea;
  readonly menu: Menu;
  /** What went wrong in the window's own scripts. */
  readonly pageErrors: string[] = [];
  readonly #surroundings: Surroundings;
  #companion: Companion | undefined;

  constructor(page: Page, surroundings: Surroundings) {
    this.page = page;
    this.#surroundings = surroundings;
    this.menu = new Menu(page);
    this.quickInput = new QuickInput(page);
    this.notifications = new Notifications(page);
    this.dialog = new Dialog(page);
    this.editor = new EditorArea(this);
    page.setDefaultTimeout(patience);
    page.on('pageerror', ({ message }) => this.pageErrors.push(message));
  }

  /** Loads the window, or loads it anew, and waits until it and its extension host are ready. */
  async load(): Promise<void> {
    const companion = this.#surroundings.nextCompanion();
    await this.page.goto(this.#surroundings.url);
    await this.page.locator('.monaco-workbench .activitybar').waitFor();
    this.#companion = await companion;
  }

  /** Runs a function in this window's extension host, sent as text: it sees only `vscode` and its argument. */
  readonly evaluate: Companion['evaluate'] = async (run, argument) => {
    if (this.#companion === undefined) throw new Error('The window is not loaded');
    return await this.#companion.evaluate(run, argument);
  };

  /**
   * Runs a command by its title as the command palette lists it ("Jenji: Refresh"), as a person does.
   * Gives no result and waits for none: the command may ask first.
   */
  async command(title: string): Promise<void> {
    await this.page.keyboard.press('F1');
    await this.quickInput.waitFor();
    await this.quickInput.type(`>${title}`);
    await this.quickInput.pick(title);
  }

  /** The titles that the command palette offers for these words. */
  async commands(words: string): Promise<string[]> {
    await this.page.keyboard.press('F1');
    await this.quickInput.waitFor();
    await this.quickInput.type(`>${words}`);
    const items = await until('commands', async () => {
      const found = await this.quickInput.items();
      return found.length > 0 && found;
    });
    await this.page.keyboard.press('Escape');
    await this.quickInput.waitUntilClosed();
    return items.map(({ label }) => label);
  }

  /** Runs a command by its id in the extension host; without `wait` it is only started, for one that asks first. */
  async runCommand(id: string, { wait = true, arguments: given = [] }: RunCommandOptions = {}): Promise<void> {
    await this.evaluate(
      async (vscode, { command, args, await_ }) => {
        const done = vscode.commands.executeCommand(command, ...args);
        if (await_) await done;
      },
      { command: id, args: given, await_: wait },
    );
  }

  /** Shows the container of this name in the side bar. */
  async activityBar(name: string): Promise<void> {
    const item = this.page.locator(`.activitybar .action-item:has(.action-label[aria-label^=${JSON.stringify(name)}])`);
    await item.waitFor();
    if ((await item.getAttribute('aria-expanded')) !== 'true') await item.locator('.action-label').click();
    await this.page.locator('.sidebar .composite.title h2', { hasText: new RegExp(name, 'i') }).waitFor();
  }

  /** The number on the icon in the activity bar; empty without one. */
  async activityBadge(name: string): Promise<string> {
    const item = this.page.locator(`.activitybar .action-item:has(.action-label[aria-label^=${JSON.stringify(name)}])`);
    return (await item.locator('.badge:visible .badge-content').allTextContents()).join('').trim();
  }

  /** The tree view with this title. */
  tree(viewTitle: string): Tree {
    return new Tree(this.page, viewTitle);
  }

  /** The titles of the views in the side bar. */
  async views(): Promise<string[]> {
    return await this.page.locator('.sidebar .pane-header:visible h3.title').allTextContents();
  }

  /** What the side bar shows where a view has no rows: text, links and buttons. */
  get welcome(): Locator {
    return this.page.locator('.sidebar .welcome-view-content:visible');
  }

  /** The item of the status bar whose text or label contains these words, or that has this id. */
  statusBar(words: string): Locator {
    const attribute = JSON.stringify(words);
    return this.page.locator(`.statusbar-item:is([aria-label*=${attribute}], [id$=${attribute}])`).first();
  }

  /** The inside of a webview, by the title of its tab or view: what the extension's own HTML holds. */
  async webview(title: string): Promise<FrameLocator> {
    const outer = this.page.locator('iframe.webview:visible');
    return await until(
      `the webview “${title}”`,
      async () => {
        for (let index = 0; index < (await outer.count()); index++) {
          const frame = outer.nth(index).contentFrame();
          const inner = frame.locator(`iframe#active-frame[title=${JSON.stringify(title)}]`);
          if ((await inner.count()) > 0) return inner.contentFrame();
        }
        return undefined;
      },
      { describe: async () => `${await outer.count()} webviews; tabs ${(await this.editor.tabs()).join(', ')}` },
    );
  }

  /** Every diagnostic there is now. */
  async problems(): Promise<Problem[]> {
    return await this.evaluate((vscode) =>
      vscode.languages.getDiagnostics().flatMap(([uri, diagnostics]) =>
        diagnostics.map(({ message, severity, range }) => ({
          file: uri.path.split('/').at(-1) ?? '',
          line: range.start.line + 1,
          message,
          severity: (['error', 'warning', 'information', 'hint'] as const)[severity] ?? 'error',
        })),
      ),
    );
  }

  /** Sets one of the user's settings, by its whole name. */
  async setting(name: string, value: unknown): Promise<void> {
    await this.evaluate(
      async (vscode, { name, value }) => {
        await vscode.workspace.getConfiguration().update(name, value, vscode.ConfigurationTarget.Global);
      },
      { name, value },
    );
  }

  /** Changes the colour theme (see `themes`) and waits until it shows. */
  async theme(id: string): Promise<void> {
    await this.setting('workbench.colorTheme', id);
    const file = { [themes.light]: 'light_modern', [themes.dark]: 'dark_modern', [themes.highContrast]: 'hc_black' }[
      id
    ];
    await until(`the theme “${id}”`, async () => {
      const classes = await this.page.locator('.monaco-workbench').first().getAttribute('class');
      return file === undefined || classes?.includes(file);
    });
  }

  /** Saves a picture of the window, without a blinking cursor or a hover. */
  async screenshot(path: string): Promise<void> {
    await mkdir(dirname(path), { recursive: true });
    await this.page.screenshot({ path, animations: 'disabled', caret: 'hide' });
  }

  /** Writes a picture of the window into the folder that `JENJI_TEST_PICTURES` names, if it does. */
  async stepPicture(name: string): Promise<void> {
    if (steps !== undefined) await this.screenshot(join(steps, `${name}.png`));
  }

  /** Writes a picture of the window into `docs/images/`, where `JENJI_SCREENSHOTS` asks for them. */
  async picture(name: string): Promise<void> {
    if (process.env.JENJI_SCREENSHOTS) await this.screenshot(join(images, `${name}.png`));
  }
}

interface RunCommandOptions {
  wait?: boolean;
  arguments?: readonly unknown[];
}
