import * as l10n from '@vscode/l10n';
import { failureWords } from '../words/failure-words.ts';
import type { ReceiptShown } from './page-data.ts';
import type { Part } from './part.ts';
import { isPicture, type Receipt, ReceiptTooLarge, receiptFacts } from './receipt.ts';

/** The receipt in words, or why it is not there. */
export function receiptShown(
  { value, failure, isLoading, what }: Part<Receipt>,
  { isThere, title, language }: { isThere: boolean; title: string; language: string },
): Omit<ReceiptShown, 'version'> {
  if (value) {
    const alternative = l10n.t('Receipt of {0}', title);
    return { status: isPicture(value) ? 'picture' : 'file', text: receiptFacts(value, language), alternative };
  }
  if (isLoading) return { status: 'loading', text: l10n.t('Loading the receipt…') };
  if (failure instanceof ReceiptTooLarge) return { status: 'failed', text: failure.message };
  if (failure !== undefined) {
    const { text, retry } = failureWords(failure);
    return { status: 'failed', text: `${l10n.t('Could not read {0}.', what)} ${text}`, retry };
  }
  if (isThere) return { status: 'loading', text: l10n.t('The receipt is not read yet.') };
  return { status: 'none', text: l10n.t('There is no receipt.') };
}
