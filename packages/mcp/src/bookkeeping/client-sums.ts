import { ForbiddenError, NotFoundError } from '@jenji-kit/client';
import { idText } from '../results/id-text.ts';
import type { Money } from '../results/money.ts';
import { resolveStates } from '../search/states.ts';
import { RowSum, type Totals } from '../search/totals.ts';
import type { ClientTally } from './client-tally.ts';
import type { Client } from './firm.ts';

/** Sums as an answer shows them. */
type ShownTotals = {
  count: number;
  totals: Money[];
  converted?: Money & { missing: number };
};

type ClientSum = ShownTotals & {
  id: string;
  name: string;
  internal_id?: string;
  /** How many in each state. */
  states: { state: string; count: number }[];
};

interface Sums {
  all: ShownTotals;
  states: (ShownTotals & { state: string })[];
  /** Those with most expenses first. */
  clients: ClientSum[];
}

/**
 * The sums of clients, each and together, in the states wanted. Converted amounts are summed where all clients have the
 * same currency, and never mixed.
 *
 * @throws InvalidInput for a state that no client has.
 */
export function summed(tallies: ReadonlyMap<Client, ClientTally>, states: readonly string[] | undefined): Sums {
  const met = new Set([...tallies.values()].flatMap((tally) => [...tally.keys()]));
  const wanted = states ? resolveStates(states, met) : met;
  const currencies = new Set([...tallies].flatMap(([{ currency }, tally]) => (tally.size > 0 ? [currency] : [])));
  const [common] = currencies.size === 1 ? currencies : [];
  const all = new RowSum(common);
  const byState = new Map<string, RowSum>();
  const clients = [...tallies].map(([client, tally]): ClientSum => {
    const own = new RowSum(client.currency);
    const counts: ClientSum['states'] = [];
    for (const [state, sum] of tally) {
      if (!wanted.has(state)) continue;
      const ofState = byState.get(state) ?? new RowSum(common);
      byState.set(state, ofState);
      for (const each of [own, all, ofState]) each.addAll(sum);
      counts.push({ state, count: sum.count });
    }
    return {
      id: client.id,
      name: client.name,
      ...(client.source.internalId && { internal_id: client.source.internalId }),
      ...shown(own.totals()),
      states: counts,
    };
  });
  return {
    all: shown(all.totals(), common !== undefined),
    states: [...byState].map(([state, sum]) => ({ state, ...shown(sum.totals(), common !== undefined) })),
    clients: clients.sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1)),
  };
}

function shown({ count, totals, converted }: Totals, isOneCurrency = true): ShownTotals {
  return { count, totals, ...(converted && isOneCurrency && { converted }) };
}

/** `; ACCEPTED 3, PAID 12`. */
export function stateRows({ states }: Pick<ClientSum, 'states'>): string {
  return states.length === 0 ? '' : `; ${states.map(({ state, count }) => `${idText(state)} ${count}`).join(', ')}`;
}

/** Whether a client is beyond the key, such as one of another firm of the network: the others are read all the same. */
export function isUnreadable(error: unknown): error is ForbiddenError | NotFoundError {
  return error instanceof ForbiddenError || error instanceof NotFoundError;
}
