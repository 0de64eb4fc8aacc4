import type { ApiKey, SeedOptions, World } from '../world/index.ts';
import { dayOf, firstOfMonth } from './calendar.ts';
import { atelierLumiere } from './companies/atelier-lumiere.ts';
import { type Company, personNamed } from './company.ts';
import { createExpenseSource } from './expense-source.ts';
import { createExpenseStore } from './expense-store.ts';
import { unitsPerEuro } from './geography.ts';
import { createIds } from './ids.ts';
import { sandboxKeys } from './keys.ts';

/** Months of history, the one of the last day included. */
const months = 24;

/**
 * A world to try things in: the same seed, number of expenses and last day always give the same one.
 * `expenses` is how many the main organization has (default 2,000); the others have some dozens each.
 */
export function createWorld(options: SeedOptions = {}): World {
  const { seed = 1, expenses = 2000, today = new Date().toISOString().slice(0, 10) } = options;
  const ids = createIds(seed);
  const lastDay = dayOf(today);
  const firstDay = firstOfMonth(lastDay, 1 - months);
  const builders = [{ build: atelierLumiere, count: expenses }];
  const companies = builders.map(({ build }) => build(ids, seed));
  const sources = builders.map(({ build, count }, index) =>
    // From a copy of its own: what is generated must not depend on what has become of the organization.
    createExpenseSource(build(ids, seed), { seed, ids, series: 2 * index, firstDay, lastDay, count }),
  );
  const [main] = companies;
  return {
    keys: main ? [organizationKey(main, sandboxKeys.organization)] : [],
    organizations: new Map(companies.map(({ state }) => [state.header.id, state])),
    bookkeepers: new Map(),
    expenses: createExpenseStore(sources),
    receipts: { get: () => undefined, put: () => undefined },
    pendingCategoryUpdates: [],
    exchangeRates: new Map(unitsPerEuro),
  };
}

function organizationKey(company: Company, key: { readonly user: string; readonly secret: string }): ApiKey {
  const userId = personNamed(company, 'API').id;
  return { type: 'organization', ...key, organizationId: company.state.header.id, userId };
}
