import * as l10n from '@vscode/l10n';
import type { Account } from '../accounts/account.ts';
import { stateIcon } from '../tree/state-icon.ts';
import { amountText } from '../words/amount-text.ts';
import { itemText } from '../words/item-text.ts';
import { placeWord } from '../words/place-word.ts';
import { stateWord } from '../words/state-word.ts';
import type { RecordFound } from './record-search.ts';
import type { ExpenseFound } from './search-memory.ts';

/** The lines of something that was found. */
export interface FoundWords {
  readonly label: string;
  readonly description: string;
  readonly detail: string;
}

/** Vendor, amount, who and when; then state, organization and, with several accounts, which account in which Jenji. */
export function expenseWords(
  { expense, account, organization, person }: ExpenseFound,
  several: boolean,
  language: string,
): FoundWords {
  const { label, total, currency, time, state } = expense;
  return {
    label: `$(${stateIcon(state ?? '').id}) ${itemText(label || l10n.t('No vendor'))}`,
    description: joined([amountText(total, currency, language), person, time]),
    detail: joined([stateWord(state ?? ''), organization, ...(several ? whereOf(account) : [])]),
  };
}

export function recordWords(
  { label, description, organization, account, icon }: RecordFound,
  several: boolean,
): FoundWords {
  return {
    label: `$(${icon}) ${itemText(label)}`,
    description: itemText(description),
    detail: joined([organization, ...(several ? whereOf(account) : [])]),
  };
}

export function countWords(count: number, language: string): string {
  return count === 1 ? l10n.t('1 expense') : l10n.t('{0} expenses', number(count, language));
}

export function moreWords(count: number, language: string): string {
  return l10n.t('And {0} more: open as table', number(count, language));
}

export function sizeWords(count: number, language: string): string {
  return count === 0 ? l10n.t('No expense was read yet') : l10n.t('Expenses read so far: {0}', number(count, language));
}

function whereOf({ label, place }: Account): string[] {
  return [label, placeWord(place)];
}

function joined(parts: readonly (string | null | undefined)[]): string {
  return parts.flatMap((part) => (part ? itemText(part) : [])).join(' · ');
}

function number(value: number, language: string): string {
  return new Intl.NumberFormat(language).format(value);
}
