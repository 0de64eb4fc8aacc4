import { AbortedError, type JenjiErrorOptions, TimeoutError } from '../errors.ts';
import { isWrite, type Named } from './api-request.ts';
import type { Patience } from './patience.ts';

export type Stage =
  | 'waiting for the request budget'
  | 'connecting'
  | 'waiting for the answer'
  | 'reading the answer'
  | 'waiting to try again';

/** How far a request has come: what an error has to say when the request ends early. */
export class Progress {
  attempts = 0;
  stage: Stage = 'waiting for the request budget';
  /** A write was handed to a connection, and no answer has said that it was refused. */
  mayHaveApplied = false;
  /** The server answered a write with success. */
  applied = false;
  /** Why the attempt before this one failed, in a few words. */
  lastReason: string | undefined;

  /** The facts for an error, to be passed to its constructor. */
  facts(request: Named): JenjiErrorOptions {
    return {
      operation: request.operation,
      attempts: this.attempts,
      ambiguous: this.mayHaveApplied || this.applied,
      applied: this.applied,
    };
  }

  /** What became of the data, as the end of a message. */
  consequence(request: Named): string {
    if (!isWrite(request)) return '';
    if (this.applied) {
      return ' Jenji said that the write succeeded: do not repeat it, read the record again.';
    }
    if (this.mayHaveApplied) return ' The write may have been applied: read the record again before repeating it.';
    return ' Nothing was changed.';
  }
}

/** The error of a caller that was not patient enough, or changed its mind. */
export function interruption(request: Named, progress: Progress, patience: Patience): AbortedError | TimeoutError {
  const where = `${progress.stage}${progress.attempts > 1 ? ` (attempt ${progress.attempts})` : ''}`;
  const earlier = progress.lastReason ? ` The attempt before failed: ${progress.lastReason}.` : '';
  const end = `${earlier}${progress.consequence(request)}`;
  if (patience.expired) {
    const seconds = patience.timeoutMs / 1000;
    const advice =
      progress.stage === 'waiting for the request budget'
        ? ' Only so many requests may be sent in a minute: give a longer timeoutMs, or ask for less at a time.'
        : '';
    return new TimeoutError(
      `${request.operation}: not finished after ${seconds} s, while ${where}.${advice}${end}`,
      progress.facts(request),
    );
  }
  return new AbortedError(`${request.operation}: cancelled while ${where}.${end}`, {
    ...progress.facts(request),
    cause: patience.signal.reason,
  });
}
