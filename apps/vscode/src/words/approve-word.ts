import * as l10n from '@vscode/l10n';
import type { Place } from '../accounts/account.ts';

/** What stands on the button that approves: on production it says so, wherever the button is. */
export function approveWord(place: Place | undefined): string {
  return place === 'production' ? l10n.t('Approve on Production') : l10n.t('Approve');
}
