import {
  AbortedError,
  ApiError,
  ConnectionError,
  RateLimitedError,
  ResponseShapeError,
  ServerError,
  TimeoutError,
} from '@jenji-kit/client/errors';
import * as l10n from '@vscode/l10n';
import type { Place } from './account.ts';

/** What to tell, and to do, when Jenji knows a key as neither type. */
export function unknownKeyMessage(place: Place): string {
  switch (place) {
    case 'production':
      return l10n.t(
        'Production does not know this user with this secret. Check both, and that it is not a key of the test environment. Nothing was saved.',
      );
    case 'test':
      return l10n.t(
        'The test environment does not know this user with this secret. Check both, and that it is not a key of production. Nothing was saved.',
      );
    default:
      return l10n.t('The server does not know this user with this secret. Check both. Nothing was saved.');
  }
}

/** What to tell, and to do, when it could not be found out whether a key is right. @throws AbortedError as it is. */
export function verifyFailureMessage(error: unknown, baseUrl: string): string {
  if (error instanceof AbortedError) throw error;
  const { host } = new URL(baseUrl);
  if (error instanceof TimeoutError) {
    return l10n.t('{0} did not answer in time. Try again with Enter. Nothing was saved.', host);
  }
  if (error instanceof ConnectionError) {
    return l10n.t(
      'No connection to {0}. Check the address, the network and the proxy, then try again with Enter. Nothing was saved.',
      host,
    );
  }
  if (error instanceof RateLimitedError) {
    return l10n.t('{0} is being asked too much at the moment. Try again shortly with Enter. Nothing was saved.', host);
  }
  if (error instanceof ServerError) {
    return l10n.t(
      '{0} has a problem at the moment (HTTP {1}). Try again later with Enter. Nothing was saved.',
      host,
      error.status,
    );
  }
  if (error instanceof ResponseShapeError || error instanceof ApiError) {
    return l10n.t('{0} does not answer as Jenji does. Check the address. Nothing was saved.', host);
  }
  throw error;
}
