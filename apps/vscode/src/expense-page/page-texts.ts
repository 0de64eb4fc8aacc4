import * as l10n from '@vscode/l10n';
import type { PageTexts } from './page-data.ts';

/** The words of the page that never change. */
export function pageTexts(): PageTexts {
  return {
    refresh: l10n.t('Refresh'),
    retry: l10n.t('Retry'),
    editAsJson: l10n.t('Edit as JSON'),
    reveal: l10n.t('Reveal in Explorer'),
    copyId: l10n.t('Copy Id'),
    openInJenji: l10n.t('Open Jenji in Browser'),
    receipt: l10n.t('Receipt'),
    openReceipt: l10n.t('Open Receipt'),
    saveReceipt: l10n.t('Save Receipt…'),
    actualSize: l10n.t('Show in actual size'),
    fitSize: l10n.t('Fit to the page'),
    warnings: l10n.t('Warnings'),
    history: l10n.t('History'),
    actions: l10n.t('Workflow actions'),
    tools: l10n.t('Tools'),
  };
}
