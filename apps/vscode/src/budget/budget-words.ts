import type { BudgetStatus } from '@jenji-kit/client';
import * as l10n from '@vscode/l10n';
import { placeLook } from '../accounts/place-look.ts';
import { escaped } from '../words/shown.ts';
import type { BudgetView } from './budget-watch.ts';

const longestLabel = 24;

/** A request that is asked for now and would wait longer than this, in milliseconds, is worth a warning. */
const longWait = 2000;
const manyWaiting = 10;

/** What the status bar shows: which account, and how many requests are free in the second and the minute. */
export function budgetText({ account, status }: BudgetView): string {
  const { icon, word } = placeLook(account.place);
  const label = account.label.length > longestLabel ? `${account.label.slice(0, longestLabel - 1)}…` : account.label;
  // A label is what somebody typed: `$(…)` in it would be a picture.
  const name = `$(${icon}) ${label.replaceAll('$(', '$\u200b(')} (${word})`;
  if (!status) return name;
  const { free, limits } = status;
  const figures = `${free.second}/${limits.perSecond} · ${free.minute}/${limits.perMinute}`;
  const waiting = status.waiting + status.waitingElsewhere;
  return waiting > 0 ? `${name} ${figures} $(watch) ${waiting}` : `${name} ${figures}`;
}

/** Whether people should know why things take long. */
export function isScarce({ status }: BudgetView): boolean {
  if (!status) return false;
  return status.nextSlotInMs > longWait || status.waiting + status.waitingElsewhere >= manyWaiting;
}

/** The same in words, for a screen reader. */
export function budgetLabel({ account, status }: BudgetView): string {
  const { word } = placeLook(account.place);
  const name = l10n.t('Jenji account {0}, {1}', account.label, word);
  return status ? l10n.t('{0}: {1}', name, [freeWords(status), ...waitingWords(status)].join('; ')) : name;
}

/** What is free, what waits and who used it, a sentence each. */
export function budgetSentences(status: BudgetStatus): string[] {
  return [freeWords(status), ...waitingWords(status), nextWords(status), ...usersWords(status)];
}

/** The details on hover, as Markdown. */
export function budgetTooltip({ account, status }: BudgetView): string {
  const { icon, word } = placeLook(account.place);
  const lines = [`$(${icon}) **${escaped(account.label)}** · ${escaped(word)}`];
  if (status) lines.push(budgetSentences(status).map(escaped).join('\\\n'));
  else lines.push(escaped(notUsedWords()));
  lines.push(escaped(l10n.t('Jenji allows only so many requests, for all programs with the same key together.')));
  return lines.join('\n\n');
}

export function notUsedWords(): string {
  return l10n.t('Not used by this window yet.');
}

function freeWords({ free, limits }: BudgetStatus): string {
  return l10n.t(
    'Free: {0} of {1} requests this second, {2} of {3} this minute',
    free.second,
    limits.perSecond,
    free.minute,
    limits.perMinute,
  );
}

function waitingWords({ waiting, waitingElsewhere }: BudgetStatus): string[] {
  const words: string[] = [];
  if (waiting === 1) words.push(l10n.t('Waiting: one request of this window'));
  if (waiting > 1) words.push(l10n.t('Waiting: {0} requests of this window', waiting));
  if (waitingElsewhere === 1) words.push(l10n.t('Waiting: one request of another program'));
  if (waitingElsewhere > 1) words.push(l10n.t('Waiting: {0} requests of other programs', waitingElsewhere));
  return words;
}

function nextWords({ nextSlotInMs }: BudgetStatus): string {
  if (nextSlotInMs === 0) return l10n.t('A request made now would start at once');
  return l10n.t('A request made now would start in {0} s', Math.ceil(nextSlotInMs / 1000));
}

function usersWords({ used, own }: BudgetStatus): string[] {
  if (used.minute === 0) return [];
  return [
    l10n.t(
      'Used in the last minute: {0} by this window, {1} by others or while signing in',
      own.minute,
      used.minute - own.minute,
    ),
  ];
}
