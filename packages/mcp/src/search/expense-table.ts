import type { Reader } from '../directory/reader.ts';
import type { Held } from '../directory/remembered.ts';
import { canonicalJson } from '../results/canonical-json.ts';
import { type ExpenseRow, rowReader } from './expense-row.ts';
import type { DateBasis, Period } from './period.ts';

/** What one request to Jenji can select. Everything else is filtered here, so that it costs no request. */
export interface Selection extends Period {
  readonly organizationId: string;
  readonly basis: DateBasis;
  readonly includeDeleted: boolean;
}

/** All expenses of a selection. */
export interface ExpenseTable {
  readonly selection: Selection;
  readonly rows: readonly ExpenseRow[];
}

/** How many expenses go by between two reports of progress. */
const reportEvery = 1000;

/**
 * The expenses of a selection: from memory if they were read in the last minutes, on their own or as part of a longer
 * period, else by one request.
 */
export async function expensesOf(
  reader: Reader,
  selection: Selection,
  options: { fresh: boolean; progress: (done: number) => void },
): Promise<Held<readonly ExpenseRow[]>> {
  const { expenses } = reader.memory;
  const wider = options.fresh ? undefined : expenses.find((table) => covers(table.selection, selection));
  const { value, at } =
    wider ??
    (await expenses.get(canonicalJson(selection) ?? '', {
      signal: reader.signal,
      fresh: options.fresh,
      load: (signal) => read(reader, selection, signal, options.progress),
    }));
  return { value: rowsWithin(value, selection), at };
}

async function read(
  reader: Reader,
  selection: Selection,
  signal: AbortSignal,
  progress: (done: number) => void,
): Promise<ExpenseTable> {
  const { organizationId, basis, start, end, includeDeleted } = selection;
  const body = { searchMode: basis === 'creation' ? 'CREATION' : 'TIME', start, end, includeDeleted } as const;
  const rowOf = rowReader();
  const rows: ExpenseRow[] = [];
  reader.countRequest();
  const items = reader.jenji.stream('expenses.searchOrganization', { path: { organizationId }, body }, { signal });
  for await (const expense of items) {
    rows.push(rowOf(expense));
    if (rows.length % reportEvery === 0) progress(rows.length);
  }
  return { selection, rows };
}

/**
 * Whether a table has all that another selection is about. By day of creation only an equal period does: which zone's
 * day Jenji means is documented nowhere, so such rows cannot be told apart here.
 */
function covers(known: Selection, wanted: Selection): boolean {
  const sameRows =
    known.organizationId === wanted.organizationId &&
    known.basis === wanted.basis &&
    (known.includeDeleted || !wanted.includeDeleted);
  if (!sameRows) return false;
  if (known.start === wanted.start && known.end === wanted.end) return true;
  return known.basis === 'expense' && known.start <= wanted.start && wanted.end <= known.end;
}

function rowsWithin({ selection, rows }: ExpenseTable, wanted: Selection): readonly ExpenseRow[] {
  const samePeriod = selection.start === wanted.start && selection.end === wanted.end;
  if (samePeriod && selection.includeDeleted === wanted.includeDeleted) return rows;
  return rows.filter(
    (row) =>
      (samePeriod || (row.date !== undefined && wanted.start <= row.date && row.date <= wanted.end)) &&
      (wanted.includeDeleted || !isDeleted(row)),
  );
}

function isDeleted({ state, deletedAt }: ExpenseRow): boolean {
  return state === 'DELETED' || deletedAt !== undefined;
}
