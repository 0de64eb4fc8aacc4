import type { Expense } from '@jenji-kit/client';
import type { Place } from '../accounts/account.ts';
import type { Connection } from '../accounts/connection.ts';
import type { Subject } from '../tree/tree-node.ts';

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
  /** How many parts there are with this one, and in all. */
  readonly done: number;
  readonly total: number;
}

/** Words and names that go with the ids of an organization's expenses. */
export interface TableNames {
  readonly organization: string;
  readonly account: string;
  readonly place: Place;
  readonly users: ReadonlyMap<string, string>;
  readonly categories: ReadonlyMap<string, string>;
  readonly paymentMethods: ReadonlyMap<string, string>;
  /** Custom fields of expenses, in their order. */
  readonly customFields: readonly { readonly key: string; readonly label: string; readonly type: string }[];
}

/** What the command that opens a table takes: a node of the tree, or a source that somebody made. */
export type TableArgument = Subject | TableSource;

export function isTableSource(argument: TableArgument): argument is TableSource {
  return 'parts' in argument;
}
