import * as l10n from '@vscode/l10n';
import { humanized } from './humanized.ts';

/** What a person may do in the workflow. Organizations have profiles of their own: their codes are made readable. */
export function profileWord(code: string): string {
  switch (code) {
    case 'admin':
      return l10n.t('Administrator');
    case 'accountant':
      return l10n.t('Accountant');
    case 'checker':
      return l10n.t('Checker');
    case 'manager':
      return l10n.t('Manager');
    case 'director':
      return l10n.t('Director');
    default:
      return humanized(code);
  }
}
