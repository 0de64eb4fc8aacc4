import { Pool } from 'undici';
import type { Budget, Priority } from '../budget/budget.ts';
import type { Key } from '../credentials.ts';
import { JenjiError } from '../errors.ts';
import { type ApiRequest, isWrite } from './api-request.ts';
import type { Attempt } from './attempt.ts';
import type { Answer } from './dispatch.ts';
import { type Connection, exchange, unreadable } from './exchange.ts';
import { InFlight } from './in-flight.ts';
import { interruptible, Patience } from './patience.ts';
import { interruption, type Progress } from './progress.ts';
import { decoded, parseJson, readText, refuseWebPage, Unreadable } from './response-body.ts';
import type { RetrySettings } from './retry-policy.ts';
import { Run } from './run.ts';

export interface TransportSettings {
  baseUrl: URL;
  key: Key;
  budget: Budget;
  userAgent: string;
  retry: RetrySettings;
  /** Bytes that the answer of one call may have, unpacked. */
  maxResponseBytes: number;
  onAttempt?: ((attempt: Attempt) => void) | undefined;
}

/** Options of one request that have no default any more. */
export interface SendOptions {
  signal: AbortSignal | undefined;
  priority: Priority;
  timeoutMs: number;
}

/** An answer of success to a call. */
export interface Reply {
  status: number;
  /**
   * The value of the body, `null` for an empty one. Parsed anew for each caller of a shared request, so that what one
   * does to it shows nowhere else.
   *
   * @throws ResponseShapeError when it is not JSON.
   */
  json(): unknown;
  /** The facts for an error about this answer. */
  progress: Progress;
}

/**
 * Requests to the API over one pool of connections.
 *
 * The pool is bounded only against a caller that starts streams and leaves them standing: the budget lets at most a
 * few requests wait for their headers at a time.
 */
export class Transport {
  readonly #connection: Connection;
  readonly #pool: Pool;
  readonly #maxResponseBytes: number;
  readonly #inFlight = new InFlight<{ status: number; text: string; progress: Progress }>();
  readonly #closing = new AbortController();

  constructor({ baseUrl, key, budget, userAgent, retry, maxResponseBytes, onAttempt }: TransportSettings) {
    this.#pool = new Pool(baseUrl.origin, {
      connections: 64,
      pipelining: 1,
      connect: { timeout: 10_000 },
      // Deadlines are the callers' own: undici's timers are coarse, and know nothing of attempts.
      headersTimeout: 0,
      bodyTimeout: 0,
    });
    this.#connection = {
      dispatcher: this.#pool,
      budget,
      key,
      basePath: baseUrl.pathname.replace(/\/+$/, ''),
      host: baseUrl.host,
      userAgent,
      retry,
      onAttempt,
    };
    this.#maxResponseBytes = maxResponseBytes;
  }

  /** Sends a request and reads its answer whole. Equal GETs under way are one request. */
  async send(request: ApiRequest, options: SendOptions): Promise<Reply> {
    const patience = this.#patience(request, options);
    try {
      const { status, text, progress } = await this.#inFlight.join(
        request.method === 'GET' ? `${request.keyType ?? ''} ${request.target}` : undefined,
        patience,
        options.priority,
        (run) =>
          exchange(this.#connection, request, run, async (answer) => ({
            status: answer.status,
            text: await readText(answer, this.#maxResponseBytes),
            progress: run.progress,
          })),
        (run) => interruption(request, run.progress, patience),
      );
      return { status, json: () => parse(request, progress, text), progress };
    } finally {
      if (isWrite(request)) this.#inFlight.separate();
      patience.release();
    }
  }

  /**
   * Sends a request and hands over the answer as it arrives. `timeoutMs` holds until the headers are here; afterwards
   * `read` has to watch over the silences, with `patience.expire()`.
   */
  async *open<Item>(
    request: ApiRequest,
    options: SendOptions,
    read: (answer: Answer, progress: Progress, patience: Patience) => AsyncIterable<Item>,
  ): AsyncGenerator<Item, void, undefined> {
    const patience = this.#patience(request, options);
    const run = new Run(patience, options.priority);
    try {
      patience.signal.throwIfAborted();
      const opened = exchange(this.#connection, request, run, async (answer) => {
        refuseWebPage(answer.headers);
        return { ...answer, body: decoded(answer) };
      });
      const answer = await interruptible(opened, patience.signal);
      patience.dropDeadline();
      patience.signal.addEventListener('abort', () => run.cancel(), { once: true });
      yield* read(answer, run.progress, patience);
    } catch (error) {
      throw patience.signal.aborted ? interruption(request, run.progress, patience) : error;
    } finally {
      run.cancel();
      patience.release();
    }
  }

  #patience(request: ApiRequest, { timeoutMs, signal }: SendOptions): Patience {
    if (this.#closing.signal.aborted) throw new JenjiError(`${request.operation}: this client is closed.`);
    return new Patience(timeoutMs, [signal, this.#closing.signal]);
  }

  /** Ends everything under way and closes the connections. */
  async close(): Promise<void> {
    this.#closing.abort(new JenjiError('The client was closed.'));
    await this.#pool.destroy();
  }
}

function parse(request: ApiRequest, progress: Progress, text: string): unknown {
  try {
    return parseJson(text);
  } catch (error) {
    throw error instanceof Unreadable ? unreadable(request, progress, error) : error;
  }
}
