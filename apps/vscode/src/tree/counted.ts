import * as l10n from '@vscode/l10n';

const formats = new Map<string, Intl.NumberFormat>();

/** `200,000` in the language of the person. */
export function numberText(count: number, language: string): string {
  let format = formats.get(language);
  if (!format) {
    format = new Intl.NumberFormat(language);
    formats.set(language, format);
  }
  return format.format(count);
}

export function expensesCounted(count: number, language: string): string {
  return count === 1 ? l10n.t('1 expense') : l10n.t('{0} expenses', numberText(count, language));
}

export function waitingCounted(count: number, language: string): string {
  return count === 1 ? l10n.t('1 waiting') : l10n.t('{0} waiting', numberText(count, language));
}

export function expensesWaiting(count: number, language: string): string {
  return count === 1
    ? l10n.t('1 expense waits for a decision')
    : l10n.t('{0} expenses wait for a decision', numberText(count, language));
}

export function peopleCounted(count: number, language: string): string {
  return count === 1 ? l10n.t('1 person') : l10n.t('{0} people', numberText(count, language));
}

export function warningsCounted(count: number, language: string): string {
  return count === 1 ? l10n.t('1 warning') : l10n.t('{0} warnings', numberText(count, language));
}

/** Two characters have room in a badge. */
export function badgeText(count: number): string {
  return count > 99 ? '9+' : String(count);
}
