import { decimalOf, type Expense } from '@jenji-kit/client';

/**
 * What a search needs of an expense. An organization may have hundreds of thousands in memory at once, so the rest of
 * the record is let go as soon as it has been read.
 */
export interface ExpenseRow {
  readonly id: string;
  readonly date: string | undefined;
  /** Decimal string in `currency`, with taxes; undefined where Jenji sent no amount. */
  readonly amount: string | undefined;
  readonly currency: string;
  readonly withoutTax: string | undefined;
  /** In the organization's currency, only where Jenji gave it. */
  readonly converted: string | undefined;
  /** False when an amount had more than 15 digits: its last ones may not be those that were entered. */
  readonly exact: boolean;
  readonly state: string;
  readonly type: string;
  readonly userId: string;
  readonly category: string | undefined;
  readonly paymentMethodId: string | undefined;
  readonly label: string | undefined;
  readonly explanation: string | undefined;
  readonly tags: readonly string[] | undefined;
  readonly country: string | undefined;
  readonly billable: boolean | undefined;
  readonly reimbursable: boolean | undefined;
  readonly createdAt: string | undefined;
  readonly updatedAt: string | undefined;
  readonly deletedAt: string | undefined;
  /** Warnings that nobody has muted. */
  readonly warnings: number;
}

/** Makes rows that share the texts many expenses have in common. */
export function rowReader(): (expense: Expense) => ExpenseRow {
  const texts = new Map<string, string>();
  const shared = (text: string | null | undefined): string | undefined => {
    if (text == null) return undefined;
    const known = texts.get(text);
    if (known === undefined) texts.set(text, text);
    return known ?? text;
  };
  return (expense) => {
    const amounts = [expense.total, expense.totalWithoutTax, expense.totalInMasterCurrency].map(decimal);
    const [amount, withoutTax, converted] = amounts;
    return {
      id: expense.id ?? '',
      date: shared(expense.time),
      amount: amount?.value,
      currency: shared(expense.currency) ?? '',
      withoutTax: withoutTax?.value,
      converted: converted?.value,
      exact: amounts.every((each) => each?.exact !== false),
      state: shared(expense.state) ?? '',
      type: shared(expense.type) ?? '',
      userId: shared(expense.userId) ?? '',
      category: shared(expense.category),
      paymentMethodId: shared(expense.paymentMethodId),
      label: shared(expense.label),
      explanation: expense.explanation ?? undefined,
      tags: expense.tags?.length ? expense.tags : undefined,
      country: shared(expense.country),
      billable: expense.billable ?? undefined,
      reimbursable: expense.reimbursable ?? undefined,
      createdAt: expense.createdAt ?? undefined,
      updatedAt: expense.updatedAt ?? undefined,
      deletedAt: expense.deletedAt ?? undefined,
      warnings: expense.warnings?.filter(({ mutedAt }) => mutedAt == null).length ?? 0,
    };
  };
}

function decimal(number: number | null | undefined): { value: string; exact: boolean } | undefined {
  return number == null ? undefined : decimalOf(number);
}
