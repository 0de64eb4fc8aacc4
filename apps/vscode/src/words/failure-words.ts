import {
  ConnectionError,
  ForbiddenError,
  NotFoundError,
  RateLimitedError,
  ServerError,
  TimeoutError,
  UnauthorizedError,
} from '@jenji-kit/client/errors';
import * as l10n from '@vscode/l10n';
import { planWords } from './plan-words.ts';

/** Why reading failed, in a sentence for people, and whether trying again may help. */
export function failureWords(failure: unknown): { readonly text: string; readonly retry: boolean } {
  if (failure instanceof RateLimitedError) {
    return { text: l10n.t('Jenji is being asked too much at the moment. Try again shortly.'), retry: true };
  }
  if (failure instanceof UnauthorizedError) {
    return { text: l10n.t('Jenji no longer accepts the key of this account. Sign in again.'), retry: true };
  }
  if (failure instanceof ForbiddenError) return { text: l10n.t('This key may not read it.'), retry: false };
  if (failure instanceof NotFoundError) return { text: l10n.t('Jenji does not have it (any more).'), retry: false };
  if (failure instanceof TimeoutError) return { text: l10n.t('Jenji did not answer in time.'), retry: true };
  if (failure instanceof ConnectionError) return { text: l10n.t('Jenji cannot be reached.'), retry: true };
  if (failure instanceof ServerError) return { text: l10n.t('Jenji has a problem at the moment.'), retry: true };
  return { text: planWords(failure instanceof Error ? failure.message : String(failure)), retry: true };
}
