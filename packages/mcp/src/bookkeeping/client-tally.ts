import type { Organization } from '@jenji-kit/client';
import { directoryOf } from '../directory/organization-directory.ts';
import { peopleOf } from '../directory/people.ts';
import type { Reader } from '../directory/reader.ts';
import { canonicalJson } from '../results/canonical-json.ts';
import type { ExpenseRow } from '../search/expense-row.ts';
import { expensesOf, type Selection } from '../search/expense-table.ts';
import { type FilterArguments, filterOf } from '../search/filters.ts';
import { RowSum } from '../search/totals.ts';
import type { Turns } from '../search/turns.ts';
import type { Client } from './firm.ts';

/** The sums of one client's expenses by state: any choice of states costs nothing more. */
export type ClientTally = ReadonlyMap<string, RowSum>;

/** Filters that mean the same in every organization: none of them is about names. */
type CommonFilters = Pick<
  FilterArguments,
  'types' | 'min_amount' | 'max_amount' | 'currency' | 'text' | 'has_warnings'
>;

interface Wanted {
  client: Client;
  selection: Omit<Selection, 'organizationId'>;
  filters: CommonFilters;
}

/** No filter here asks for a name. */
const noNames = { directory: directoryOf('', {} as Organization, []), people: peopleOf([]) };

/** A tally that was made in the last minutes. */
export function knownTally({ memory }: Reader, wanted: Wanted): ClientTally | undefined {
  return memory.firm.tallies.peek(keyOf(wanted));
}

/** Reads the expenses of a client, by one request unless they are known, and adds them up. */
export async function tallyOf(reader: Reader, wanted: Wanted, turns: Turns): Promise<ClientTally> {
  const { client, selection, filters } = wanted;
  const { value: rows } = await expensesOf(
    reader,
    { organizationId: client.id, ...selection },
    { fresh: false, progress: () => {} },
  );
  const { tests } = filterOf({ ...filters, with_children: false }, noNames);
  const tally = new Map<string, RowSum>();
  await turns.each(rows, (slice) => {
    for (const row of slice) if (tests.every((test) => test(row))) sumFor(tally, row, client.currency).add(row);
  });
  await reader.memory.firm.tallies.get(keyOf(wanted), { signal: reader.signal, load: async () => tally });
  return tally;
}

function sumFor(tally: Map<string, RowSum>, { state }: ExpenseRow, currency: string | undefined): RowSum {
  const known = tally.get(state) ?? new RowSum(currency);
  tally.set(state, known);
  return known;
}

function keyOf({ client, selection, filters }: Wanted): string {
  return canonicalJson({ id: client.id, selection, filters }) ?? '';
}
