import * as l10n from '@vscode/l10n';
import { humanized } from './humanized.ts';

/** What a custom field holds. Jenji adds types: what is not known is made readable. */
export function fieldTypeWord(type: string): string {
  switch (type) {
    case 'DATE':
      return l10n.t('Date');
    case 'TIME_HH_MM':
      return l10n.t('Time of day');
    case 'LONG':
      return l10n.t('Whole number');
    case 'NUMBER':
      return l10n.t('Number');
    case 'LIST':
      return l10n.t('List');
    case 'STRING':
      return l10n.t('Text');
    case 'LONGTEXT':
      return l10n.t('Long text');
    case 'STRING_SET':
      return l10n.t('Several texts');
    case 'BOOLEAN':
      return l10n.t('Yes or no');
    case 'PLACE':
      return l10n.t('Place');
    case 'FILES':
      return l10n.t('Files');
    case 'EXTERNAL':
      return l10n.t('From another system');
    default:
      return humanized(type);
  }
}
