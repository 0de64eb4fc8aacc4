import { InvalidInput } from '../registry/invalid-input.ts';
import type { Settings } from '../settings/settings.ts';

/** Jenji's own limit of requests in a minute. */
const perMinute = 120;

/** How many clients one call reads unless the caller says otherwise: half of what a minute allows. */
export const defaultMostClients = 60;

/**
 * Says beforehand what reading one by one costs, instead of using up the budget of everybody.
 *
 * @throws InvalidInput when it is more than the caller agreed to.
 */
export function requireAffordable(count: number, most: number, { budget }: Pick<Settings, 'budget'>): void {
  if (count <= most) return;
  const minutes = Math.ceil(count / (budget.perMinute ?? perMinute));
  throw new InvalidInput({
    field: 'max_clients',
    rule: `must be at least ${count}: so many clients are read with one request each, which takes about ${minutes} min and keeps other calls of this key waiting`,
    fix: `Choose fewer (clients, bookkeeper), or tell the user what it costs and say max_clients ${count}. What was read stays known for 5 minutes.`,
  });
}
