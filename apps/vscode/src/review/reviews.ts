import type { ChangeRequest, CommitResult, Plan } from '@jenji-kit/changes';

/** Who wants a change. */
export type Origin = 'person' | 'assistant';

/** A planned change that waits for a person's decision in this window. */
export interface Review {
  /** Also the id of the change in the journal. */
  readonly id: string;
  readonly accountId: string;
  readonly origin: Origin;
  readonly plan: Plan;
}

/** What a person decided, and what came of it. */
export type Decision =
  | { readonly approved: true; readonly result: CommitResult }
  | { readonly approved: false; readonly reason: string };

export interface ProposeOptions {
  readonly accountId: string;
  /** Ends planning, or withdraws the plan while it waits. */
  readonly signal?: AbortSignal | undefined;
  readonly origin?: Origin | undefined;
  /** Told while planning and committing how far it is. */
  readonly progress?: ((step: { done: number; total: number; doing: string }) => void) | undefined;
}

/**
 * The way of every change that a person makes in the editor: it is planned, shown under Pending changes and as a diff,
 * and carried out when the person approves.
 */
export interface Reviews {
  /**
   * Plans, shows, waits for the decision, and carries out what was approved. What was read before of the records it
   * touches is read again.
   *
   * @throws what planning throws (InvalidArgumentsError, ChangeRefused, errors of the client), AbortedError when withdrawn.
   */
  propose(request: ChangeRequest | readonly ChangeRequest[], options: ProposeOptions): Promise<Decision>;
  /** Those that wait, the oldest first. */
  waiting(): readonly Review[];
  onDidChange(listener: () => void): { dispose(): void };
}
