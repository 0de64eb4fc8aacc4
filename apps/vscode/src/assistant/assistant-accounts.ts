import type { Account } from '../accounts/account.ts';

/**
 * The accounts that assistants may use in a workspace: those that were chosen there, as far as they are signed in, and the
 * preferred one where nobody has chosen. No other takes the place of a chosen one: what it holds was not agreed to.
 *
 * @param kept What the editor has kept of the choice.
 */
export function assistantAccounts(
  kept: unknown,
  accounts: readonly Account[],
  preferred: Account | undefined,
): readonly Account[] {
  if (Array.isArray(kept)) return accounts.filter(({ id }) => kept.includes(id));
  return preferred ? [preferred] : [];
}
