import type { ExpensePeriod, ExpenseRecord, ExpenseStore, SearchMode } from '../world/index.ts';
import { dayOf, dayOfInstant, localDate } from './calendar.ts';
import type { ExpenseSource } from './expense-source.ts';

type Change = (record: ExpenseRecord) => ExpenseRecord;

/**
 * The generated expenses of each organization, under those that were created or changed since. A record is generated
 * whenever it is looked at and never kept: 200,000 of them cost nothing until they are searched, and then one at a time.
 */
export function createExpenseStore(sources: readonly ExpenseSource[]): ExpenseStore {
  const bases = new Map(sources.map((source) => [source.organizationId, source]));
  const written = new Map<string, Map<string, ExpenseRecord>>();
  const organizationOf = new Map<string, string>();
  /** Changes to whatever is generated from now on; they keep `time` and `createdAt`, by which it is found. */
  const changes = new Map<string, Change[]>();
  let added = 0;

  function generate(source: ExpenseSource, index: number): ExpenseRecord {
    const record = source.recordAt(index);
    return (changes.get(source.organizationId) ?? []).reduce((current, change) => change(current), record);
  }

  function inBase(expenseId: string): { source: ExpenseSource; index: number } | undefined {
    for (const source of sources) {
      const index = source.indexOf(expenseId);
      if (index !== undefined) return { source, index };
    }
    return undefined;
  }

  function* generated(source: ExpenseSource, mode: SearchMode, start: string, end: string): Generator<ExpenseRecord> {
    const first = Math.max(source.firstDay, dayOf(start));
    const last = Math.min(source.lastDay, dayOf(end));
    const replaced = written.get(source.organizationId);
    for (let day = first; day <= last; day += 1) {
      for (const index of source.onDay(mode, day)) {
        const record = generate(source, index);
        if (!replaced?.has(record.expense.id)) yield record;
      }
    }
  }

  return {
    get size() {
      return sources.reduce((sum, { count }) => sum + count, added);
    },
    get(expenseId) {
      const organizationId = organizationOf.get(expenseId);
      if (organizationId !== undefined) return written.get(organizationId)?.get(expenseId);
      const found = inBase(expenseId);
      return found && generate(found.source, found.index);
    },
    put(record) {
      const { id, organizationId } = record.expense;
      if (!organizationOf.has(id) && !inBase(id)) added += 1;
      const records = written.get(organizationId) ?? new Map<string, ExpenseRecord>();
      records.set(id, record);
      written.set(organizationId, records);
      organizationOf.set(id, organizationId);
    },
    *search(organizationId, period) {
      const { mode, start, end }: ExpensePeriod = period ?? { mode: 'TIME', start: '0000-01-01', end: '9999-12-31' };
      const dateOf = ({ expense }: ExpenseRecord) =>
        mode === 'TIME' ? expense.time : localDate(dayOfInstant(expense.createdAt));
      const keyOf = (record: ExpenseRecord) => `${dateOf(record)} ${record.expense.id}`;
      const waiting = [...(written.get(organizationId)?.values() ?? [])]
        .map((record) => ({ record, key: keyOf(record) }))
        .filter(({ key }) => key >= start && key <= `${end}~`)
        .sort((a, b) => (a.key < b.key ? -1 : 1));
      const source = bases.get(organizationId);
      let next = 0;
      for (const record of source ? generated(source, mode, start, end) : []) {
        const key = waiting.length > next ? keyOf(record) : '';
        for (let other = waiting[next]; other && other.key < key; other = waiting[next]) {
          yield other.record;
          next += 1;
        }
        yield record;
      }
      for (const { record } of waiting.slice(next)) yield record;
    },
    updateAll(organizationId, change) {
      changes.set(organizationId, [...(changes.get(organizationId) ?? []), change]);
      const records = written.get(organizationId);
      for (const [id, record] of records ?? []) records?.set(id, change(record));
    },
  };
}
