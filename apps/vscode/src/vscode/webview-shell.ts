import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import * as z from 'zod';
import { pageHtml } from '../webview/page-html.ts';
import type { Services } from './services.ts';

/** What every page sends by itself, beside its own messages. */
const fromAnyPage = z.discriminatedUnion('type', [
  z.object({ type: z.literal('page:ready') }),
  z.object({ type: z.literal('page:failed'), message: z.string().max(10_000) }),
]);

export interface PanelOptions<FromPage> {
  /** Folder of the page in webview/, and so the name of its files in dist/webview/. */
  readonly page: string;
  /** Of the tab, and of the page for a screen reader. */
  readonly title: string;
  readonly column?: vscode.ViewColumn | undefined;
  /** A tab that the editor has restored after the window was loaded again, to be filled in place of a new one. */
  readonly restored?: vscode.WebviewPanel | undefined;
  /**
   * Keeps the page while its tab is hidden. It costs memory: only for pages that take long to fill. Others are made anew
   * when they are shown again, and `onReady` is called again.
   */
  readonly keepWhenHidden?: boolean | undefined;
  readonly imageSources?: readonly ('data:' | 'blob:')[] | undefined;
  /** What the page may send. All else is refused, and told in the log. */
  readonly messages: z.ZodType<FromPage>;
  /** The page is there and empty: send it what it shows. Called again whenever the editor made it anew. */
  onReady(): void;
  onMessage(message: FromPage): unknown;
}

/** A tab with a page. */
export interface Panel<ToPage> {
  /** Sends plain data, typed arrays included. What is sent before the page is ready is dropped: `onReady` sends it all. */
  post(message: ToPage): void;
  title: string;
  readonly isActive: boolean;
  readonly isVisible: boolean;
  /** Brings it to the front. */
  reveal(column?: vscode.ViewColumn): void;
  readonly onDidDispose: vscode.Event<void>;
  readonly onDidChangeViewState: vscode.Event<unknown>;
  dispose(): void;
}

/** Opens a tab that shows a page of dist/webview, which reaches nothing but its own files and this host. */
export function openPanel<ToPage extends object, FromPage>(
  { context, guard, log }: Pick<Services, 'context' | 'guard' | 'log'>,
  options: PanelOptions<FromPage>,
): Panel<ToPage> {
  const files = vscode.Uri.joinPath(context.extensionUri, 'dist', 'webview');
  const look = { enableScripts: true, enableForms: false, localResourceRoots: [files] };
  const panel =
    options.restored ??
    vscode.window.createWebviewPanel(
      `jenji.${options.page}`,
      options.title,
      { viewColumn: options.column ?? vscode.ViewColumn.Active },
      { ...look, retainContextWhenHidden: options.keepWhenHidden ?? false },
    );
  if (options.restored) panel.webview.options = look;
  panel.iconPath = vscode.Uri.joinPath(context.extensionUri, 'media', 'jenji-explorer.png');
  const { webview } = panel;
  let ready = false;

  webview.onDidReceiveMessage((message: unknown) => {
    const own = fromAnyPage.safeParse(message);
    if (own.data?.type === 'page:ready') {
      ready = true;
      return guard.run(() => options.onReady());
    }
    if (own.data?.type === 'page:failed') {
      log.error(`The page "${options.page}" failed: ${own.data.message}`);
      return undefined;
    }
    const parsed = options.messages.safeParse(message);
    if (parsed.success) return guard.run(() => options.onMessage(parsed.data));
    log.warn(`The page "${options.page}" sent what it may not send: ${z.prettifyError(parsed.error)}`);
    return undefined;
  });

  const fileUri = (extension: string) =>
    webview.asWebviewUri(vscode.Uri.joinPath(files, `${options.page}.${extension}`)).toString();
  webview.html = pageHtml({
    title: options.title,
    language: vscode.env.language,
    scriptUri: fileUri('js'),
    styleUri: fileUri('css'),
    cspSource: webview.cspSource,
    nonce: randomBytes(16).toString('hex'),
    imageSources: options.imageSources,
  });

  return {
    post(message) {
      if (ready) webview.postMessage(message).then(undefined, () => undefined);
    },
    get title() {
      return panel.title;
    },
    set title(title: string) {
      panel.title = title;
    },
    get isActive() {
      return panel.active;
    },
    get isVisible() {
      return panel.visible;
    },
    reveal: (column) => panel.reveal(column),
    onDidDispose: panel.onDidDispose,
    onDidChangeViewState: panel.onDidChangeViewState,
    dispose: () => panel.dispose(),
  };
}
