import { type ApiRequest, isWrite } from './api-request.ts';
import { type AnswerHeaders, header } from './dispatch.ts';

export interface RetrySettings {
  /** Attempts in all, the first included. */
  maxAttempts: number;
  /** The wait before the second attempt is between half of this and this; it doubles with each attempt. */
  firstWaitMs: number;
  /** No wait is longer, unless the server asks for it. */
  longestWaitMs: number;
}

export const defaultRetry: RetrySettings = { maxAttempts: 4, firstWaitMs: 300, longestWaitMs: 8000 };

/**
 * Whether a request that the server may have carried out can be sent once more without doing more than once was meant
 * to: reads, and writes by PUT and DELETE, unless they create something. A `reset` is never repeated blindly.
 */
export function mayRepeat(request: ApiRequest): boolean {
  if (!isWrite(request)) return true;
  if (request.createsAnew) return false;
  return (request.method === 'PUT' || request.method === 'DELETE') && request.hazard !== 'reset';
}

/** Milliseconds before the attempt that follows the `failed`-th. Random, so that clients do not return together. */
export function backoff(settings: RetrySettings, failed: number, retryAfterMs: number | undefined): number {
  const most = Math.min(settings.firstWaitMs * 2 ** (failed - 1), settings.longestWaitMs);
  const wait = most / 2 + (Math.random() * most) / 2;
  return Math.max(wait, retryAfterMs ?? 0);
}

/** What `Retry-After` asks for in milliseconds: seconds, or a date that is read against the server's own clock. */
export function retryAfter(headers: AnswerHeaders): number | undefined {
  const value = header(headers, 'retry-after')?.trim();
  if (!value) return undefined;
  if (/^\d+(\.\d+)?$/.test(value)) return Number(value) * 1000;
  // Date.parse alone takes nearly everything for a date, `-1` for one.
  const then = / GMT$/.test(value) ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(then)) return undefined;
  const serverNow = Date.parse(header(headers, 'date') ?? '');
  return Math.max(0, then - (Number.isNaN(serverNow) ? Date.now() : serverNow));
}
