/** What the editor gives every page, once. */
declare function acquireVsCodeApi(): {
  postMessage(message: unknown, transfer?: ArrayBuffer[]): void;
  getState(): unknown;
  setState(state: unknown): void;
};

/** The other end of a page: the extension. */
export interface Host<FromPage> {
  post(message: FromPage): void;
  /** What was kept of this page when it was last there, as plain data; undefined the first time. */
  readonly kept: unknown;
  /** Keeps plain data for when the page is made anew. */
  keep(state: unknown): void;
}

/**
 * Connects the page with its extension: `receive` gets each message, the first of them after the page said that it is
 * ready. What fails in the page is told to the extension, which writes it to its log.
 */
export function connectHost<ToPage, FromPage>(receive: (message: ToPage) => void): Host<FromPage> {
  const editor = acquireVsCodeApi();
  const fail = (error: unknown) => {
    const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
    editor.postMessage({ type: 'page:failed', message: message.slice(0, 10_000) });
  };
  window.addEventListener('error', ({ error, message }) => fail(error ?? message));
  window.addEventListener('unhandledrejection', ({ reason }) => fail(reason));
  window.addEventListener('message', ({ data }: MessageEvent<ToPage>) => receive(data));
  // Only after the caller has what this function gives.
  queueMicrotask(() => editor.postMessage({ type: 'page:ready' }));
  return {
    post: (message) => editor.postMessage(message),
    kept: editor.getState(),
    keep: (state) => editor.setState(state),
  };
}
