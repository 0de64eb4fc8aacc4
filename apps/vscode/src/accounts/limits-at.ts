import type { BudgetLimits } from '@jenji-kit/client';
import type { Place } from './account.ts';

/** What Jenji itself enforces, so that nobody may set more there. */
const jenjiLimits: BudgetLimits = { perSecond: 3, perMinute: 120 };

/** The limits of an account: those that were set, and never more than a Jenji grants. */
export function limitsAt(place: Place, set: Partial<BudgetLimits>): BudgetLimits {
  const { perSecond, perMinute } = { ...jenjiLimits, ...set };
  if (place === 'custom' || place === 'sample') return { perSecond, perMinute };
  return {
    perSecond: Math.min(jenjiLimits.perSecond, perSecond),
    perMinute: Math.min(jenjiLimits.perMinute, perMinute),
  };
}
