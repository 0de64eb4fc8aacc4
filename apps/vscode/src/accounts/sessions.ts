import type { Account } from './account.ts';

/** A sign-in as VS Code's authentication shows it to extensions. */
export interface Session {
  readonly id: string;
  readonly accessToken: string;
  readonly account: { readonly id: string; readonly label: string };
  readonly scopes: readonly string[];
}

/**
 * The session of an account. Its access token is a name that only this extension understands, not the secret: whoever
 * gets a session could otherwise do with a company's expenses what it likes, past the reviews and past the request budget.
 */
export function sessionOf({ id, label }: Account): Session {
  return { id, accessToken: `jenji-explorer:${id}`, account: { id, label }, scopes: [] };
}

export interface SessionChange {
  readonly added: readonly Session[];
  readonly removed: readonly Session[];
  readonly changed: readonly Session[];
}

/** What is different between the accounts of before and of now; undefined when nothing is. */
export function sessionChange(before: readonly Account[], now: readonly Account[]): SessionChange | undefined {
  const find = (accounts: readonly Account[], id: string) => accounts.find((account) => account.id === id);
  const added = now.filter(({ id }) => !find(before, id)).map(sessionOf);
  const removed = before.filter(({ id }) => !find(now, id)).map(sessionOf);
  const changed = now.filter(({ id, label }) => (find(before, id)?.label ?? label) !== label).map(sessionOf);
  return added.length + removed.length + changed.length > 0 ? { added, removed, changed } : undefined;
}
