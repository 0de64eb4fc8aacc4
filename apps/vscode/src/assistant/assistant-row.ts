import * as l10n from '@vscode/l10n';
import type { Account } from '../accounts/account.ts';
import type { ChangeRow } from '../review/change-row.ts';
import { accountWords } from '../review/review-rows.ts';
import type { AssistantMode } from './assistant-mode.ts';

/** Tells, for as long as it is so, that assistants have access, and to what. */
export function assistantRow(mode: AssistantMode, accounts: readonly Account[]): ChangeRow {
  const label = l10n.t('Assistant access is on');
  const description = accounts.map(accountWords).join(', ') || l10n.t('to no account');
  const how = mode === 'mcpServer' ? l10n.t('By an MCP server of this window.') : l10n.t('By language model tools.');
  return {
    id: 'assistant',
    label,
    description,
    accessibilityLabel: [label, description].join(', '),
    tooltip: [
      label,
      description,
      how,
      l10n.t('It can read what the account can read. Whatever it wants to change waits here until you approve it.'),
    ].join('\n'),
    icon: {
      id: 'sparkle',
      color: accounts.some(({ place }) => place === 'production') ? 'errorForeground' : 'charts.purple',
    },
    context: 'jenji.assistant',
  };
}
