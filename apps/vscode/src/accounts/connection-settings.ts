import type { Policy } from '@jenji-kit/changes';
import type { BudgetLimits } from '@jenji-kit/client';

/** What a person set that a connection goes by. */
export interface ConnectionSettings {
  /** Requests at most; Jenji's own limits where absent, and never above them at Jenji. */
  readonly budget: Partial<BudgetLimits>;
  /** Milliseconds that one call may take in all; the client's default where absent. */
  readonly timeoutMs?: number | undefined;
  readonly writes: 'off' | 'confirm';
  readonly allowReset: Policy['allowReset'];
  /** Absolute path of the folder of journal and budget; the platform's custom where absent. */
  readonly stateFolder?: string | undefined;
}
