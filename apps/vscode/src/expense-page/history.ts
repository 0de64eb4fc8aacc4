import type { Expense } from '@jenji-kit/client';
import { withoutInvisible } from '@jenji-kit/client/text';
import * as l10n from '@vscode/l10n';
import { type DateStyle, momentWords } from '../words/date-words.ts';
import type { Names } from './names.ts';
import type { HistoryEntry } from './page-data.ts';

const steps = ['checked', 'validated', 'accounted', 'paid', 'deleted'] as const;

export interface Exports {
  readonly accounting?: string | null | undefined;
  readonly payroll?: string | null | undefined;
}

/** What happened to an expense, by whom and when, in the order of time, and the exports that hold it. */
export function historyOf(
  expense: Expense,
  exports: Exports | undefined,
  names: Names,
  style: DateStyle,
): HistoryEntry[] {
  const moments = [
    ...(expense.createdAt ? [{ id: 'created', at: expense.createdAt, by: expense.userId }] : []),
    ...steps.flatMap((step) => {
      const [at, by] = [expense[`${step}At`], expense[`${step}By`]];
      return at || by ? [{ id: step, at, by }] : [];
    }),
  ];
  const inOrder = moments
    .map((moment, index) => ({ ...moment, index, time: Date.parse(moment.at ?? '') }))
    // What has no time that can be read keeps its place in the usual order.
    .sort((a, b) => (Number.isNaN(a.time) || Number.isNaN(b.time) ? a.index - b.index : a.time - b.time));
  return [
    ...inOrder.map(({ id, at, by }) => ({
      id,
      what: stepWord(id),
      who: by ? names.person(by) : undefined,
      when: at ? momentWords(at, style) : undefined,
    })),
    ...exportEntry('accounting', l10n.t('In the accounting export'), exports?.accounting),
    ...exportEntry('payroll', l10n.t('In the payroll export'), exports?.payroll),
  ];
}

function exportEntry(id: string, what: string, exportId: string | null | undefined): HistoryEntry[] {
  return exportId ? [{ id, what, who: withoutInvisible(exportId), when: undefined }] : [];
}

function stepWord(step: 'created' | (typeof steps)[number] | string): string {
  switch (step) {
    case 'checked':
      return l10n.t('Verified');
    case 'validated':
      return l10n.t('Decided on');
    case 'accounted':
      return l10n.t('Accounted');
    case 'paid':
      return l10n.t('Paid');
    case 'deleted':
      return l10n.t('Deleted');
    default:
      return l10n.t('Created');
  }
}
