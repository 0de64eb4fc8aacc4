import type { Expense } from '@jenji-kit/client';
import type { Connection } from '../accounts/connection.ts';

/**
 * Where the rows of a table come from: a bucket of the tree, what a search found, and later a ledger. A table knows no
 * other way to expenses.
 */
export interface TableSource {
  /** Two tables with one id are the same: the one that is open is shown again. */
  readonly id: string;
  /** Short, in the language of the person: it stands on the tab. */
  readonly title: string;
  readonly accountId: string;
  readonly organizationId: string;
  /** Keys of the account's readings that the parts come from: a table that is seen follows their changes. */
  readonly reads?: readonly string[] | undefined;
  /** How many parts there will be. Default 1. */
  readonly partCount?: number | undefined;
  /**
   * The expenses, in parts: months, as they come. Each part comes once; nothing is requested before it is asked for.
   *
   * @throws what reading throws where a part was never read before; the parts before it stay. AbortedError on `signal`.
   */
  parts(look: TableLook): AsyncIterable<TablePart>;
}

/** With what a source looks its expenses up. */
export interface TableLook {
  connect(accountId: string): Promise<Connection>;
  readonly signal: AbortSignal;
  /** Whether what was read before is to be read again. */
  readonly again?: boolean | undefined;
}

export interface TablePart {
  readonly expenses: readonly Expense[];
  /** Milliseconds since 1970: nothing in it is older. */
  readonly asOf: number;
  /** Why the expenses are those of an earlier reading. */
  readonly failure?: unknown;
}

/** Commands may get anything; only our own modules have functions to give. */
export function isTableSource(argument: unknown): argument is TableSource {
  return typeof Object(argument).parts === 'function' && typeof Object(argument).accountId === 'string';
}
