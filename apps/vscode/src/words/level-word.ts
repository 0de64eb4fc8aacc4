import * as l10n from '@vscode/l10n';
import { humanized } from './humanized.ts';

/** How much a communication matters. */
export function levelWord(level: string): string {
  switch (level) {
    case 'INFO':
      return l10n.t('Information');
    case 'WARNING':
      return l10n.t('Important');
    case 'ERROR':
      return l10n.t('Incident');
    case 'SUCCESS':
      return l10n.t('Good news');
    default:
      return humanized(level);
  }
}
