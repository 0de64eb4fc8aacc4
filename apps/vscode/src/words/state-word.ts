import * as l10n from '@vscode/l10n';
import { humanized } from './humanized.ts';

/** A state in the language of the person. Workflows have states of their own: their codes are made readable. */
export function stateWord(code: string): string {
  switch (code) {
    case 'WAITING_FOR_VALIDATION':
      return l10n.t('Waiting for approval');
    case 'WAITING_FOR_COMPLIANCE':
      return l10n.t('Waiting for verification');
    case 'NOT_COMPLIANT':
      return l10n.t('Not compliant');
    case 'ACCEPTED':
      return l10n.t('Accepted');
    case 'REFUSED':
      return l10n.t('Refused');
    case 'EXPORTED':
      return l10n.t('Exported');
    case 'ACCOUNTED':
      return l10n.t('Accounted');
    case 'PAID':
      return l10n.t('Paid');
    case 'DELETED':
      return l10n.t('Deleted');
    case '':
      return l10n.t('No state');
    default:
      return humanized(code);
  }
}

export type StateTone = 'waiting' | 'good' | 'bad' | 'done';

/** What a state asks of people, for its colour. Never told by colour alone. */
export function stateTone(code: string): StateTone {
  if (/^WAITING/.test(code)) return 'waiting';
  if (/^(REFUSED|REJECTED|NOT_COMPLIANT|DELETED)$/.test(code)) return 'bad';
  return /^(ACCEPTED|PAID)$/.test(code) ? 'good' : 'done';
}
