import type { Connection } from '../accounts/connection.ts';
import { monthExpensesOf, monthKey } from '../readings/month-expenses.ts';
import { organizationKey, organizationOf } from '../readings/organization.ts';
import { usersKey, usersOf } from '../readings/users.ts';

type On = Pick<Connection, 'account' | 'jenji' | 'readings'>;

/** A request that a period needs: a month of an organization, its users, or itself. */
interface Wanted {
  readonly key: string;
  read(signal: AbortSignal): Promise<unknown>;
}

/** What of a period is not in memory yet: names too, because expenses hold only ids. */
export function missingOf(connection: On, organizationIds: readonly string[], months: readonly string[]): Wanted[] {
  const wanted = organizationIds.flatMap((organizationId): Wanted[] => [
    {
      key: organizationKey(organizationId),
      read: (signal) => organizationOf(connection, organizationId, { signal }),
    },
    { key: usersKey(organizationId), read: (signal) => usersOf(connection, organizationId, { signal }) },
    // The latest first: whoever cancels has what is asked for most.
    ...[...months].reverse().map((month) => ({
      key: monthKey(organizationId, month),
      read: (signal: AbortSignal) => monthExpensesOf(connection, organizationId, month, { signal }),
    })),
  ]);
  return wanted.filter(({ key }) => connection.readings.peek(key) === undefined);
}

/**
 * Reads what is missing, a few at a time. What has been read stays, whatever happens to the rest.
 *
 * @throws what the first reading that failed throws, after the others under way have come; AbortedError on `signal`.
 */
export async function readPeriod(
  wanted: readonly Wanted[],
  signal: AbortSignal,
  progress: (done: number, total: number) => void,
): Promise<void> {
  const waiting = [...wanted];
  const failures: unknown[] = [];
  let done = 0;
  const work = async () => {
    for (let next = waiting.shift(); next && failures.length === 0; next = waiting.shift()) {
      try {
        await next.read(signal);
        progress(++done, wanted.length);
      } catch (error) {
        failures.push(error);
      }
    }
  };
  progress(0, wanted.length);
  await Promise.all([work(), work(), work()]);
  if (failures.length > 0) throw failures[0];
}
