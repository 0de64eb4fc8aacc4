import * as l10n from '@vscode/l10n';
import { humanized } from './humanized.ts';

/** A workflow action in the language of the person. Workflows have actions of their own: their codes are made readable. */
export function actionWord(code: string): string {
  switch (code) {
    case 'accept':
      return l10n.t('Accept');
    case 'reject':
      return l10n.t('Refuse');
    case 'reopen':
      return l10n.t('Reopen');
    case 'resubmit':
      return l10n.t('Submit again');
    case 'compliant':
      return l10n.t('Mark as compliant');
    case 'not-compliant':
      return l10n.t('Mark as not compliant');
    case 'recheck':
      return l10n.t('Verify again');
    case 'export':
      return l10n.t('Mark as exported');
    case 'account':
      return l10n.t('Mark as accounted');
    case 'pay':
      return l10n.t('Mark as paid');
    case 'undelete':
      return l10n.t('Restore');
    default:
      return humanized(code);
  }
}
