import { Readable } from 'node:stream';
import type { Dispatcher } from 'undici';

export type AnswerHeaders = Record<string, string | string[] | undefined>;

/** The beginning of an answer: status and headers are here, the body is still on its way. */
export interface Answer {
  status: number;
  /** Names in lower case. */
  headers: AnswerHeaders;
  /** Must be read or destroyed; destroying it unread closes the connection. */
  body: Readable;
}

/** The first value of a header. */
export function header(headers: AnswerHeaders, name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value[0] : value;
}

/**
 * Sends one request and waits for the headers of its answer. The signal ends it at once at every stage, reading the
 * body included.
 *
 * `onSent` is called just before the first byte is written to a connected socket: as long as it was not, the server
 * cannot know of the request. (undici's `request` neither says this nor lets go while it is still connecting.)
 */
export function dispatch(
  dispatcher: Dispatcher,
  options: Dispatcher.DispatchOptions,
  signal: AbortSignal,
  onSent: () => void,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    let controller: Dispatcher.DispatchController | undefined;
    let body: Readable | undefined;
    let complete = false;

    const abort = () => {
      reject(signal.reason);
      const reason = new Error('aborted');
      body?.destroy(reason);
      controller?.abort(reason);
    };
    const letGo = () => signal.removeEventListener('abort', abort);
    signal.addEventListener('abort', abort, { once: true });

    dispatcher.dispatch(options, {
      onRequestStart(started) {
        if (signal.aborted) {
          started.abort(new Error('aborted'));
          return;
        }
        controller = started;
        onSent();
      },
      onResponseStart(responding, status, headers) {
        if (status < 200) return;
        const readable = new Readable({
          highWaterMark: 64 * 1024,
          read: () => responding.resume(),
          destroy: (error, done) => {
            if (!complete) responding.abort(error ?? new Error('not read to its end'));
            done(error);
          },
        });
        // Whoever reads sees the error; when nobody does, it must not bring the process down.
        readable.on('error', () => {});
        readable.on('close', letGo);
        body = readable;
        resolve({ status, headers, body: readable });
      },
      onResponseData(responding, chunk) {
        if (body && !body.push(chunk)) responding.pause();
      },
      onResponseEnd() {
        complete = true;
        body?.push(null);
      },
      onResponseError(_responding, error) {
        if (body) body.destroy(error);
        else {
          letGo();
          reject(error);
        }
      },
    });
  });
}
