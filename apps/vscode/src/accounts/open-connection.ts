import { join } from 'node:path';
import type { Changes } from '@jenji-kit/changes';
import type { Attempt, Budget, BudgetLimits, Credentials } from '@jenji-kit/client';
import { Readings } from '../readings/readings.ts';
import type { Account } from './account.ts';
import type { Connection } from './connection.ts';
import type { ConnectionSettings } from './connection-settings.ts';

/** Where requests of an account go, and with what. */
export interface Target {
  readonly baseUrl: string;
  readonly credentials: Credentials;
  readonly limits: Partial<BudgetLimits>;
  /** Absolute path of what must outlive the connection; the platform's custom where absent. */
  readonly stateFolder?: string | undefined;
  /** Whether other processes of this machine may use the same key. */
  readonly shared: boolean;
}

export interface OpenConnection extends Connection {
  /** Ends whatever is under way, and forgets what was read. */
  close(): Promise<void>;
}

/** Opens what an account is used through. The client is loaded here, no earlier. */
export async function openConnection(
  account: () => Account,
  target: Target,
  settings: ConnectionSettings,
  watching: { onAttempt?: (attempt: Attempt) => void; onRequest?: () => void } = {},
): Promise<OpenConnection> {
  const { createBudget, createJenjiClient } = await import('@jenji-kit/client');
  const { baseUrl, credentials, limits, stateFolder } = target;
  const budget = createBudget({
    limits,
    ...(target.shared && { key: { baseUrl, user: credentials.user } }),
    ...(stateFolder !== undefined && { folder: stateFolder }),
  });
  const jenji = createJenjiClient({
    baseUrl,
    credentials,
    budget: told(budget, watching.onRequest),
    timeoutMs: settings.timeoutMs,
    userAgent: 'jenji-explorer',
    onAttempt: watching.onAttempt,
  });
  const readings = new Readings();
  const closing = new AbortController();
  let changes: Promise<Changes> | undefined;

  async function openChanges(): Promise<Changes> {
    const { createChanges } = await import('@jenji-kit/changes');
    return createChanges({
      jenji,
      principal: { baseUrl: jenji.baseUrl, user: credentials.user },
      policy: { writes: settings.writes, allowReset: settings.allowReset },
      ...(stateFolder !== undefined && { folder: join(stateFolder, 'changes') }),
    });
  }

  return {
    get account() {
      return account();
    },
    jenji,
    readings,
    closed: closing.signal,
    changes() {
      changes ??= openChanges();
      return changes;
    },
    async close() {
      closing.abort();
      readings.clear();
      // Whatever fails here must not keep an account from being signed out of.
      await Promise.allSettled([changes?.then((opened) => opened.close()), jenji.close()]);
      await budget.close().catch(() => undefined);
    },
  };
}

/** The same budget, with somebody told of whoever asks for a slot. */
function told(budget: Budget, onRequest: (() => void) | undefined): Budget {
  return {
    acquire(options) {
      const slot = budget.acquire(options);
      onRequest?.();
      return slot;
    },
    status: () => budget.status(),
    close: () => budget.close(),
  };
}
