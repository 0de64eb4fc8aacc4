import type { ChangeRecord } from '@jenji-kit/changes';
import type { Connection } from '../accounts/connection.ts';

export interface RecentChange {
  readonly accountId: string;
  readonly change: ChangeRecord;
}

/** The latest changes of all open accounts, from their journals: those that wait are left out. No request to Jenji. */
export async function recentChanges(
  connections: readonly Connection[],
  limit: number,
): Promise<{ readonly changes: readonly RecentChange[]; readonly more: boolean }> {
  const found = await Promise.all(connections.map((connection) => decided(connection, limit + 1)));
  const sorted = found.flat().sort((one, other) => (one.change.plannedAt < other.change.plannedAt ? 1 : -1));
  return { changes: sorted.slice(0, limit), more: sorted.length > limit };
}

async function decided({ account, changes }: Connection, limit: number): Promise<RecentChange[]> {
  const journal = await changes();
  const found: RecentChange[] = [];
  let before: string | undefined;
  while (found.length < limit) {
    const page = await journal.list({ limit, before });
    for (const change of page) if (change.status !== 'pending') found.push({ accountId: account.id, change });
    if (page.length < limit) break;
    before = page.at(-1)?.id;
  }
  return found.slice(0, limit);
}
