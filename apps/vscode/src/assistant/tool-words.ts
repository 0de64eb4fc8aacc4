import * as l10n from '@vscode/l10n';
import type { LanguageModelToolName } from './tool-names.ts';

/** What chat says while a tool works. */
export function toolWords(name: LanguageModelToolName): string {
  switch (name) {
    case 'list_organizations':
      return l10n.t('Listing the organizations in Jenji');
    case 'get_organization':
      return l10n.t('Looking at the organization in Jenji');
    case 'search_expenses':
      return l10n.t('Searching expenses in Jenji');
    case 'get_expense':
      return l10n.t('Looking at the expense in Jenji');
    case 'search_users':
      return l10n.t('Searching people in Jenji');
    case 'get_user':
      return l10n.t('Looking at the person in Jenji');
    case 'run_expense_action':
      return l10n.t('Waits for your approval: see Pending Changes in the Jenji view.');
  }
}
