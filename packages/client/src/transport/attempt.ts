import type { HttpMethod } from '../contract/endpoint.ts';

/** One request that was sent, or was about to be: for a log. It holds neither what was asked for nor what came back. */
export interface Attempt {
  /** Id of the operation; `verifyCredentials` for that. */
  readonly operation: string;
  readonly method: HttpMethod;
  /** 1 for the first, more where it was repeated. */
  readonly attempt: number;
  /** Milliseconds that it waited for the budget. */
  readonly waitedMs: number;
  /** Milliseconds from then until the headers of the answer, or the failure. */
  readonly ms: number;
  readonly outcome: AttemptOutcome;
}

export type AttemptOutcome =
  | { readonly kind: 'answer'; readonly status: number }
  /** No connection, or one that broke: why, in a few words. */
  | { readonly kind: 'no answer'; readonly reason: string }
  /** Everybody who waited for it stopped waiting. */
  | { readonly kind: 'given up' };
