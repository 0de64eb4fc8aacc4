import type { Attempt, AttemptOutcome } from '@jenji-kit/client';
import type { Account } from './account.ts';

/** One request as a line of the log, in English as all of the log: it is also read by those who help. */
export function attemptLine(
  account: Pick<Account, 'id'>,
  { operation, method, attempt, waitedMs, ms, outcome }: Attempt,
) {
  const what = outcomeText(outcome);
  const waited = waitedMs > 0 ? `, ${waitedMs} ms of waiting for the budget before` : '';
  const which = attempt > 1 ? `, attempt ${attempt}` : '';
  return `${account.id}: ${method} ${operation}: ${what} in ${ms} ms${which}${waited}`;
}

/** Whether somebody who looks for a problem should see it without asking for all requests. */
export function isTrouble({ outcome }: Attempt): boolean {
  return outcome.kind === 'no answer' || (outcome.kind === 'answer' && outcome.status >= 400);
}

function outcomeText(outcome: AttemptOutcome): string {
  switch (outcome.kind) {
    case 'answer':
      return String(outcome.status);
    case 'no answer':
      return `no answer (${outcome.reason})`;
    case 'given up':
      return 'given up';
  }
}
