import type { BookkeeperState, PendingCategoryUpdate } from './bookkeeper.ts';
import type { ExpenseStore } from './expense.ts';
import type { OrganizationState } from './organization.ts';

/** An API key. `actionUserId` defaults to `userId`, "the user associated to the API token". */
export type ApiKey =
  | {
      type: 'organization';
      /** Basic user. */
      user: string;
      secret: string;
      organizationId: string;
      /** A user of the organization, or an id of its own: such a key acts as an administrator of the root group. */
      userId: string;
    }
  | { type: 'bookkeeper'; user: string; secret: string; bookkeeperId: string; userId: string };

export interface StoredFile {
  bytes: Uint8Array;
  /** Such as `image/jpeg`, `application/pdf`. */
  contentType: string;
}

/** Receipts by key (`<userId>/<uuid>.<jpg|jpeg|pdf>`), those of generated expenses drawn when first asked for. */
export interface ReceiptStore {
  get(key: string): StoredFile | undefined;
  put(key: string, file: StoredFile): void;
}

/** Everything the stand-in server knows. Plain data: handlers and tests change it in place, expenses by `put`. */
export interface World {
  /** The first of each type are the ones a sandbox shows as its credentials. */
  keys: ApiKey[];
  /** By organization id. */
  organizations: Map<string, OrganizationState>;
  /** By bookkeeper id. */
  bookkeepers: Map<string, BookkeeperState>;
  expenses: ExpenseStore;
  receipts: ReceiptStore;
  pendingCategoryUpdates: PendingCategoryUpdate[];
  /** Units of each currency for one euro. */
  exchangeRates: Map<string, number>;
}

/** What makes a generated world: the same three options give the same world. */
export interface SeedOptions {
  /** Default 1. */
  seed?: number;
  /** How many expenses the main organization has. */
  expenses?: number;
  /** The day the generated history ends at; default: the day it is. */
  today?: string;
}
