import type { ChangeRequest, CommitResult, Skipped } from '@jenji-kit/changes';
import * as l10n from '@vscode/l10n';
import type { Subject } from '../tree/tree-node.ts';
import { planWords } from '../words/plan-words.ts';
import { stateWord } from '../words/state-word.ts';
import type { Actionable } from './actionable.ts';

/** What became of one record. */
export type Outcome = 'done' | 'skipped' | 'failed' | 'not-sent' | 'unknown';

interface ActionResult {
  readonly outcome: Outcome;
  readonly name: string;
  /** What it came to, or why not. */
  readonly why: string;
  readonly subject: Subject;
}

/** What became of an action on records: each of them once, in the order in which they were chosen. */
export interface ActionReport {
  /** In words. */
  readonly action: string;
  /** What a person decided; undefined where nobody did, in time. Who refused need not be told. */
  readonly decision: 'approved' | 'refused' | undefined;
  readonly results: readonly ActionResult[];
}

interface Came {
  /** What was asked for, in the order of the plan's items. */
  readonly planned: readonly ChangeRequest[];
  readonly skipped: readonly Skipped[];
  /** Undefined where nothing was carried out; then `reason` says why. */
  readonly result?: CommitResult | undefined;
  readonly reason?: string | undefined;
  readonly decision: ActionReport['decision'];
}

/** Tells what became of each record, also of those that the plan left out. */
export function actionReport(action: string, records: readonly Actionable[], came: Came): ActionReport {
  const places = new Map(came.planned.map((request, index) => [idOf(request), index]));
  const skipped = new Map(came.skipped.map(({ request, why }) => [idOf(request), planWords(why)]));
  return {
    action,
    decision: came.decision,
    results: records.map(({ id, name, subject }) => {
      const why = skipped.get(id);
      if (why !== undefined) return { outcome: 'skipped', name, why, subject };
      const place = places.get(id);
      const item = place === undefined ? undefined : came.result?.items[place];
      return { ...outcomeOf(item, came.reason), name, subject };
    }),
  };
}

function outcomeOf(
  item: CommitResult['items'][number] | undefined,
  reason: string | undefined,
): Pick<ActionResult, 'outcome' | 'why'> {
  if (!item) return { outcome: 'not-sent', why: reason ?? l10n.t('Nothing was sent.') };
  const message = planWords(item.error?.message ?? '');
  switch (item.status) {
    case 'committed':
      return { outcome: 'done', why: stateReached(item) };
    case 'refused':
      return { outcome: 'failed', why: message || l10n.t('It had changed since it was planned; nothing was sent.') };
    case 'not-sent':
      return { outcome: 'not-sent', why: message || l10n.t('Nothing was sent.') };
    case 'unknown':
      return {
        outcome: 'unknown',
        why: l10n.t('It was sent, and whether Jenji has done it is not known. {0}', message).trim(),
      };
    case 'partly':
      return { outcome: 'failed', why: message || l10n.t('Jenji has done only a part of it.') };
    default:
      return { outcome: 'failed', why: message || l10n.t('Jenji has not done it.') };
  }
}

function stateReached({ after, unexpected = [] }: CommitResult['items'][number]): string {
  const record: { state?: unknown } = Object(after?.expense ?? after?.request ?? after?.expenseRequest);
  const state = typeof record.state === 'string' ? l10n.t('Now: {0}', stateWord(record.state)) : l10n.t('Done.');
  if (unexpected.length === 0) return state;
  return `${state} ${l10n.t('Something else changed with it: look at the history of changes.')}`;
}

function idOf({ path }: ChangeRequest): string {
  return path?.expenseId ?? path?.requestId ?? '';
}

/** How many there are of each outcome, the bad ones before the good. */
export function countsOf({ results }: ActionReport): Record<Outcome, number> {
  const counts: Record<Outcome, number> = { done: 0, skipped: 0, failed: 0, 'not-sent': 0, unknown: 0 };
  for (const { outcome } of results) counts[outcome]++;
  return counts;
}

/** `Accept: 11 done, 2 skipped, 1 failed.` */
export function summaryOf(report: ActionReport): string {
  const { done, skipped, failed, 'not-sent': notSent, unknown } = countsOf(report);
  const parts = [
    l10n.t('{0} done', done),
    ...(skipped > 0 ? [l10n.t('{0} skipped', skipped)] : []),
    ...(failed > 0 ? [l10n.t('{0} failed', failed)] : []),
    ...(notSent > 0 ? [l10n.t('{0} not sent', notSent)] : []),
    ...(unknown > 0 ? [l10n.t('{0} unknown', unknown)] : []),
  ];
  return l10n.t('{0}: {1}', report.action, `${parts.join(', ')}.`);
}

/** An outcome in words, as a heading. */
export function outcomeWord(outcome: Outcome): string {
  switch (outcome) {
    case 'done':
      return l10n.t('Done');
    case 'skipped':
      return l10n.t('Skipped');
    case 'failed':
      return l10n.t('Failed');
    case 'not-sent':
      return l10n.t('Not sent');
    case 'unknown':
      return l10n.t('Unknown');
  }
}
