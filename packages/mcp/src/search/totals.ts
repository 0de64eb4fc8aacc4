import { type Amount, sumByCurrency } from '@jenji-kit/client';
import type { Money } from '../results/money.ts';
import type { ExpenseRow } from './expense-row.ts';
import type { Turns } from './turns.ts';

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

/** From so many amounts on a sum is made of them, which is as exact and takes less room. */
const mostAmounts = 500;

/** Exact sums of rows as they are added, never mixing currencies. `masterCurrency` is the organization's own. */
export class RowSum {
  readonly #masterCurrency: string | undefined;
  #own: Amount[] = [];
  /** In the organization's currency, of expenses made in others. */
  #converted: Amount[] = [];
  #count = 0;
  #priced = 0;
  #foreign = 0;
  #missing = 0;
  #inexact = 0;

  constructor(masterCurrency: string | undefined) {
    this.#masterCurrency = masterCurrency;
  }

  /** Rows added so far. */
  get count(): number {
    return this.#count;
  }

  add(row: ExpenseRow): void {
    const master = this.#masterCurrency;
    this.#count++;
    if (!row.exact) this.#inexact++;
    if (row.amount === undefined) return;
    this.#priced++;
    this.#own.push({ value: row.amount, currency: row.currency });
    if (master !== undefined && row.currency !== master) {
      this.#foreign++;
      if (row.converted === undefined) this.#missing++;
      else this.#converted.push({ value: row.converted, currency: master });
    }
    this.#shorten();
  }

  addAll(other: RowSum): void {
    this.#count += other.#count;
    this.#priced += other.#priced;
    this.#foreign += other.#foreign;
    this.#missing += other.#missing;
    this.#inexact += other.#inexact;
    this.#own.push(...other.#own);
    this.#converted.push(...other.#converted);
    this.#shorten();
  }

  totals(): Totals {
    const totals = sumByCurrency(this.#own);
    const own = totals.filter(({ currency }) => currency === this.#masterCurrency);
    const [converted] = sumByCurrency([...own, ...this.#converted]).map(moneyOf);
    return {
      count: this.#count,
      totals: totals.map(moneyOf),
      ...(this.#foreign > 0 && converted && { converted: { ...converted, missing: this.#missing } }),
      withoutAmount: this.#count - this.#priced,
      inexact: this.#inexact,
    };
  }

  #shorten(): void {
    if (this.#own.length > mostAmounts) this.#own = sumByCurrency(this.#own);
    if (this.#converted.length > mostAmounts) this.#converted = sumByCurrency(this.#converted);
  }
}

/** @throws the reason of the signal. */
export async function totalsOf(
  rows: readonly ExpenseRow[],
  masterCurrency: string | undefined,
  turns: Turns,
): Promise<Totals> {
  const sum = new RowSum(masterCurrency);
  await turns.each(rows, (slice) => {
    for (const row of slice) sum.add(row);
  });
  return sum.totals();
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
