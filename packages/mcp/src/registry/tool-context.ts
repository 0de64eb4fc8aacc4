import type { Changes } from '@jenji-kit/changes';
import type { JenjiClient } from '@jenji-kit/client';
import type { HostApproval } from '../approval/host-approval.ts';
import type { Asking } from '../approval/question.ts';
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
  /**
   * Plans, carries out, remembers and turns back changes of the configured account, within the operator's bounds.
   *
   * @throws NotConfigured as `jenji` does.
   */
  changes(): Promise<Changes>;
  /** Decides on whatever writes, in place of whoever the client could ask. */
  readonly approver?: HostApproval | undefined;
  /** Whether and how the person in front of the client can be asked. */
  readonly asking: Asking;
  /** Aborts when the client cancels the call or goes away. */
  readonly signal: AbortSignal;
  /** Tells a client that asked for it how far the call is. `done` and `total` count the same thing; `done` only grows. */
  progress(done: number, total?: number, message?: string): void;
}
