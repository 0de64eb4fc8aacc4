import { randomUUID } from 'node:crypto';
import type { Expense, ExpenseRecord, Sandbox, StandardExpense } from '@jenji-kit/sandbox';

type World = Sandbox['world'];

/**
 * Everything that writes can reach, as a value: organizations with what is in them, every expense with its exports and
 * comments, and the rest of the world. Instants of the last change and the counters of who did what are left out, which
 * each change moves.
 */
export function worldSeen({ organizations, bookkeepers, keys, exchangeRates, expenses }: World) {
  return structuredClone({
    organizations: [...organizations.values()].map(({ activities: _, activitiesSinceStart: __, ...rest }) => rest),
    bookkeepers,
    keys,
    exchangeRates,
    expenses: Object.fromEntries(
      [...organizations.keys()].flatMap((id) => [...expenses.search(id)].map((each) => [each.expense.id, seen(each)])),
    ),
  });
}

function seen({ expense: { updatedAt: _, ...expense }, exports = {}, comments = [] }: ExpenseRecord) {
  const warnings = expense.warnings?.map(({ updatedAt: __, ...warning }) => warning);
  return { expense: { ...expense, ...(warnings && { warnings }) }, exports, comments };
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
