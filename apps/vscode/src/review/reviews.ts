import type { ChangeRecord, ChangeRequest, CommitResult, Plan } from '@jenji-kit/changes';
import type { PlanShown } from './plan-shown.ts';

/** Who wants a change: a person in this window, an assistant of this window, or another process of this machine. */
export type Origin = 'person' | 'assistant' | 'elsewhere';

/** A planned change that waits for a person's decision in this window. */
export interface Review {
  /** Also the id of the change in the journal. */
  readonly id: string;
  readonly accountId: string;
  readonly origin: Origin;
  /** What would be done. It holds no token: that never leaves the process. */
  readonly plan: PlanShown;
  readonly stage: Stage;
  /** How it is brought to the person's attention when it begins. */
  readonly show: 'notification' | 'diff';
}

/** How far a review is. What has been decided is in the journal, and no review any more. */
export type Stage =
  | { readonly name: 'waiting' }
  /** Nobody decided in time. It has to be planned again; nothing was changed. */
  | { readonly name: 'expired' }
  | { readonly name: 'running'; readonly done: number; readonly total: number; readonly doing: string };

/** What a person decided, and what came of it. */
export type Decision =
  /** Whether it was carried out is in the result: `committed`, or `refused` where something had changed meanwhile, and so on. */
  | { readonly approved: true; readonly result: CommitResult }
  | { readonly approved: false; readonly why: NoReason; readonly reason: string };

/** Why it was not approved: somebody said no, nobody said anything in time, or the account was signed out of. */
type NoReason = 'refused' | 'expired' | 'signed out';

/** How far planning or carrying out is. */
export interface ReviewProgress {
  readonly done: number;
  readonly total: number;
  readonly doing: string;
}

export interface PresentOptions {
  readonly accountId: string;
  /** Withdraws the plan while it waits. What is being carried out goes on to its end. */
  readonly signal?: AbortSignal | undefined;
  readonly origin?: Origin | undefined;
  /** Whether a notification offers it for review (default), or its diff opens at once. */
  readonly show?: 'notification' | 'diff' | undefined;
  /** Told while planning and committing how far it is. */
  readonly progress?: ((step: ReviewProgress) => void) | undefined;
}

/** `signal` also ends planning. */
export type ProposeOptions = PresentOptions;

/**
 * The way of every change that a person makes in the editor: it is planned, shown under Pending changes and as a diff,
 * and carried out when the person approves. The person is also told there what came of it; callers go on from the
 * decision, and tell no more than what is theirs.
 */
export interface Reviews {
  /**
   * Plans, shows, waits for the decision, and carries out what was approved. What was read before of the records it
   * touches is read again.
   *
   * @throws what planning throws (InvalidArgumentsError, ChangeRefused, errors of the client), AbortedError when withdrawn.
   */
  propose(request: ChangeRequest | readonly ChangeRequest[], options: ProposeOptions): Promise<Decision>;
  /** As `propose`, for a plan that was made before with the changes of the account. @throws AbortedError when withdrawn. */
  present(plan: Plan | ChangeRecord, options: PresentOptions): Promise<Decision>;
  /** Those that wait, the oldest first. */
  waiting(): readonly Review[];
  onDidChange(listener: () => void): { dispose(): void };
}

export interface UndoOptions extends PresentOptions {
  /** The workflow action that leads back, and who performs it, where only such an action does. */
  readonly action?: string | undefined;
  readonly actionUserId?: string | undefined;
}

export interface ApproveOptions {
  /** What the person typed, where the plan has a `confirmation`. */
  readonly typed?: { readonly name: string; readonly count: number } | undefined;
  /** Ends carrying out before the next item. What was not sent at all waits on. */
  readonly signal?: AbortSignal | undefined;
  readonly progress?: ((step: ReviewProgress) => void) | undefined;
}

/** What whoever shows reviews to a person needs besides. */
export interface ReviewDesk extends Reviews {
  /** Those that wait, are carried out, or were not decided in time, the oldest first. */
  all(): readonly Review[];
  /** Fires when a review begins to wait for a decision. */
  onDidBegin(listener: (review: Review) => void): { dispose(): void };
  /** Fires when a review was carried out in this window, in whole or in part. */
  onDidCarryOut(listener: (review: Review) => void): { dispose(): void };
  /**
   * Carries a plan out, once. A result of `not-sent` means that nothing was sent for a reason that may pass: it waits on.
   *
   * @throws ChangeRefused when it may not begin: it was decided in another window, is too old, or what was typed is wrong.
   */
  approve(id: string, options?: ApproveOptions): Promise<CommitResult>;
  /** @throws ChangeRefused when it was decided in another window. */
  refuse(id: string, reason?: string): Promise<void>;
  /** Takes what has expired from the list. */
  dismiss(id: string): void;
  /**
   * The same wish once more, worked out from what is there now, for what has expired or had changed meanwhile.
   *
   * @throws as `propose`.
   */
  planAgain(plan: PlanShown, options: PresentOptions): Promise<Decision>;
  /**
   * Plans the opposite of a change of the journal; it is decided like any other.
   *
   * @throws ChangeRefused as `Changes.undo`: with `choices` where a workflow action has to be named.
   */
  undo(changeId: string, options: UndoOptions): Promise<Decision>;
  /**
   * Looks into the journals of the open connections: for plans of other processes that wait, and for what others have
   * decided of those that are here. No request to Jenji.
   */
  lookAround(): Promise<void>;
  dispose(): void;
}
