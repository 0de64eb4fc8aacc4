import type { ExpensePeriod, ExpenseRecord, ExpenseStore } from '../src/world/index.ts';

/** Expenses in a map: for worlds made by hand. */
export class MemoryExpenseStore implements ExpenseStore {
  readonly #records = new Map<string, ExpenseRecord>();

  constructor(records: ExpenseRecord[] = []) {
    for (const record of records) this.put(record);
  }

  get size(): number {
    return this.#records.size;
  }

  get(expenseId: string): ExpenseRecord | undefined {
    return this.#records.get(expenseId);
  }

  put(record: ExpenseRecord): void {
    this.#records.set(record.expense.id, record);
  }

  *search(organizationId: string, period?: ExpensePeriod): Generator<ExpenseRecord> {
    const day = ({ expense }: ExpenseRecord) =>
      period?.mode === 'CREATION' ? expense.createdAt.slice(0, 10) : expense.time;
    yield* [...this.#records.values()]
      .filter(({ expense }) => expense.organizationId === organizationId)
      .filter((record) => !period || (period.start <= day(record) && day(record) <= period.end))
      .sort((left, right) => day(left).localeCompare(day(right)) || left.expense.id.localeCompare(right.expense.id));
  }

  updateAll(organizationId: string, change: (record: ExpenseRecord) => ExpenseRecord): void {
    for (const record of [...this.search(organizationId)]) this.put(change(record));
  }
}
