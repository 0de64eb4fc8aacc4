import type { Bookkeeper, BookkeeperClient } from '@jenji-kit/client';
import type { Connection } from '../accounts/connection.ts';
import type { Reading, ReadOptions } from './readings.ts';

export const bookkeepersKey = 'bookkeepers';

export function clientsKey(bookkeeperId: string): string {
  return `${bookkeepersKey}/${encodeURIComponent(bookkeeperId)}/clients`;
}

/** The accounting firms that a bookkeeper's key manages. */
export function bookkeepersOf(
  { jenji, readings }: Pick<Connection, 'jenji' | 'readings'>,
  options?: ReadOptions,
): Promise<Reading<readonly Bookkeeper[]>> {
  return readings.get(
    bookkeepersKey,
    async (signal) => (await jenji.bookkeepers.list({}, { signal, priority: 'click' })).data,
    options,
  );
}

/** The organizations that a firm manages; their names are only among the organizations that the key sees. */
export function clientsOf(
  { jenji, readings }: Pick<Connection, 'jenji' | 'readings'>,
  bookkeeperId: string,
  options?: ReadOptions,
): Promise<Reading<readonly BookkeeperClient[]>> {
  return readings.get(
    clientsKey(bookkeeperId),
    async (signal) =>
      (await jenji.bookkeepers.clients.list({ path: { bookkeeperId } }, { signal, priority: 'click' })).data,
    options,
  );
}
