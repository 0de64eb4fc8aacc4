import { JenjiError } from '@jenji-kit/client';
import type { FieldChange } from './difference.ts';

/** Why a change was refused. */
export type RefusalReason =
  /** The records are not in a state that allows it. */
  | 'state'
  /** What was planned no longer fits what is there. */
  | 'drift'
  /** The operator does not allow it. */
  | 'policy'
  /** The token is not one of this account, was used, or is too old. */
  | 'token'
  /** It would destroy more than the request allows. */
  | 'losses'
  /** The journal knows no such change. */
  | 'unknown'
  /** Nobody knows yet what became of the change: `resolve` finds out. */
  | 'unresolved';

/** The change makes no sense now, or is not allowed. Nothing was sent. The message says why and what to do instead. */
export class ChangeRefused extends JenjiError {
  override name = 'ChangeRefused';
  readonly reason: RefusalReason;
  /** Of `drift`: what differs from what it was planned for, or from what a change had left. */
  readonly drift: readonly FieldChange[];
  /** Of an undo that has to be told a workflow action: those that are possible now. */
  readonly choices: readonly string[];

  constructor(
    reason: RefusalReason,
    message: string,
    drift: readonly FieldChange[] = [],
    choices: readonly string[] = [],
  ) {
    super(message);
    this.reason = reason;
    this.drift = drift;
    this.choices = choices;
  }
}
