import type { Expense, ExpenseWarning } from '../world/index.ts';
import type { Company } from './company.ts';
import type { DraftKind } from './draft.ts';
import { unitsOf } from './geography.ts';
import type { Random } from './random.ts';

/**
 * The warnings of an expense: Jenji's own (`duplicate`, `invalid-receipt`) and those that the company's software sets
 * by API where an amount passes a threshold.
 */
export function createWarner(company: Company) {
  const { warningRules } = company.state;
  return (expense: Expense, kind: DraftKind, twinId: string | undefined, random: Random): ExpenseWarning[] => {
    const base = { userId: expense.userId, time: expense.time, updatedAt: expense.createdAt };
    const warnings: ExpenseWarning[] = [];
    if (twinId) warnings.push({ warningRuleId: 'duplicate', ...base, linkedExpensesIds: [twinId] });
    if ('invalidReceipt' in expense) warnings.push({ warningRuleId: 'invalid-receipt', ...base });
    const euros = expense.total / unitsOf(expense.currency);
    const threshold = company.thresholds
      .filter((each) => each.kind === kind && euros > each.euros)
      .sort((a, b) => b.euros - a.euros)[0];
    // The software that sets them was down for a while: some are missing.
    if (!threshold || random.chance(0.1)) return warnings;
    const rule = warningRules.find(({ id }) => id === threshold.ruleId);
    const option = rule?.options?.find(({ code }) => code === threshold.code);
    if (!option) return warnings;
    const { code, labels, isPreventingValidation } = option;
    warnings.push({
      warningRuleId: threshold.ruleId,
      ...base,
      code,
      labelsPerLanguage: labels,
      ...(isPreventingValidation && { isPreventingValidation }),
    });
    return warnings;
  };
}
