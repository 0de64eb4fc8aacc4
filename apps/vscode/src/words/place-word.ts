import * as l10n from '@vscode/l10n';
import type { Place } from '../accounts/account.ts';

/** Which Jenji it is, in a word or two. */
export function placeWord(place: Place): string {
  switch (place) {
    case 'production':
      return l10n.t('Production');
    case 'test':
      return l10n.t('Test');
    case 'custom':
      return l10n.t('Custom server');
    case 'sample':
      return l10n.t('Sample data');
  }
}
