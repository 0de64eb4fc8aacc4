import type { Attempt, JenjiClient, KeyType } from '@jenji-kit/client';
import {
  AbortedError,
  ConnectionError,
  RateLimitedError,
  ServerError,
  TimeoutError,
  UnauthorizedError,
} from '@jenji-kit/client/errors';
import { bookkeepersKey } from '../readings/bookkeepers.ts';
import { organizationsKey } from '../readings/organizations.ts';
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
  /** What the key sees, which is the first that is shown of it. */
  readonly seen?: Seen | undefined;
}

/** A reading that came with the verification: under which key it is kept, and when it was asked for. */
export interface Seen {
  readonly key: string;
  readonly value: readonly { readonly name?: string | null | undefined }[];
  /** Milliseconds since 1970. */
  readonly asOf: number;
}

/**
 * Asks Jenji whether it accepts a key, within the budget of that key: for what the key sees, which a person who signs in
 * is shown next. One request for a key of the type that it is taken for, two for one of the other type or of none; up to
 * two more where the list cannot be read.
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
  const types: readonly KeyType[] = keyType === 'bookkeeper' ? [keyType, 'organization'] : [keyType, 'bookkeeper'];
  try {
    for (const type of types) {
      const jenji = clientAs(type);
      try {
        const seen = await seenBy(jenji, signal);
        const [only, ...more] = seen.value;
        return { worksAs: type, name: more.length === 0 ? (only?.name ?? undefined) : undefined, seen };
      } catch (error) {
        if (error instanceof UnauthorizedError) continue;
        if (isUnanswered(error)) throw error;
        // That the list cannot be read, or not be understood, says nothing about the key.
        const check = await jenji.verifyCredentials({ signal, priority: 'click' });
        return { worksAs: check.ok ? check.type : check.worksAs };
      } finally {
        await jenji.close();
      }
    }
    return { worksAs: undefined };
  } finally {
    await budget.close();
  }
}

/** Whether there was no answer that another question could bring. */
function isUnanswered(error: unknown): boolean {
  return [AbortedError, ConnectionError, TimeoutError, RateLimitedError, ServerError].some(
    (kind) => error instanceof kind,
  );
}

async function seenBy(jenji: JenjiClient, signal: AbortSignal): Promise<Seen> {
  const options = { signal, priority: 'click' } as const;
  const asOf = Date.now();
  if (jenji.keyType === 'bookkeeper') {
    return { key: bookkeepersKey, value: (await jenji.bookkeepers.list({}, options)).data, asOf };
  }
  return { key: organizationsKey, value: (await jenji.organizations.list({}, options)).data, asOf };
}
