import type { CallArguments, Expense } from '@jenji-kit/client';
import type { Connection } from '../accounts/connection.ts';

/** The expenses of an organization that a search finds, as they come. One request, whatever the type of the key. */
export async function searchExpenses(
  { account, jenji }: Pick<Connection, 'account' | 'jenji'>,
  organizationId: string,
  body: NonNullable<CallArguments<'expenses.search'>['body']>,
  signal: AbortSignal,
): Promise<Expense[]> {
  const call = { signal, priority: 'click' } as const;
  // As they arrive, so that many thousands hold up nothing else.
  const stream =
    account.keyType === 'bookkeeper'
      ? jenji.stream('expenses.searchOrganization', { path: { organizationId }, body }, call)
      : jenji.stream('expenses.search', { body }, call);
  const expenses: Expense[] = [];
  for await (const expense of stream) expenses.push(expense);
  return expenses;
}
