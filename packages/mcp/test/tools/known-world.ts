import type { Category, Expense, OrganizationState, Sandbox, User } from '@jenji-kit/sandbox';

/** The last day of the world's history, so that "March" always is the same one. */
export const today = '2026-06-30';

/** The main organization of a sandbox, looked at directly. */
export function mainOrganization({ world }: Sandbox): OrganizationState {
  const [organization] = world.organizations.values();
  if (!organization) throw new Error('The sandbox has no organization');
  return organization;
}

/** The expenses of the main organization that fit, straight from the sandbox's store. */
export function expensesIn(sandbox: Sandbox, test: (expense: Expense, owner: User) => boolean): Expense[] {
  const { header, users } = mainOrganization(sandbox);
  return [...sandbox.world.expenses.search(header.id)].flatMap(({ expense }) => {
    const owner = users.get(expense.userId)?.user;
    return owner && expense.state !== 'DELETED' && test(expense, owner) ? [expense] : [];
  });
}

/** The ids of the group of that name and of all groups below it. */
export function groupIdsBelow({ groups }: OrganizationState, name: string): Set<string> {
  const ids = new Set(groups.filter((group) => group.name === name).map(({ id }) => id));
  for (const id of ids) for (const group of groups) if (group.parentGroupId === id) ids.add(group.id);
  return ids;
}

/** The ids of the category with that English label and of those below it. */
export function categoryIdsBelow({ categories }: OrganizationState, label: string): Set<string> {
  const labelled = ({ labelsPerLanguage }: Category) => labelsPerLanguage?.en === label;
  const top = new Set(categories.filter(labelled).map(({ id }) => id));
  return new Set(
    categories.filter(({ id, parentCategoryId }) => top.has(id) || top.has(parentCategoryId ?? '')).map(({ id }) => id),
  );
}

export function categoryOf(expense: Expense): string | undefined {
  return expense.type === 'MILEAGE' ? undefined : expense.category;
}

/** Exact sums per currency in thousandths, which no currency here divides further. */
export function thousandths(expenses: readonly Expense[]): Record<string, bigint> {
  const sums: Record<string, bigint> = {};
  for (const { total, currency } of expenses) {
    sums[currency] = (sums[currency] ?? 0n) + BigInt(Math.round(total * 1000));
  }
  return sums;
}

/** The same for the totals of an answer. */
export function answeredThousandths(totals: readonly { amount: string; currency: string }[]): Record<string, bigint> {
  return Object.fromEntries(
    totals.map(({ amount, currency }) => {
      const [whole = '0', decimals = ''] = amount.split('.');
      return [currency, BigInt(`${whole}${decimals.padEnd(3, '0')}`)];
    }),
  );
}
