import type { ChangeRecord, CommitItem, CommitResult, FieldChange, Plan } from '@jenji-kit/changes';
import type { Names } from '../directory/reader.ts';
import type { ToolAnswer } from '../registry/define-tool.ts';
import { shortenTexts } from '../results/shorten-texts.ts';
import { untrusted } from '../results/untrusted.ts';
import type { ChangeAnswer } from './change-output.ts';
import { kindOf, type NamesByOrganization, nameIn } from './named-in.ts';
import { fieldOf, skippedTitle } from './shown-change.ts';

/** Characters of JSON that the changes of all items take, in each of the two channels. */
const mostCharacters = 9_000;
const [mostItems, mostSkipped, mostLosses, mostNotes] = [200, 100, 60, 20];

/** What would be done, and how to have it done. */
export function plannedAnswer(plan: Plan, names: NamesByOrganization, next: string): ToolAnswer<ChangeAnswer> {
  const { token, expiresAt, cost } = plan;
  const about = partsOf(plan, names);
  return {
    structured: {
      status: 'planned',
      change_id: plan.id,
      token,
      expires_at: expiresAt,
      cost: { ...cost },
      ...about,
      next,
    },
    text: [
      `Planned, nothing sent yet: ${untrusted(plan.title)}`,
      ...linesOf(about),
      `Cost: ${cost.requests} requests, about ${cost.seconds} s. Token, until ${expiresAt}: ${token}`,
      next,
    ].join('\n'),
  };
}

/** What became of a plan, item by item. */
export function resultAnswer(
  planned: Plan | ChangeRecord,
  result: CommitResult,
  names: NamesByOrganization,
  advice: string | undefined,
): ToolAnswer<ChangeAnswer> {
  const { id, status, snapshot } = result;
  const about = partsOf(planned, names, result.items);
  const next = [nextStep(planned, result), advice].filter(Boolean).join(' ');
  return {
    failed: status !== 'committed' && status !== 'partly',
    structured: { status, change_id: id, ...(snapshot !== undefined && { snapshot }), ...about, next },
    text: [`${status}: ${untrusted(planned.title)} (change_id ${id})`, ...linesOf(about), next].join('\n'),
  };
}

/** The answer after a person said no. */
export function declinedAnswer(
  { id, title }: Pick<ChangeRecord, 'id' | 'title'>,
  reason: string,
): ToolAnswer<ChangeAnswer> {
  const next = `${reason} Nothing was changed. Do not try the same again: ask the user what to do instead.`;
  return {
    structured: { status: 'refused', change_id: id, title, items: [], next },
    text: `refused: ${untrusted(title)}\n${next}`,
  };
}

function nextStep({ reversible }: Plan | ChangeRecord, { id, items, status }: CommitResult): string {
  const surprises = items.filter(({ unexpected = [] }) => unexpected.length > 0).length;
  const parts = [
    status === 'committed' && 'Done and read back.',
    status === 'partly' && 'Not all of it was done: see each item, and plan again for those alone.',
    (status === 'failed' || status === 'not-applied') &&
      'It was not done; nothing was changed. Correct what the item says and plan again.',
    status === 'refused' &&
      'Nothing was sent: what is there is not what was planned for. Show the user what differs and plan again.',
    status === 'not-sent' && 'Nothing was sent, nothing was changed.',
    status === 'unknown' && 'It is not known what became of it: read the records again before anything else.',
    surprises > 0 && `${surprises} of the items changed in places that were not wanted: show them to the user.`,
    (status === 'committed' || status === 'partly') &&
      reversible.answer !== 'no' &&
      `undo_change with change_id ${id} turns it back.`,
  ];
  return parts.filter((part) => typeof part === 'string').join(' ');
}

type Parts = Pick<ChangeAnswer, 'title' | 'skipped' | 'lost' | 'notes' | 'undo'> & {
  items: Record<string, unknown>[];
};

function partsOf(change: Plan | ChangeRecord, names: NamesByOrganization, results?: readonly CommitItem[]): Parts {
  const { title, skipped, losses, notes, reversible } = change;
  return {
    title,
    items: shownItems(change.items, names, results),
    ...(skipped.length > 0 && {
      skipped: skipped.slice(0, mostSkipped).map((each) => ({ title: skippedTitle(each), why: each.why })),
    }),
    ...(losses.length > 0 && { lost: losses.slice(0, mostLosses).map(({ what }) => what) }),
    ...(notes.length > 0 && { notes: notes.slice(0, mostNotes) }),
    undo: reversible.text,
  };
}

type Item = Plan['items'][number] | ChangeRecord['items'][number];

function shownItems(
  items: readonly Item[],
  names: NamesByOrganization,
  results: readonly CommitItem[] | undefined,
): Record<string, unknown>[] {
  let characters = 0;
  return items.slice(0, mostItems).map((item, index) => {
    const known = item.organization === undefined ? undefined : names.get(item.organization);
    const result = results?.[index];
    const changes = (result ? (result.changed ?? []) : item.diff).map((change) => shownChange(change, known));
    characters += JSON.stringify(changes).length;
    const isShown = characters <= mostCharacters || changes.length === 0;
    return {
      title: item.title,
      ...(result && fate(result, known)),
      ...(isShown ? { changes } : { changes_left_out: changes.length }),
    };
  });
}

function fate(item: CommitItem, names: Names | undefined): Record<string, unknown> {
  const listed = (name: string, changes: readonly FieldChange[] = []) =>
    changes.length > 0 && { [name]: changes.slice(0, 20).map((change) => shownChange(change, names)) };
  return {
    status: item.status,
    ...(item.error && { message: item.error.message }),
    ...(item.newIds?.length && { new_ids: item.newIds }),
    ...(item.secrets && { answer: item.secrets }),
    ...listed('missing', item.missing),
    ...listed('also_changed', item.unexpected),
    ...listed('differs', item.drift),
  };
}

function shownChange(change: FieldChange, names: Names | undefined): Record<string, unknown> {
  const side = (value: unknown) => {
    const name = names && typeof value === 'string' ? nameIn(names, kindOf(change.path), value) : undefined;
    return name === undefined ? shortenTexts(value, 300) : `${name} (${String(value)})`;
  };
  return { field: fieldOf(change), before: side(change.before), after: side(change.after) };
}

function linesOf({ items, skipped = [], lost = [], notes = [], undo }: Parts): string[] {
  const shown = items.slice(0, 60);
  return [
    ...shown.map(({ title, status, ...rest }) => {
      const what = untrusted(JSON.stringify(rest), { max: 1500 });
      return `- ${typeof status === 'string' ? `${status}: ` : ''}${untrusted(String(title))} ${what}`;
    }),
    ...(items.length > shown.length ? [`… and ${items.length - shown.length} more`] : []),
    ...skipped
      .slice(0, 40)
      .map(({ title, why }) => `- left out: ${untrusted(String(title))}: ${untrusted(String(why))}`),
    ...(lost.length > 0 ? [`Would be lost or was: ${untrusted(lost.join('; '), { max: 2500 })}`] : []),
    ...notes.map((note) => `Note: ${untrusted(note)}`),
    ...(undo ? [`Undo: ${untrusted(undo)}`] : []),
  ];
}
