import type { Changes } from '@jenji-kit/changes';
import type { JenjiClient } from '@jenji-kit/client';
import type { Readings } from '../readings/readings.ts';
import type { Account } from './account.ts';

/** A signed-in account that can be used: one client, one budget, one memory of what was read, for the whole window. */
export interface Connection {
  readonly account: Account;
  readonly jenji: JenjiClient;
  /** What was read, kept to be shown again. */
  readonly readings: Readings;
  /** Safe writes of this account; opened with the first use. */
  changes(): Promise<Changes>;
}

/** The accounts of the window, and a connection for each that somebody uses. */
export interface Connections {
  /** In the order in which people added them. */
  accounts(): readonly Account[];
  /**
   * Opens the connection of an account with its first use.
   *
   * @throws NoSuchAccount when it has been signed out of.
   */
  connect(accountId: string): Promise<Connection>;
  /** Those that are open, without opening any. */
  open(): readonly Connection[];
  /** Fires when an account was added, changed or signed out of. */
  onDidChange(listener: () => void): { dispose(): void };
}

/** The account is not, or no longer, signed in. */
export class NoSuchAccount extends Error {
  override readonly name = 'NoSuchAccount';
}
