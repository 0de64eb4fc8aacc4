import type { JenjiClient } from '@jenji-kit/client';
import type { Settings } from '../settings/settings.ts';

/** What a tool's handler gets beside its input. */
export interface ToolContext {
  readonly settings: Settings;
  /**
   * The client of the configured account, made on first use and shared by all calls. Pass `signal` to every call.
   *
   * @throws NotConfigured when no credentials were given: the answer then tells how to give them.
   */
  jenji(): Promise<JenjiClient>;
  /** Aborts when the client cancels the call or goes away. */
  readonly signal: AbortSignal;
  /** Tells a client that asked for it how far the call is. `done` and `total` count the same thing; `done` only grows. */
  progress(done: number, total?: number, message?: string): void;
}
