import { type KeyType, keyTypes } from './credentials.ts';
import { UnauthorizedError } from './errors.ts';
import type { SendOptions, Transport } from './transport/transport.ts';

/** Whether the credentials are accepted, and as which type of key. */
export type CredentialCheck =
  | { ok: true; type: KeyType }
  /** `worksAs` is the type to configure instead, if the key is accepted as that. */
  | { ok: false; worksAs: KeyType | undefined; message: string };

/**
 * Asks Jenji whether it knows the key: `GET /s/test`, which the manual uses to show both forms of authentication. A key
 * that is refused is tried in the other form, since the two look alike. Takes one slot of the budget, or two.
 *
 * @throws ApiError other than 401, ConnectionError, TimeoutError, AbortedError: these say nothing about the key.
 */
export async function checkCredentials(
  transport: Transport,
  configured: KeyType,
  options: SendOptions,
): Promise<CredentialCheck> {
  if (await accepts(transport, configured, options)) return { ok: true, type: configured };
  const other = keyTypes.find((type) => type !== configured);
  if (other && (await accepts(transport, other, options))) {
    const message = `These credentials work as ${article(other)} key: set the key type to ${other}.`;
    return { ok: false, worksAs: other, message };
  }
  const message =
    'Jenji knows these credentials neither as an organization key nor as a bookkeeper key: check the user, ' +
    'the secret, and the environment (a key of production is unknown to unstable, and the other way round).';
  return { ok: false, worksAs: undefined, message };
}

function article(type: KeyType): string {
  return type === 'organization' ? 'an organization' : 'a bookkeeper';
}

async function accepts(transport: Transport, keyType: KeyType, options: SendOptions): Promise<boolean> {
  try {
    // What the answer holds is documented nowhere; that it comes is what counts.
    await transport.send(
      { operation: 'verifyCredentials', method: 'GET', target: '/s/test', hazard: 'read', keyType },
      options,
    );
    return true;
  } catch (error) {
    if (error instanceof UnauthorizedError) return false;
    throw error;
  }
}
