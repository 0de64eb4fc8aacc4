import { JenjiError } from '../errors.ts';
import type { BudgetLimits, BudgetWindows } from './budget.ts';

/** Jenji's documented limits (manual, "Rate limits"): 3 requests a second and 120 a minute. */
export const documentedLimits: Readonly<BudgetLimits> = { perSecond: 3, perMinute: 120 };

/** The windows that Jenji's limits speak of, in milliseconds. */
export const documentedWindows: Readonly<BudgetWindows> = { second: 1000, minute: 60_000 };

/**
 * The limits that the operator set: `JENJI_BUDGET_PER_SECOND` and `JENJI_BUDGET_PER_MINUTE`, Jenji's own where absent
 * or empty. Lower ones leave room for other software that uses the same key; higher ones suit the sandbox.
 *
 * @throws JenjiError that names the variable, its rule and an example.
 */
export function budgetLimitsFrom(env: Readonly<Record<string, string | undefined>>): BudgetLimits {
  return {
    perSecond: countFrom(env, 'JENJI_BUDGET_PER_SECOND', documentedLimits.perSecond),
    perMinute: countFrom(env, 'JENJI_BUDGET_PER_MINUTE', documentedLimits.perMinute),
  };
}

function countFrom(env: Readonly<Record<string, string | undefined>>, name: string, otherwise: number): number {
  const text = env[name]?.trim() ?? '';
  if (text === '') return otherwise;
  const count = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  return checkedCount(name, count, otherwise, JSON.stringify(text));
}

/** The limits given, Jenji's own where absent. @throws JenjiError naming the field. */
export function checkedLimits(limits: Partial<BudgetLimits> = {}): BudgetLimits {
  const { perSecond = documentedLimits.perSecond, perMinute = documentedLimits.perMinute } = limits;
  return {
    perSecond: checkedCount('budget.perSecond', perSecond, documentedLimits.perSecond),
    perMinute: checkedCount('budget.perMinute', perMinute, documentedLimits.perMinute),
  };
}

function checkedCount(name: string, count: number, example: number, given = String(count)): number {
  if (Number.isSafeInteger(count) && count >= 1) return count;
  throw new JenjiError(
    `${name} must be a whole number of requests, 1 or more; it is ${given}. Jenji's own limit is ${example}.`,
  );
}
