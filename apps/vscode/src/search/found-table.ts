import type { Expense } from '@jenji-kit/client';
import type { TableSource } from '../expense-table/table-source.ts';

/** What a search found, as the rows of a table: read before, so it costs no request. */
export function foundTable(options: {
  readonly accountId: string;
  readonly organizationId: string;
  readonly expenses: readonly Expense[];
  readonly title: string;
  /** Milliseconds since 1970 at which the oldest of what was searched was read. */
  readonly asOf: number;
}): TableSource {
  const { accountId, organizationId, expenses, title, asOf } = options;
  return {
    id: `search ${accountId} ${organizationId} ${title}`,
    title,
    accountId,
    organizationId,
    async *parts({ signal }) {
      signal.throwIfAborted();
      yield { expenses, asOf };
    },
  };
}
