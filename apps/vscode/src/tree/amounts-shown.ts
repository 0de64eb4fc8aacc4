import type { Expense } from '@jenji-kit/client';
import * as l10n from '@vscode/l10n';
import { amountWords } from '../words/amount-text.ts';
import { totalsOf } from './expense-slices.ts';

/** With more currencies than this, the other ones are counted. */
const most = 2;

/** `4,230.50 EUR + 120.00 USD`, exact; currencies are never mixed, and the one of most expenses comes first. */
export function totalsShown(expenses: readonly Expense[], language: string, listed = most): string | undefined {
  const totals = totalsOf(expenses).map((total) => amountWords(total, language));
  const [first, ...others] = totals;
  if (first === undefined) return undefined;
  if (totals.length <= listed) return totals.join(' + ');
  return l10n.t('{0} + {1} other currencies', first, others.length);
}
