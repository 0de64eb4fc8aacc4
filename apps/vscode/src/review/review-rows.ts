import { withoutInvisible } from '@jenji-kit/client/text';
import * as l10n from '@vscode/l10n';
import type { Account } from '../accounts/account.ts';
import { oneLine } from '../words/one-line.ts';
import { placeWord } from '../words/place-word.ts';
import { planWords } from '../words/plan-words.ts';
import type { ChangeRow } from './change-row.ts';
import { placeWords } from './place-words.ts';
import type { ItemShown } from './plan-shown.ts';
import { lossWords } from './plan-warnings.ts';
import { reversibleWords } from './reversible-words.ts';
import type { Origin, Review } from './reviews.ts';
import { longTitle, shortTitle } from './short-title.ts';
import { changeSpoken, changeWords } from './value-words.ts';

/** Rows are for people: of a change of thousands of fields they read the first, and the rest in the diff. */
const mostFields = 200;
/** As many as fit into a dialog. */
const mostLines = 8;

/** The row of a change that waits, with what it would change below it. */
export function reviewRow(review: Review, account: Account | undefined, now: number): ChangeRow {
  const { id, plan, stage, origin } = review;
  const title = shortTitle(plan.title);
  const parts = [
    account ? placeWord(account.place) : undefined,
    originWords(origin),
    account ? oneLine(account.label) : undefined,
    plan.losses.length > 0 ? lossesWords(plan.losses.length) : undefined,
    stageWords(review, now),
  ].filter((part) => part !== undefined);
  const isProduction = account?.place === 'production';
  return {
    id: `review/${id}`,
    label: title,
    description: parts.join(' · '),
    accessibilityLabel: [longTitle(plan.title), ...parts].join(', '),
    tooltip: tooltipOf(review, account),
    icon: iconOf(review, isProduction),
    context: `jenji.review.${stage.name}${isProduction ? '.production' : ''}`,
    click: 'diff',
    review,
    children: () => rowsOfPlan(review),
  };
}

function originWords(origin: Origin): string {
  if (origin === 'assistant') return l10n.t('the assistant');
  return origin === 'person' ? l10n.t('you') : l10n.t('another window or program');
}

/** `Acme · Production`. A name that people gave says nothing about where it is. */
export function accountWords({ label, place }: Account): string {
  return `${oneLine(label)} · ${placeWord(place)}`;
}

function costWords(requests: number, seconds: number): string {
  return requests === 1
    ? l10n.t('1 request to Jenji, at least {0} s', seconds)
    : l10n.t('{0} requests to Jenji, at least {1} s', requests, seconds);
}

function lossesWords(count: number): string {
  return count === 1 ? l10n.t('1 loss') : l10n.t('{0} losses', count);
}

function stageWords({ stage, plan }: Review, now: number): string {
  if (stage.name === 'expired') return l10n.t('expired');
  if (stage.name === 'running') return l10n.t('{0} of {1} done', stage.done, stage.total);
  const minutes = Math.ceil((Date.parse(plan.expiresAt) - now) / 60_000);
  return minutes <= 1 ? l10n.t('expires in a minute') : l10n.t('expires in {0} minutes', minutes);
}

function iconOf({ stage, plan }: Review, isProduction: boolean): ChangeRow['icon'] {
  if (stage.name === 'running') return { id: 'sync~spin' };
  if (stage.name === 'expired') return { id: 'history', color: 'disabledForeground' };
  if (plan.losses.length > 0 || plan.hazard === 'delete' || plan.hazard === 'reset') {
    return { id: 'warning', color: isProduction ? 'errorForeground' : 'list.warningForeground' };
  }
  return { id: 'git-pull-request', color: isProduction ? 'errorForeground' : 'charts.blue' };
}

function tooltipOf({ plan, origin, stage }: Review, account: Account | undefined): string {
  const { cost } = plan;
  return [
    longTitle(plan.title),
    l10n.t('Wanted by {0}', originWords(origin)),
    account && accountWords(account),
    ...plan.losses.slice(0, 10).map(lossWords),
    reversibleWords(plan.reversible),
    cost && costWords(cost.requests, Math.ceil(cost.seconds)),
    stage.name === 'expired' &&
      l10n.t('Nobody decided within 15 minutes. Plan it again to see what it would change now.'),
  ]
    .filter((line) => typeof line === 'string' && line !== '')
    .map((line) => withoutInvisible(String(line)))
    .join('\n');
}

function rowsOfPlan(review: Review): ChangeRow[] {
  const { plan, id } = review;
  const [only] = plan.items;
  const back = reversibleWords(plan.reversible);
  const rows =
    plan.items.length === 1 && only
      ? rowsOfItem(review, only, 0)
      : plan.items.map((item, index) => itemRow(review, item, index));
  // Of a plan of the journal, losses and notes are known of the whole only.
  const told = new Set(plan.items.flatMap(({ losses = [] }) => losses.map(({ kind, what }) => `${kind} ${what}`)));
  const toldNotes = new Set(plan.items.flatMap(({ notes = [] }) => notes));
  return [
    ...rows,
    ...plan.losses
      .filter(({ kind, what }) => !told.has(`${kind} ${what}`))
      .map((loss, index) => lossRow(`review/${id}/loss/${index}`, lossWords(loss))),
    ...plan.notes
      .filter((note) => !toldNotes.has(note))
      .map((note, index) => noteRow(`review/${id}/note/${index}`, planWords(note))),
    ...plan.skipped.map(({ why }, index) =>
      noteRow(`review/${id}/skipped/${index}`, l10n.t('Left out: {0}', planWords(oneLine(why)))),
    ),
    ...(back === undefined ? [] : [noteRow(`review/${id}/back`, back, 'discard')]),
  ];
}

function itemRow(review: Review, item: ItemShown, index: number): ChangeRow {
  const title = shortTitle(item.title);
  const fields = fieldsWords(item.diff.length);
  const losses = item.losses?.length ?? 0;
  const description = losses > 0 ? `${fields} · ${lossesWords(losses)}` : fields;
  return {
    id: `review/${review.id}/${index}`,
    label: title,
    description,
    accessibilityLabel: `${title}, ${description}`,
    icon: losses > 0 ? { id: 'warning', color: 'list.warningForeground' } : { id: 'edit' },
    context: 'jenji.reviewItem',
    click: 'diff',
    review,
    item: index,
    children: () => rowsOfItem(review, item, index),
  };
}

export function fieldsWords(count: number): string {
  return count === 1 ? l10n.t('1 field') : l10n.t('{0} fields', count);
}

/** What a change would do, a line for each field where a dialog has room for them, else how many there are. */
export function fieldLines({ items }: Review['plan']): string[] {
  const [only] = items;
  if (items.length === 1 && only && only.diff.length <= mostLines) {
    return only.diff.map((change) => `• ${l10n.t('{0}: {1}', placeWords(change.path, only), changeWords(change))}`);
  }
  return [fieldsWords(items.reduce((sum, { diff }) => sum + diff.length, 0))];
}

function rowsOfItem(review: Review, item: ItemShown, index: number): ChangeRow[] {
  const id = `review/${review.id}/${index}`;
  const more = item.diff.length - mostFields;
  return [
    ...item.diff.slice(0, mostFields).map((change, place): ChangeRow => {
      const label = placeWords(change.path, item);
      return {
        id: `${id}/field/${place}`,
        label,
        description: changeWords(change),
        accessibilityLabel: l10n.t('{0}: {1}', label, changeSpoken(change)),
        tooltip: `${label}\n${changeWords(change)}`,
        icon:
          change.before === undefined
            ? { id: 'diff-added', color: 'gitDecoration.addedResourceForeground' }
            : change.after === undefined
              ? { id: 'diff-removed', color: 'gitDecoration.deletedResourceForeground' }
              : { id: 'diff-modified', color: 'gitDecoration.modifiedResourceForeground' },
        context: 'jenji.reviewField',
        click: 'diff',
        review,
        item: index,
      };
    }),
    ...(more > 0 ? [noteRow(`${id}/more`, l10n.t('{0} more fields: see them as a diff', more), 'ellipsis')] : []),
    ...(item.losses ?? []).map((loss, place) => lossRow(`${id}/loss/${place}`, lossWords(loss))),
    ...(item.notes ?? []).map((note, place) => noteRow(`${id}/note/${place}`, planWords(note))),
  ];
}

function lossRow(id: string, text: string): ChangeRow {
  return {
    id,
    label: oneLine(text),
    accessibilityLabel: l10n.t('Loss. {0}', oneLine(text)),
    tooltip: withoutInvisible(text),
    icon: { id: 'warning', color: 'list.warningForeground' },
    context: 'jenji.reviewLoss',
  };
}

export function noteRow(id: string, text: string, icon = 'info'): ChangeRow {
  const label = oneLine(text);
  return {
    id,
    label,
    accessibilityLabel: label,
    tooltip: withoutInvisible(text),
    icon: { id: icon },
    context: 'jenji.changeNote',
  };
}
