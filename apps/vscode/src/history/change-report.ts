import type { ChangeRecord, ChangeRecordItem, CommitItem, CommitResult, FieldChange } from '@jenji-kit/changes';
import { withoutInvisible } from '@jenji-kit/client/text';
import * as l10n from '@vscode/l10n';
import type { Account } from '../accounts/account.ts';
import { placeWords } from '../review/place-words.ts';
import { lossWords } from '../review/plan-warnings.ts';
import { reversibleWords } from '../review/reversible-words.ts';
import { accountWords } from '../review/review-rows.ts';
import { titleWords } from '../review/short-title.ts';
import { titleInWords } from '../review/title-in-words.ts';
import { changeWords } from '../review/value-words.ts';
import { type DateStyle, momentWords } from '../words/date-words.ts';
import { oneLine } from '../words/one-line.ts';
import { planWords } from '../words/plan-words.ts';
import { approvedByWords, statusSentence, statusWords } from './status-words.ts';

/** Fields of one item: the rest is as it was planned. */
const mostFields = 200;

/** All that is known of a change, as plain text for people. What people typed in it cannot look like ours: it is in quotes. */
export function changeReport(record: ChangeRecord, account: Account | undefined, style: DateStyle): string {
  const { status, plannedAt, startedAt, endedAt, approvedBy, reason, items, losses, notes, skipped } = record;
  const moment = (at: string) => momentWords(at, style);
  const sections: (readonly string[])[] = [
    [titleInWords(oneLine(record.title))],
    [
      `${statusWords(status)}. ${statusSentence(status, hasDrifted(record))}`,
      ...(reason === undefined ? [] : [l10n.t('Reason: {0}', planWords(oneLine(reason)))]),
    ],
    [
      ...(account ? [l10n.t('Account: {0}', accountWords(account))] : []),
      l10n.t('Planned: {0}', moment(plannedAt)),
      ...(startedAt && approvedBy
        ? [l10n.t('Carried out: {0}, {1}', moment(startedAt), approvedByWords(approvedBy))]
        : []),
      ...(endedAt ? [l10n.t('Ended: {0}', moment(endedAt))] : []),
      ...(record.undoes === undefined ? [] : [l10n.t('It turns back change {0}', record.undoes)]),
      ...(record.undoneBy === undefined ? [] : [l10n.t('It was turned back by change {0}', record.undoneBy)]),
      ...(record.snapshot === undefined ? [] : [l10n.t('What it destroyed is kept in {0}', record.snapshot)]),
      l10n.t('Change: {0}', record.id),
    ],
    ...items.map((item, index) => itemLines(item, items.length > 1 ? `${index + 1}. ` : '')),
    headed(l10n.t('Lost'), losses.map(lossWords)),
    headed(
      l10n.t('Left out'),
      skipped.map(({ why }) => planWords(oneLine(why))),
    ),
    headed(
      l10n.t('Notes'),
      notes.map((note) => planWords(oneLine(note))),
    ),
    headed(l10n.t('Can it be turned back?'), [
      reversibleWords(record.reversible) ?? planWords(oneLine(record.reversible.text)),
    ]),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

/** Whether something was refused because somebody had changed it since it was planned. */
function hasDrifted({ items }: Pick<CommitResult | ChangeRecord, 'items'>): boolean {
  return items.some(({ status, drift }) => status === 'refused' && (drift?.length ?? 0) > 0);
}

function itemLines(item: ChangeRecordItem, number: string): string[] {
  const { status, error, newIds = [], changed = [], missing = [], unexpected = [], drift = [] } = item;
  const isDone = status === 'committed' || status === 'partly';
  return [
    `${number}${l10n.t('{0}: {1}', titleInWords(oneLine(item.title)), statusWords(status))}`,
    ...(error ? [`   ${planWords(oneLine(error.message))}`] : []),
    ...(newIds.length > 0 ? [`   ${l10n.t('New id: {0}', newIds.map(withoutInvisible).join(', '))}`] : []),
    ...changeLines(isDone ? l10n.t('Changed') : l10n.t('Wanted'), isDone ? changed : item.diff),
    ...changeLines(l10n.t('Wanted, and not there'), missing),
    ...changeLines(l10n.t('Changed besides, unexpectedly'), unexpected),
    ...changeLines(l10n.t('Changed by others since it was planned'), drift),
  ];
}

function changeLines(heading: string, changes: readonly FieldChange[]): string[] {
  if (changes.length === 0) return [];
  const more = changes.length - mostFields;
  return [
    `   ${l10n.t('{0}:', heading)}`,
    ...changes
      .slice(0, mostFields)
      .map((change) => `     ${l10n.t('{0}: {1}', placeWords(change.path, { diff: changes }), changeWords(change))}`),
    ...(more > 0 ? [`     ${l10n.t('and {0} more', more)}`] : []),
  ];
}

function headed(heading: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [heading, ...lines.map((line) => `   ${line}`)];
}

/** What became of a change that was just carried out, in one sentence, and whether all is well. */
export function resultWords(
  result: Pick<CommitResult, 'status' | 'title'> & { readonly items: readonly CommitItem[] },
): {
  readonly text: string;
  readonly tone: 'good' | 'warning' | 'bad';
} {
  const title = titleWords(result.title);
  const done = result.items.filter(({ status }) => status === 'committed').length;
  const oddities = result.items.reduce((sum, { unexpected = [] }) => sum + unexpected.length, 0);
  const why = planWords(oneLine(result.items.find(({ error }) => error)?.error?.message ?? ''));
  switch (result.status) {
    case 'committed':
      return oddities === 0
        ? { tone: 'good', text: l10n.t('Done, and read back: {0}', title) }
        : { tone: 'warning', text: l10n.t('Done: {0}. Something else has changed besides: see the details.', title) };
    case 'partly':
      return result.items.length > 1
        ? { tone: 'warning', text: l10n.t('{0} of {1} changes done: {2}', done, result.items.length, title) }
        : { tone: 'warning', text: l10n.t('Done in part: {0}. See what is missing.', title) };
    case 'refused':
      return hasDrifted(result)
        ? {
            tone: 'warning',
            text: l10n.t('Nothing was changed: somebody has changed the same since it was planned. {0}', title),
          }
        : { tone: 'warning', text: l10n.t('Nothing was changed: {0} {1}', title, why) };
    case 'unknown':
      return {
        tone: 'bad',
        text: l10n.t(
          'No answer came, and it is not known whether this was carried out: {0}. Look again before you try once more.',
          title,
        ),
      };
    case 'not-sent':
      return { tone: 'warning', text: l10n.t('Nothing was sent: {0} It waits on under Pending Changes.', why) };
    case 'not-applied':
    case 'failed':
      return { tone: 'bad', text: l10n.t('Nothing was changed: {0} {1}', title, why) };
  }
}
