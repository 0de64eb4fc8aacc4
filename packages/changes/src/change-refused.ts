import { JenjiError } from '@jenji-kit/client';

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
  | 'losses';

/** The change makes no sense now, or is not allowed. Nothing was sent. The message says why and what to do instead. */
export class ChangeRefused extends JenjiError {
  override name = 'ChangeRefused';
  readonly reason: RefusalReason;

  constructor(reason: RefusalReason, message: string) {
    super(message);
    this.reason = reason;
  }
}
