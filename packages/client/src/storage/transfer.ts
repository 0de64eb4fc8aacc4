import type { Dispatcher } from 'undici';
import { ConnectionError, StorageError } from '../errors.ts';
import { type Answer, dispatch } from '../transport/dispatch.ts';
import { NetworkFailure } from '../transport/network-failure.ts';
import { pause } from '../transport/patience.ts';
import type { Progress } from '../transport/progress.ts';
import { collect, utf8 } from '../transport/response-body.ts';
import { backoff, type RetrySettings, retryAfter } from '../transport/retry-policy.ts';

export interface Transfer {
  /** For messages. */
  operation: 'upload' | 'download';
  url: URL;
  /** The content as often as it is asked for, or once. */
  body: { bytes: Uint8Array | null } | { stream: Dispatcher.DispatchOptions['body'] };
  headers: Record<string, string>;
}

const largestErrorBody = 16 * 1024;

/**
 * Sends or asks for a file until the storage says success. Sending the same bytes twice does no harm, so all but
 * streams are tried again when the connection or the storage fails.
 */
export async function transfer(
  dispatcher: Dispatcher,
  retry: RetrySettings,
  { operation, url, body, headers }: Transfer,
  progress: Progress,
  signal: AbortSignal,
): Promise<Answer> {
  const options: Dispatcher.DispatchOptions = {
    origin: url.origin,
    path: url.pathname + url.search,
    method: operation === 'upload' ? 'PUT' : 'GET',
    headers,
    body: 'bytes' in body ? body.bytes : body.stream,
  };
  for (;;) {
    progress.attempts += 1;
    progress.stage = 'connecting';
    const outcome = await attempt(dispatcher, options, operation, url.host, progress, signal);
    if (!('error' in outcome)) return outcome;
    if (!outcome.again || 'stream' in body || progress.attempts >= retry.maxAttempts) throw outcome.error;
    progress.stage = 'waiting to try again';
    progress.lastReason = outcome.error.message;
    await pause(backoff(retry, progress.attempts, outcome.retryAfterMs), signal);
  }
}

async function attempt(
  dispatcher: Dispatcher,
  options: Dispatcher.DispatchOptions,
  operation: string,
  host: string,
  progress: Progress,
  signal: AbortSignal,
): Promise<Answer | { error: ConnectionError | StorageError; again: boolean; retryAfterMs?: number | undefined }> {
  let answer: Answer;
  try {
    answer = await dispatch(dispatcher, options, signal, () => {
      progress.stage = 'waiting for the answer';
    });
  } catch (error) {
    signal.throwIfAborted();
    // The content itself was at fault.
    if (error instanceof StorageError) throw error;
    const cause = new NetworkFailure(error);
    const { attempts } = progress;
    const message = `${operation}: the connection to the storage at ${host} failed: ${cause.message}.`;
    return { error: new ConnectionError(message, { operation, attempts, cause }), again: !cause.permanent };
  }
  progress.stage = 'reading the answer';
  const { status } = answer;
  if (status >= 200 && status < 300) return answer;
  const code = await errorCode(answer);
  signal.throwIfAborted();
  const message = `${operation}: the storage at ${host} answered HTTP ${status}${code ? ` (${code})` : ''}. ${advice(status)}`;
  return {
    error: new StorageError(message, { status, code }, { operation, attempts: progress.attempts }),
    again: status >= 500 || status === 429,
    retryAfterMs: retryAfter(answer.headers),
  };
}

/** S3 answers in XML; its code is the only part that is short and holds nothing of the signature. */
async function errorCode({ body }: Answer): Promise<string | undefined> {
  try {
    return /<Code>([A-Za-z0-9]{1,64})<\/Code>/.exec(utf8(await collect(body, largestErrorBody)))?.[1];
  } catch {
    return undefined;
  }
}

function advice(status: number): string {
  if (status >= 500 || status === 429) return 'Try again later.';
  if (status >= 400) {
    return 'The link may have expired (it lives for minutes): ask for a new one. The content must have the promised hash.';
  }
  return 'A redirect is not followed.';
}
