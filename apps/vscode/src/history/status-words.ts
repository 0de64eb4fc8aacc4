import type { ApprovedBy, ChangeStatus, CommitItem } from '@jenji-kit/changes';
import * as l10n from '@vscode/l10n';
import type { ChangeRow } from '../review/change-row.ts';

/** What became of a change, or of one item of it, in a few words. */
export function statusWords(status: ChangeStatus | CommitItem['status'] | 'planned'): string {
  switch (status) {
    case 'pending':
    case 'planned':
      return l10n.t('Waits for approval');
    case 'expired':
      return l10n.t('Expired');
    case 'refused':
      return l10n.t('Refused');
    case 'sending':
      return l10n.t('Under way');
    case 'interrupted':
      return l10n.t('Interrupted');
    case 'not-sent':
      return l10n.t('Not sent');
    case 'committed':
      return l10n.t('Carried out');
    case 'failed':
      return l10n.t('Failed');
    case 'not-applied':
      return l10n.t('Not carried out');
    case 'partly':
      return l10n.t('Done in part');
    case 'unknown':
      return l10n.t('Unknown');
    case 'undone':
      return l10n.t('Turned back');
  }
}

/** The same in a sentence that says whether anything was changed, and what to do. */
export function statusSentence(status: ChangeStatus, drifted: boolean): string {
  switch (status) {
    case 'pending':
      return l10n.t('It waits for approval. Nothing was changed.');
    case 'expired':
      return l10n.t('Nobody approved it in time. Nothing was changed.');
    case 'refused':
      return drifted
        ? l10n.t(
            'What is there had changed since it was planned, so nothing was sent. Plan it again to see what it would change now.',
          )
        : l10n.t('It was refused. Nothing was changed.');
    case 'sending':
      return l10n.t('It is being carried out.');
    case 'interrupted':
      return l10n.t('The program that carried it out ended in the middle. Look again to find out what was done.');
    case 'not-sent':
      return l10n.t('It was not sent. Nothing was changed.');
    case 'committed':
      return l10n.t('It was carried out, and read back.');
    case 'failed':
      return l10n.t('Jenji refused it. Nothing was changed.');
    case 'not-applied':
      return l10n.t('No answer came, and it is not there: nothing was changed.');
    case 'partly':
      return l10n.t('Some of it is there and some is not: see what became of each change.');
    case 'unknown':
      return l10n.t(
        'No answer came, and nobody knows yet whether it is there. Look again before you try it once more.',
      );
    case 'undone':
      return l10n.t('It was carried out, and turned back since.');
  }
}

export function statusIcon(status: ChangeStatus): ChangeRow['icon'] {
  switch (status) {
    case 'committed':
      return { id: 'pass', color: 'testing.iconPassed' };
    case 'undone':
      return { id: 'discard' };
    case 'sending':
      return { id: 'sync~spin' };
    case 'failed':
    case 'not-applied':
      return { id: 'error', color: 'errorForeground' };
    case 'partly':
    case 'unknown':
    case 'interrupted':
      return { id: 'question', color: 'list.warningForeground' };
    case 'pending':
      return { id: 'git-pull-request' };
    case 'refused':
    case 'not-sent':
    case 'expired':
      return { id: 'circle-slash', color: 'disabledForeground' };
  }
}

export function approvedByWords(approvedBy: ApprovedBy): string {
  if (approvedBy === 'person') return l10n.t('approved by a person');
  return approvedBy === 'host'
    ? l10n.t('approved in the program of the assistant')
    : l10n.t('approved beforehand by a setting');
}
