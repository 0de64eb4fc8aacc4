import type { Dispatcher } from 'undici';
import type { Budget, Slot } from '../budget/budget.ts';
import type { Key } from '../credentials.ts';
import { ConnectionError, JenjiError, ResponseShapeError } from '../errors.ts';
import { apiError, readApiFailure } from './api-failure.ts';
import { type ApiRequest, isWrite } from './api-request.ts';
import type { Attempt, AttemptOutcome } from './attempt.ts';
import { type Answer, dispatch } from './dispatch.ts';
import { NetworkFailure } from './network-failure.ts';
import { pause } from './patience.ts';
import type { Progress } from './progress.ts';
import { Unreadable } from './response-body.ts';
import { backoff, mayRepeat, type RetrySettings, retryAfter } from './retry-policy.ts';
import type { Run } from './run.ts';

/** What all requests of a client have in common. */
export interface Connection {
  dispatcher: Dispatcher;
  budget: Budget;
  key: Key;
  /** Path of the base URL, without a slash at its end. */
  basePath: string;
  /** Host of the base URL, for messages. */
  host: string;
  userAgent: string;
  retry: RetrySettings;
  /** Told of each attempt as soon as it is known what became of it. */
  onAttempt?: ((attempt: Attempt) => void) | undefined;
}

/** An attempt that failed, and whether another one makes sense. */
interface Failure {
  again: boolean;
  /** In a few words. */
  reason: string;
  /** What the server asked to wait. */
  retryAfterMs?: number;
  /** The error to throw if this was the last attempt; `ending` comes last in its message. */
  error(ending: string): JenjiError;
}

/**
 * Sends a request until it succeeds, is refused for good, or there is no attempt or time left. `receive` makes what is
 * returned from an answer of success; when the connection breaks meanwhile, a read is repeated.
 *
 * Each attempt takes its own slot of the budget. Rejects with anything at all once the run's signal has fired.
 */
export async function exchange<T>(
  connection: Connection,
  request: ApiRequest,
  run: Run,
  receive: (answer: Answer) => Promise<T>,
): Promise<T> {
  const { progress } = run;
  for (let attempt = 1; ; attempt++) {
    const outcome = await attemptOnce(connection, request, run, receive);
    if ('value' in outcome) return outcome.value;
    run.signal.throwIfAborted();
    const { failure } = outcome;
    if (!failure.again || attempt >= connection.retry.maxAttempts) throw failure.error('');
    const wait = backoff(connection.retry, attempt, failure.retryAfterMs);
    if (wait >= run.remainingMs) {
      const seconds = (wait / 1000).toFixed(1);
      throw failure.error(` The next attempt would be in ${seconds} s, after the deadline of this call.`);
    }
    progress.lastReason = failure.reason;
    progress.stage = 'waiting to try again';
    await pause(wait, run.signal);
  }
}

async function attemptOnce<T>(
  connection: Connection,
  request: ApiRequest,
  run: Run,
  receive: (answer: Answer) => Promise<T>,
): Promise<{ value: T } | { failure: Failure }> {
  const { progress, signal } = run;
  const mayHaveAppliedBefore = progress.mayHaveApplied;
  progress.stage = 'waiting for the request budget';
  const asked = performance.now();
  const slot = await takeSlot(connection.budget, request, run);
  const begun = performance.now();
  progress.attempts += 1;
  const tell = (outcome: AttemptOutcome) =>
    connection.onAttempt?.({
      operation: request.operation,
      method: request.method,
      attempt: progress.attempts,
      waitedMs: Math.round(begun - asked),
      ms: Math.round(performance.now() - begun),
      outcome,
    });
  progress.stage = 'connecting';
  let sent = false;
  let answer: Answer;
  try {
    answer = await dispatch(connection.dispatcher, wire(connection, request), signal, () => {
      sent = true;
      progress.stage = 'waiting for the answer';
      if (isWrite(request)) progress.mayHaveApplied = true;
    });
  } catch (error) {
    if (sent) slot.settle();
    else slot.release();
    if (signal.aborted) tell({ kind: 'given up' });
    signal.throwIfAborted();
    const failure = new NetworkFailure(error);
    tell({ kind: 'no answer', reason: failure.message });
    return { failure: connectionFailure(connection, request, run, failure, sent) };
  }
  const { status } = answer;
  tell({ kind: 'answer', status });
  if (status === 429) slot.refused(retryAfter(answer.headers));
  else slot.settle();
  progress.stage = 'reading the answer';
  if (status >= 200 && status < 300) {
    progress.applied = isWrite(request);
    try {
      return { value: await receive(answer) };
    } catch (error) {
      answer.body.destroy();
      signal.throwIfAborted();
      if (error instanceof Unreadable) throw unreadable(request, progress, error);
      return { failure: connectionFailure(connection, request, run, new NetworkFailure(error), true) };
    }
  }
  // An answer of 4xx says that nothing was done; what an attempt before this one did is still unknown.
  if (status >= 400 && status < 500) progress.mayHaveApplied = mayHaveAppliedBefore;
  const said = await readApiFailure(answer, (text) => connection.key.redact(text));
  return {
    failure: {
      again: status === 429 || (status >= 500 && mayRepeat(request)),
      reason: `HTTP ${status}`,
      ...(said.retryAfterMs !== undefined && { retryAfterMs: said.retryAfterMs }),
      error: (ending) =>
        apiError(
          request.operation,
          said,
          (progress.mayHaveApplied ? progress.consequence(request) : '') + ending,
          progress.facts(request),
        ),
    },
  };
}

async function takeSlot(budget: Budget, request: ApiRequest, run: Run): Promise<Slot> {
  let slot: Slot;
  try {
    slot = await run.slot(budget);
  } catch (error) {
    run.signal.throwIfAborted();
    if (error instanceof JenjiError) throw error;
    throw new JenjiError(`${request.operation}: the request budget failed, nothing was sent.`, {
      ...run.progress.facts(request),
      cause: error,
    });
  }
  if (run.signal.aborted) slot.release();
  run.signal.throwIfAborted();
  return slot;
}

function wire(connection: Connection, request: ApiRequest): Dispatcher.DispatchOptions {
  return {
    method: request.method,
    path: connection.basePath + request.target,
    headers: {
      authorization: connection.key.authorization(request.keyType),
      accept: 'application/json',
      'accept-encoding': 'gzip',
      'user-agent': connection.userAgent,
      ...(request.body !== undefined && { 'content-type': 'application/json' }),
    },
    body: request.body ?? null,
  };
}

function connectionFailure(
  { host }: Connection,
  request: ApiRequest,
  { progress }: Run,
  cause: NetworkFailure,
  sent: boolean,
): Failure {
  // A write that was carried out is not sent again merely because its answer was lost.
  const again = !cause.permanent && !progress.applied && (!sent || mayRepeat(request));
  const where = sent ? `the connection to ${host} failed` : `no connection to ${host}`;
  const attempts = progress.attempts > 1 ? ` (attempt ${progress.attempts})` : '';
  return {
    again,
    reason: cause.message,
    error: (ending) =>
      new ConnectionError(
        `${request.operation}: ${where}${attempts}: ${cause.message}.${progress.consequence(request)}${ending}`,
        { ...progress.facts(request), cause },
      ),
  };
}

/** The error of an answer of success that arrived whole and makes no sense. */
export function unreadable(request: ApiRequest, progress: Progress, { message }: Unreadable): ResponseShapeError {
  return new ResponseShapeError(
    `${request.operation}: the answer cannot be read: ${message}.${progress.consequence(request)}`,
    [{ path: '', message }],
    progress.facts(request),
  );
}
