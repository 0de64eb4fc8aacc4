import type { Changes } from '@jenji-kit/changes';
import type { JenjiClient } from '@jenji-kit/client';
import type { Readings } from '../readings/readings.ts';
import type { Account } from './account.ts';

/** A signed-in account that can be used: one client, one budget, one memory of what was read, for the whole window. */
export interface Connection {
  /** As it is now: people rename accounts. */
  readonly account: Account;
  readonly jenji: JenjiClient;
  /** What was read, kept to be shown again. */
  readonly readings: Readings;
  /** Aborts when the account is signed out of, or its settings or secret change: the connection is over then. */
  readonly closed: AbortSignal;
  /** Safe writes of this account; opened with the first use. */
  changes(): Promise<Changes>;
}

/** The accounts of the window, and a connection for each that somebody uses. */
export interface Connections {
  /** The one pinned to this workspace first, then in the order in which people added them. */
  accounts(): readonly Account[];
  /** The account that is meant where nobody says which: the one pinned to this workspace, else the first. */
  preferred(): Account | undefined;
  /** Whether the account is pinned to this workspace. */
  isPinned(accountId: string): boolean;
  /**
   * Opens the connection of an account with its first use.
   *
   * @throws NoSuchAccount when it has been signed out of, SecretMissing.
   */
  connect(accountId: string): Promise<Connection>;
  /** Those that are open, without opening any. */
  open(): readonly Connection[];
  /** Fires when an account was added, changed or signed out of, and when connections begin or end. */
  onDidChange(listener: () => void): { dispose(): void };
}

/** The account is not, or no longer, signed in. */
export class NoSuchAccount extends Error {
  override readonly name = 'NoSuchAccount';
}

/** The account is known, and its secret is not (any more) in the editor's secret storage. */
export class SecretMissing extends Error {
  override readonly name = 'SecretMissing';
  readonly accountId: string;

  constructor(message: string, accountId: string) {
    super(message);
    this.accountId = accountId;
  }
}
