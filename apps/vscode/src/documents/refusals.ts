import type { CommitResult } from '@jenji-kit/changes';
import { AbortedError, InvalidArgumentsError, JenjiError } from '@jenji-kit/client/errors';
import * as l10n from '@vscode/l10n';
import { failureWords } from '../words/failure-words.ts';
import { planWords } from '../words/plan-words.ts';
import type { FieldIssue } from './document-kind.ts';
import type { JsonText } from './json-text.ts';
import { isNothing } from './nothing.ts';
import { SaveRefused } from './save-refused.ts';

/** Whatever keeps a document from being saved, told at its place. */
export function refusalOf(error: unknown, json: JsonText): unknown {
  if (error instanceof SaveRefused) return error;
  if (error instanceof AbortedError)
    return new SaveRefused('declined', l10n.t('Saving was cancelled. Nothing was written.'));
  if (error instanceof InvalidArgumentsError) {
    return invalid(
      error.issues.map(({ path, message }) => {
        const place = placeInDocument(path);
        return { message: `${nameOfPlace(place) || path}: ${planWords(message)}.`, ...json.placeOf(place) };
      }),
    );
  }
  if (error instanceof JenjiError) {
    const { text, retry } = failureWords(error);
    // What has no words of its own says itself what became of it.
    const own = planWords(error.message);
    const isKnown = retry && !error.ambiguous && text !== own;
    const message = isKnown ? l10n.t('{0} Nothing was written; save again to try once more.', text) : own;
    return new SaveRefused('failed', message);
  }
  return error;
}

/** From a place of a request to the field of the document it came from. */
function placeInDocument(path: string): (string | number)[] {
  const [, field = '', rest = ''] = /(?:^|\.)body\.([^.[\]]+)(?:\.([^[\]]+))?/.exec(path) ?? [];
  if (field === 'customFieldsValues') return rest ? ['customFieldValues', rest] : ['customFieldValues'];
  if (['add', 'change', 'remove'].includes(field)) return ['delegations'];
  if (field === 'customFields' && rest) return [field, rest];
  return field ? [field] : [];
}

/** @throws SaveRefused where there is an issue, with the place of each. */
export function refuseIssues(issues: readonly FieldIssue[], json: JsonText): void {
  if (issues.length === 0) return;
  throw invalid(
    issues.map(({ path, message }) => ({
      message: `${nameOfPlace(path)}: ${planWords(message)}.`,
      ...json.placeOf(path),
    })),
  );
}

function nameOfPlace(path: FieldIssue['path']): string {
  return path.reduce<string>(
    (text, step) => (typeof step === 'number' ? `${text}[${step}]` : text === '' ? step : `${text}.${step}`),
    '',
  );
}

export function invalid(problems: SaveRefused['problems']): SaveRefused {
  const [first] = problems;
  const more = problems.length - 1;
  const told = more === 0 ? first?.message : l10n.t('{0} And {1} more: see Problems.', first?.message ?? '', more);
  return new SaveRefused('invalid', l10n.t('Nothing was sent. {0}', told ?? ''), problems);
}

/** What became of a change that was approved and is not done, in sentences. */
export function outcomeOf({ status, items }: CommitResult): string {
  const why = items.flatMap(({ error }) => (error ? [planWords(error.message)] : [])).join(' ');
  return isNothing(why) ? outcomeWithoutReason(status) : `${outcomeWithoutReason(status)} ${why}`;
}

function outcomeWithoutReason(status: CommitResult['status']): string {
  switch (status) {
    case 'refused':
      return l10n.t('It was not written: the record changed while you were deciding. Save again to review it anew.');
    case 'not-sent':
      return l10n.t('It was not sent, so nothing was changed.');
    case 'failed':
      return l10n.t('Jenji refused it, and nothing was changed.');
    case 'not-applied':
      return l10n.t('No answer came, and Jenji has not changed anything.');
    case 'partly':
      return l10n.t('Only a part of it was written. Compare the document with what Jenji has now.');
    default:
      return l10n.t('Nobody can tell yet whether it was written. Look at the record before you save again.');
  }
}
