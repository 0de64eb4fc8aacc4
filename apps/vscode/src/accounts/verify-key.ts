import type { Attempt, JenjiClient, KeyType } from '@jenji-kit/client';
import type { Account } from './account.ts';
import type { ConnectionSettings } from './connection-settings.ts';
import { limitsAt } from './limits-at.ts';

/** An account that was not signed in to yet. */
export interface UnverifiedKey extends Pick<Account, 'place' | 'baseUrl' | 'keyType' | 'user'> {
  readonly secret: string;
}

export interface Verification {
  /** The type of key that Jenji accepts it as; undefined when it knows it as neither. */
  readonly worksAs: KeyType | undefined;
  /** What the company, or the accounting firm, is called. */
  readonly name?: string | undefined;
}

/**
 * Asks Jenji whether it accepts a key, within the budget of that key. One to three requests.
 *
 * @throws what the client throws when there is no answer to that: ApiError, ConnectionError, TimeoutError, AbortedError.
 */
export async function verifyKey(
  key: UnverifiedKey,
  settings: ConnectionSettings,
  signal: AbortSignal,
  onAttempt?: (attempt: Attempt) => void,
): Promise<Verification> {
  const { createBudget, createJenjiClient } = await import('@jenji-kit/client');
  const { place, baseUrl, keyType, user, secret } = key;
  const { stateFolder } = settings;
  const budget = createBudget({
    key: { baseUrl, user },
    limits: limitsAt(place, settings.budget),
    ...(stateFolder !== undefined && { folder: stateFolder }),
  });
  const clientAs = (type: KeyType) =>
    createJenjiClient({
      baseUrl,
      credentials: { type, user, secret },
      budget,
      timeoutMs: settings.timeoutMs,
      userAgent: 'jenji-explorer',
      onAttempt,
    });
  const clients = [clientAs(keyType)];
  try {
    const [jenji] = clients;
    const check = await jenji?.verifyCredentials({ signal, priority: 'click' });
    const worksAs = check?.ok ? check.type : check?.worksAs;
    if (worksAs === undefined) return { worksAs };
    const accepted = clientAs(worksAs);
    clients.push(accepted);
    return { worksAs, name: await nameOf(accepted, signal) };
  } finally {
    await Promise.all(clients.map((client) => client.close()));
    await budget.close();
  }
}

/** The name to suggest. That it cannot be read says nothing about the key. */
async function nameOf(jenji: JenjiClient, signal: AbortSignal): Promise<string | undefined> {
  try {
    const options = { signal, priority: 'click' } as const;
    const list = jenji.keyType === 'bookkeeper' ? jenji.bookkeepers.list : jenji.organizations.list;
    const { data } = await list({}, options);
    return data.length === 1 ? (data[0]?.name ?? undefined) : undefined;
  } catch (error) {
    if (signal.aborted) throw error;
    return undefined;
  }
}
