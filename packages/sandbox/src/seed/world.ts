import type { ApiKey, OrganizationState, SeedOptions, World } from '../world/index.ts';
import { activitiesOf } from './activities.ts';
import { bookkeeperApiUser, buildBookkeepers } from './bookkeepers.ts';
import { type Day, dayOf, firstOfMonth } from './calendar.ts';
import { atelierLumiere } from './companies/atelier-lumiere/atelier-lumiere.ts';
import { halcyonInstruments } from './companies/halcyon-instruments.ts';
import { menuiserieKerbrat } from './companies/menuiserie-kerbrat.ts';
import { clientBuilders } from './companies/vasseur-clients.ts';
import { type Company, personNamed } from './company.ts';
import { createExpenseSource, type ExpenseSource } from './expense-source.ts';
import { createExpenseStore } from './expense-store.ts';
import { unitsPerEuro } from './geography.ts';
import { handWrittenExpenses } from './hand-written.ts';
import { createIds, type Ids } from './ids.ts';
import { sandboxKeys } from './keys.ts';
import { createReceiptStore } from './receipt-store.ts';

/** Months of history, the one of the last day included. */
const months = 24;

type CompanyBuilder = (ids: Ids, seed: number, lastDay: Day) => Company;

/**
 * A world to try things in: the same seed, number of expenses and last day always give the same one.
 *
 * `expenses` is how many the main organization has, some twenty hand-written ones included (never fewer) (default 2,000); the
 * others have some dozens or hundreds each. `today` is the last day of the history (default: the day it is, UTC).
 */
export function createWorld(options: SeedOptions = {}): World {
  const { seed = 1, expenses = 2000, today = new Date().toISOString().slice(0, 10) } = options;
  const ids = createIds(seed);
  const lastDay = dayOf(today);
  const firstDay = firstOfMonth(lastDay, 1 - months);

  /** What is generated comes from a copy of the company: it must not depend on what has become of the organization. */
  function generate(build: CompanyBuilder, series: number, count: number) {
    const company = build(ids, seed, lastDay);
    const origin = build(ids, seed, lastDay);
    const source = createExpenseSource(origin, { seed, ids, series: 2 * series, firstDay, lastDay, count });
    countActivitiesWhenAsked(company.state, source);
    return { company, origin, source };
  }

  const handWritten = handWrittenExpenses(atelierLumiere(ids, seed, lastDay), ids, seed, lastDay);
  const main = generate(atelierLumiere, 0, Math.max(0, expenses - handWritten.length));
  const international = generate(halcyonInstruments, 1, 400);
  const pro = generate(menuiserieKerbrat, 2, 120);
  const clients = clientBuilders.map((build, index) => generate(build, 3 + index, 18 + 5 * index));
  const all = [main, international, pro, ...clients];

  const store = createExpenseStore(all.map(({ source }) => source));
  for (const record of handWritten) store.put(record);
  const bookkeepers = buildBookkeepers(
    ids,
    clients.map(({ company }) => company),
  );
  return {
    keys: [
      organizationKey(main.company, sandboxKeys.organization),
      organizationKey(international.company, sandboxKeys.internationalOrganization),
      organizationKey(pro.company, sandboxKeys.proOrganization),
      ...[sandboxKeys.bookkeeper, sandboxKeys.masterBookkeeper].flatMap((key, index): ApiKey[] => {
        const bookkeeper = bookkeepers[index];
        if (!bookkeeper) return [];
        const { id: bookkeeperId } = bookkeeper.header;
        return [{ type: 'bookkeeper', ...key, bookkeeperId, userId: bookkeeperApiUser(bookkeeper) }];
      }),
    ],
    organizations: new Map(all.map(({ company: { state } }) => [state.header.id, state])),
    bookkeepers: new Map(bookkeepers.map((bookkeeper) => [bookkeeper.header.id, bookkeeper])),
    expenses: store,
    receipts: createReceiptStore(
      all.map(({ origin, source }) => ({
        organization: origin.state,
        source,
        handWritten: source === main.source ? handWritten.map(({ expense }) => expense) : [],
      })),
    ),
    pendingCategoryUpdates: [],
    exchangeRates: new Map(unitsPerEuro),
  };
}

function organizationKey(company: Company, key: { readonly user: string; readonly secret: string }): ApiKey {
  const userId = personNamed(company, 'API').id;
  return { type: 'organization', ...key, organizationId: company.state.header.id, userId };
}

/** Counting takes a walk through months of expenses: it is done when somebody looks at the activities, and then once. */
function countActivitiesWhenAsked(state: OrganizationState, source: ExpenseSource): void {
  let counted: OrganizationState['activities'] | undefined;
  Object.defineProperty(state, 'activities', {
    enumerable: true,
    configurable: true,
    get: () => (counted ??= activitiesOf(source)),
    set: (value: OrganizationState['activities']) => {
      counted = value;
    },
  });
}
