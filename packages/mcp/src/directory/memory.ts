import type { CustomOption, JenjiClient, OrganizationSummary } from '@jenji-kit/client';
import { FirmMemory } from '../bookkeeping/firm.ts';
import type { ExpenseTable } from '../search/expense-table.ts';
import type { NameIndex } from './name-index.ts';
import type { OrganizationDirectory } from './organization-directory.ts';
import type { Person } from './people.ts';
import { Remembered } from './remembered.ts';

const minute = 60_000;

/** What tools have read of one account and may answer from again. */
export class Memory {
  readonly organizations = new Remembered<OrganizationSummary[]>({ forMs: 10 * minute, atMost: 1 });
  readonly directories = new Remembered<OrganizationDirectory>({ forMs: 10 * minute, atMost: 20 });
  readonly people = new Remembered<NameIndex<Person>>({
    forMs: 5 * minute,
    atMost: 100_000,
    sizeOf: ({ items }) => items.length + 1,
  });
  readonly options = new Remembered<CustomOption[]>({
    forMs: 10 * minute,
    atMost: 100_000,
    sizeOf: ({ length }) => length + 1,
  });
  readonly warningLabels = new Remembered<ReadonlyMap<string, string>>({ forMs: 10 * minute, atMost: 20 });
  /** Rows over all searches; those of the last one are kept whatever their number. */
  readonly expenses = new Remembered<ExpenseTable>({
    forMs: 5 * minute,
    atMost: 300_000,
    sizeOf: ({ rows }) => rows.length + 1,
  });

  readonly firm = new FirmMemory();

  /** Forgets what may be wrong after changes by these operations. */
  forget(operations: readonly string[]): void {
    this.expenses.clear();
    this.firm.tallies.clear();
    const about = new Set(operations.map((operation) => operation.split('.', 1)[0] ?? ''));
    const others = [...about].filter((each) => !/^(expenses|expenseRequests|receipts)$/.test(each));
    if (others.length > 0) this.people.clear();
    if (others.every((each) => /^(users|invitations)$/.test(each))) return;
    for (const each of [this.organizations, this.directories, this.options, this.warningLabels, this.firm]) {
      each.clear();
    }
  }
}

const memories = new WeakMap<JenjiClient, Memory>();

/** The memory of the account a client speaks for. */
export function memoryOf(client: JenjiClient): Memory {
  const known = memories.get(client) ?? new Memory();
  memories.set(client, known);
  return known;
}
