import type { BudgetStatus } from '@jenji-kit/client';
import type { Cost } from './plan.ts';

/** How long so many requests take at least, when they begin now. */
export function costOf(requests: number, { limits, free, nextSlotInMs }: BudgetStatus): Cost {
  const bySecond = Math.max(0, requests - 1) / limits.perSecond;
  const byMinute = Math.max(0, requests - free.minute) * (60 / limits.perMinute);
  return { requests, seconds: Math.ceil(Math.max(nextSlotInMs / 1000 + bySecond, byMinute)) };
}
