import { type Amount, sumByCurrency } from '@jenji-kit/client';
import type { Money } from '../results/money.ts';
import type { ExpenseRow } from './expense-row.ts';

export interface Totals {
  readonly count: number;
  /** One exact sum per currency, in the order of the codes. */
  readonly totals: Money[];
  /**
   * The sum in the organization's currency of the expenses made in it and of those for which Jenji gave the converted
   * amount. `missing` counts the others. Undefined when all expenses are in that currency.
   */
  readonly converted?: (Money & { missing: number }) | undefined;
  /** Expenses without an amount; they are in `count` and in no sum. */
  readonly withoutAmount: number;
  /** Expenses with an amount of more than 15 digits, which JSON does not carry exactly. */
  readonly inexact: number;
}

/** Exact sums over rows, never mixing currencies. `masterCurrency` is the organization's own. */
export function totalsOf(rows: readonly ExpenseRow[], masterCurrency: string | undefined): Totals {
  const own: Amount[] = [];
  const converted: Amount[] = [];
  let [foreign, inexact] = [0, 0];
  for (const row of rows) {
    if (!row.exact) inexact++;
    if (row.amount === undefined) continue;
    own.push({ value: row.amount, currency: row.currency });
    if (masterCurrency === undefined) continue;
    if (row.currency !== masterCurrency) foreign++;
    const value = inMasterCurrency(row, masterCurrency);
    if (value !== undefined) converted.push({ value, currency: masterCurrency });
  }
  const [inMaster] = sumByCurrency(converted).map(moneyOf);
  return {
    count: rows.length,
    totals: sumByCurrency(own).map(moneyOf),
    ...(foreign > 0 && inMaster && { converted: { ...inMaster, missing: own.length - converted.length } }),
    withoutAmount: rows.length - own.length,
    inexact,
  };
}

/** The amount in the organization's currency: its own if it was made in it, else what Jenji converted it to. */
export function inMasterCurrency(row: ExpenseRow, masterCurrency: string): string | undefined {
  return row.currency === masterCurrency ? row.amount : row.converted;
}

/** With as many decimals as the currency has. */
export function moneyIn(value: string, currency: string): Money {
  const [sum] = sumByCurrency([{ value, currency }]);
  return moneyOf(sum ?? { value, currency });
}

function moneyOf({ value, currency }: Amount): Money {
  return { amount: value, currency };
}
