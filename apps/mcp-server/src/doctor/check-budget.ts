import type { Budget } from '@jenji-kit/client';
import type { Finding } from './check.ts';

/**
 * How much of the request budget all programs with this key have used.
 *
 * @param warnings what the budget has said so far: that it cannot be shared, or that its file was damaged
 */
export async function checkBudget(budget: Budget, warnings: readonly string[]): Promise<Finding> {
  const { limits, used, waiting, nextSlotInMs } = await budget.status();
  const detail = `${used.second} of ${limits.perSecond} requests used in this second, ${used.minute} of ${limits.perMinute} in this minute`;
  if (warnings.length > 0) {
    return { status: 'warning', detail: warnings.join(' '), fix: 'See the state folder above.' };
  }
  if (used.minute < limits.perMinute) return { status: 'ok', detail };
  return {
    status: 'warning',
    detail: `${detail}${waiting > 0 ? `, ${waiting} waiting` : ''}: calls wait.`,
    fix: `The next request can be sent in ${Math.ceil(nextSlotInMs / 1000)} s. See which other programs use this key.`,
  };
}
