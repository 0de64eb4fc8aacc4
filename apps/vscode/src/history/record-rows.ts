import * as l10n from '@vscode/l10n';
import type { Account } from '../accounts/account.ts';
import type { ChangeRow } from '../review/change-row.ts';
import { accountWords } from '../review/review-rows.ts';
import { longTitle, shortTitle } from '../review/short-title.ts';
import { asOfWords, type DateStyle } from '../words/date-words.ts';
import { changeReport } from './change-report.ts';
import type { RecentChange } from './recent-changes.ts';
import { approvedByWords, statusIcon, statusWords } from './status-words.ts';

/** The row of a change that was decided. */
export function recordRow(recent: RecentChange, account: Account | undefined, style: DateStyle): ChangeRow {
  const { change } = recent;
  const title = shortTitle(change.title);
  const when = asOfWords(Date.parse(change.startedAt ?? change.plannedAt), style);
  const parts = [
    statusWords(change.status),
    when,
    ...(change.approvedBy ? [approvedByWords(change.approvedBy)] : []),
    ...(account ? [accountWords(account)] : []),
  ];
  return {
    id: `record/${recent.accountId}/${change.id}`,
    label: title,
    description: parts.join(' · '),
    accessibilityLabel: [longTitle(change.title), ...parts].join(', '),
    tooltip: changeReport(recent.change, account, style),
    icon: statusIcon(change.status),
    context: ['jenji.change', ...marksOf(recent)].join('.'),
    click: 'details',
    record: recent,
  };
}

/** What can be done with it now. */
function marksOf({ change }: RecentChange): string[] {
  const { status, reversible } = change;
  const isThere = status === 'committed' || status === 'partly';
  return [
    status,
    ...(isThere && reversible.answer !== 'no' ? ['undoable'] : []),
    ...(isOpen(change) ? ['open'] : []),
    ...(['refused', 'expired', 'not-sent', 'failed', 'not-applied'].includes(status) ? ['again'] : []),
  ];
}

/** Whether reading again may tell more. */
export function isOpen({ status, items }: RecentChange['change']): boolean {
  return status === 'interrupted' || status === 'unknown' || items.some((item) => item.status === 'unknown');
}

export function moreRow(): ChangeRow {
  const label = l10n.t('Load more');
  return {
    id: 'record/more',
    label,
    accessibilityLabel: label,
    icon: { id: 'ellipsis' },
    context: 'jenji.moreChanges',
    click: 'more',
  };
}
