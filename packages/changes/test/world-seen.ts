import { randomUUID } from 'node:crypto';
import type {
  AllowanceExpense,
  AllowanceTemplate,
  Expense,
  ExpenseRecord,
  ExpenseRequest,
  MileageExpense,
  Sandbox,
  StandardExpense,
} from '@jenji-kit/sandbox';

type World = Sandbox['world'];

interface WorldSeen {
  organizations: Record<string, unknown>;
  rest: unknown;
  expenses: Record<string, ExpenseRecord>;
  requests: Record<string, ExpenseRequest>;
}

/** Counters of who did what when, which every change moves; those of the history are costly to look at. */
const counters = ['activities', 'activitiesSinceStart'];
const apart = [...counters, 'expenseRequests'];

/**
 * Everything that writes can reach, as a value: organizations with what is in them, every expense with its exports and
 * comments, and the rest of the world. The instants of the last change are left out. `only`: one organization, which is
 * quicker where a test looks often.
 */
export function worldSeen({ organizations: all, expenses, ...world }: World, only?: string): WorldSeen {
  const { receipts: _, ...rest } = world;
  const organizations = new Map([...all].filter(([id]) => only === undefined || id === only));
  const seen = {
    organizations: Object.fromEntries(
      [...organizations].map(([id, state]) => [
        id,
        Object.fromEntries(
          Object.keys(state)
            .filter((name) => !apart.includes(name))
            .map((name) => [name, state[name as keyof typeof state]]),
        ),
      ]),
    ),
    rest,
    expenses: Object.fromEntries(
      [...organizations.keys()].flatMap((id) => [...expenses.search(id)].map((each) => [each.expense.id, each])),
    ),
    requests: Object.fromEntries([...organizations.values()].flatMap(({ expenseRequests }) => [...expenseRequests])),
  };
  return JSON.parse(JSON.stringify(seen, (name, value) => (name === 'updatedAt' ? undefined : plain(value))));
}

/** Maps as objects, and nothing for what says nothing to Jenji: an empty list, no members. */
function plain(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Map) return Object.fromEntries(value);
  return Object.keys(value).length === 0 ? undefined : value;
}
/** The expenses of the first organization, deleted ones included. */
export function expensesOf({ organizations, expenses }: World): Expense[] {
  const [organization] = organizations.keys();
  return organization === undefined ? [] : [...expenses.search(organization)].map(({ expense }) => expense);
}

/** Puts a standard expense into the world, and gives it. */
export function putExpense(world: World, fields: Partial<StandardExpense> = {}): StandardExpense {
  const model = expensesOf(world).find((each) => each.type === 'STANDARD' && !each.warnings && each.receiptKey);
  if (model?.type !== 'STANDARD') throw new Error('The sandbox has no standard expense');
  const { category, paymentMethodId, receiptKey, userId, organizationId, createdAt, createdWith } = model;
  const expense: StandardExpense = {
    ...{ type: 'STANDARD', category, paymentMethodId, receiptKey, userId, organizationId, createdAt, createdWith },
    ...{ id: randomUUID(), time: '2026-01-15', label: 'Burrito', total: 7.11, currency: 'EUR', country: 'FR' },
    ...{ billable: false, reimbursable: true, state: 'WAITING_FOR_VALIDATION' },
    ...fields,
  };
  world.expenses.put({ expense });
  return expense;
}

/** Puts a mileage of someone who has a vehicle into the world, and gives it. */
export function putMileage(world: World, fields: Partial<MileageExpense> = {}): MileageExpense {
  const [organization] = [...world.organizations.values()];
  const driver = [...(organization?.users.values() ?? [])].find(({ user }) =>
    user.vehicles.some(({ disabledAt }) => !disabledAt),
  );
  const vehicle = driver?.user.vehicles.find(({ disabledAt }) => !disabledAt);
  if (organization === undefined || driver === undefined || vehicle === undefined) throw new Error('Nobody drives');
  const expense: MileageExpense = {
    ...{ type: 'MILEAGE', id: randomUUID(), userId: driver.user.id, organizationId: organization.header.id },
    ...{ time: '2026-01-15', label: 'Lyon Paris', total: 123.45, currency: 'EUR', country: 'FR', reimbursable: true },
    ...{ distance: 465, distanceUnit: 'KM', vehicleId: vehicle.id, state: 'WAITING_FOR_VALIDATION' },
    createdAt: '2026-01-16T08:00:00Z',
    ...fields,
  };
  world.expenses.put({ expense });
  return expense;
}

/** Puts an allowance from a template into the world, and gives it; what the template sets comes from there. */
export function putAllowance(world: World, template: AllowanceTemplate, fields: Partial<AllowanceExpense> = {}) {
  const { userId, organizationId, createdAt } = putExpense(world);
  const { templateId, total = 0, currency = 'EUR', country, category, paymentMethodId, labelsPerLanguage } = template;
  const expense: AllowanceExpense = {
    ...{ type: 'ALLOWANCE', id: randomUUID(), userId, organizationId, createdAt, templateId, total, currency },
    ...{ time: '2026-01-15', state: 'WAITING_FOR_VALIDATION', reimbursable: true },
    ...{ country, category, paymentMethodId, label: labelsPerLanguage?.fr },
    ...fields,
  };
  world.expenses.put({ expense });
  return expense;
}
