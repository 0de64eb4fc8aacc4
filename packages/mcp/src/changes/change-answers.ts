import type { ChangeRecord, CommitItem, CommitResult, FieldChange, Plan } from '@jenji-kit/changes';
import type { ToolAnswer } from '../registry/define-tool.ts';
import { fencedValue } from '../results/fenced-value.ts';
import { idText } from '../results/id-text.ts';
import { said } from '../results/said.ts';
import type { ChangeAnswer } from './change-output.ts';
import type { NamesByOrganization } from './named-in.ts';
import {
  changeLine,
  type ShownChange,
  type Surroundings,
  shownChanges,
  skippedTitle,
  withNames,
} from './shown-change.ts';

/** Characters that the changes of all items take, in each of the two channels. */
const mostCharacters = 9_000;
const [mostItems, mostSkipped, mostLosses, mostNotes] = [200, 100, 60, 20];
/** Places of one item beyond what was asked for. */
const mostOthers = 20;

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
      `Planned, nothing sent yet: ${headOf(about)}`,
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
  const about = isNothing(status)
    ? whyNot(partsOf(planned, names, result.items))
    : partsOf(planned, names, result.items);
  const next = [nextStep(planned, result), advice].filter(Boolean).join(' ');
  return {
    failed: status !== 'committed' && status !== 'partly',
    structured: { status, change_id: id, ...(snapshot !== undefined && { snapshot }), ...about, next },
    text: [`${status}: ${headOf(about)} (change_id ${id})`, ...linesOf(about), next].join('\n'),
  };
}

/** The answer after a person said no. */
export function declinedAnswer(
  { id, title }: Pick<ChangeRecord, 'id' | 'title'>,
  reason: string,
): ToolAnswer<ChangeAnswer> {
  const next = `${reason} Nothing was changed. Do not try the same again: ask the user what to do instead.`;
  return {
    structured: { status: 'refused', change_id: id, title: said(title), items: [], next },
    text: `refused: ${said(title)}\n${next}`,
  };
}

/** Whether nothing of it is there. */
function isNothing(status: ChangeRecord['status']): boolean {
  return status === 'failed' || status === 'not-applied' || status === 'refused' || status === 'not-sent';
}

/** What is told of a change that was not made: nothing is lost by it, and there is nothing to turn back. */
function whyNot({ title, items, skipped }: Parts): Parts {
  return { title, items, ...(skipped && { skipped }) };
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
    (status === 'committed' || status === 'partly') && reversible.answer !== 'no' && wayBack(id, items),
  ];
  return parts.filter((part) => typeof part === 'string').join(' ');
}

/** How a change is turned back; after a workflow action, with the actions that are possible now. */
function wayBack(id: string, items: readonly CommitItem[]): string {
  const undo = `undo_change with change_id ${id}`;
  if (!items.some(({ operation }) => operation.endsWith('.actions.execute'))) return `${undo} turns it back.`;
  const possible = items.flatMap(({ after }) => (Array.isArray(after?.actions) ? after.actions.map(String) : []));
  const codes = [...new Set(possible)].slice(0, 10).map(idText);
  if (codes.length === 0) return `${undo} and the action that leads back turns it back, once there is one.`;
  return `${undo} and action, the one of ${codes.join(', ')} that leads back, turns it back.`;
}

type Parts = Pick<ChangeAnswer, 'title' | 'items_left_out' | 'skipped' | 'lost' | 'notes' | 'undo'> & {
  items: ShownItem[];
};

/** All but codes and ids is fenced, or our own words around fences. */
type ShownItem = {
  title: string;
  status?: string;
  changes?: ShownChange[];
  changes_left_out?: number;
  by_jenji?: string;
  message?: string;
  new_ids?: string[];
  answer?: unknown;
  missing?: ShownChange[];
  also_changed?: ShownChange[];
  differs?: ShownChange[];
};

/** A change of the journal as data and as lines of text, both for a model. */
export function recordAnswer(record: ChangeRecord, names: NamesByOrganization): { parts: Parts; text: string } {
  const all = partsOf(record, names, record.items);
  const parts = record.startedAt !== undefined && isNothing(record.status) ? whyNot(all) : all;
  return { parts, text: [`${record.status}: ${parts.title} (change_id ${record.id})`, ...linesOf(parts)].join('\n') };
}

function partsOf(change: Plan | ChangeRecord, names: NamesByOrganization, results?: readonly Result[]): Parts {
  const { title, skipped, losses, notes, reversible } = change;
  const inWords = (text: string) => said(withNames(text, [...names.values()]));
  return {
    title: inWords(title),
    items: shownItems(change.items, names, results),
    ...(change.items.length > mostItems && { items_left_out: change.items.length - mostItems }),
    ...(skipped.length > 0 && {
      skipped: [
        ...skipped.slice(0, mostSkipped).map((each) => ({ title: said(skippedTitle(each)), why: inWords(each.why) })),
        ...beyond(skipped, mostSkipped).map((title) => ({ title, why: 'not shown here' })),
      ],
    }),
    ...(losses.length > 0 && {
      lost: [...losses.slice(0, mostLosses).map(({ what }) => inWords(what)), ...beyond(losses, mostLosses)],
    }),
    ...(notes.length > 0 && {
      notes: [...notes.slice(0, mostNotes).map(inWords), ...beyond(notes, mostNotes)],
    }),
    undo: inWords(reversible.text),
  };
}

/** Whoever approves what is shown has to know that it is not all. */
function beyond(all: readonly unknown[], most: number): string[] {
  return all.length > most ? [`… and ${all.length - most} more`] : [];
}

type Item = Plan['items'][number] | ChangeRecord['items'][number];

function shownItems(
  items: readonly Item[],
  names: NamesByOrganization,
  results: readonly Result[] | undefined,
): ShownItem[] {
  let characters = 0;
  return items.slice(0, mostItems).map((item, index) => {
    const result = results?.[index];
    const around = {
      names: item.organization === undefined ? undefined : names.get(item.organization),
      states: [result?.after, ...('expected' in item ? [item.expected, item.before] : [])],
    };
    const { changes, byJenji } = shownChanges(placesOf(item, result), around);
    const shown = changes.map(fencedChange);
    characters += JSON.stringify(shown).length;
    const isShown = characters <= mostCharacters || shown.length === 0;
    return {
      title: said(withNames(item.title, [...names.values()])),
      ...(result && fate(result, around)),
      ...(isShown ? { changes: shown } : { changes_left_out: shown.length }),
      ...(byJenji !== undefined && isShown && { by_jenji: said(byJenji) }),
    };
  });
}

/** What became of an item, as it is told at once or by the journal later. */
type Result = Omit<CommitItem, 'status'> & { status: string };

/** The title; of several changes only their number, as each says what it is. */
function headOf({ title, items, items_left_out: leftOut = 0 }: Parts): string {
  return items.length > 1 ? `${/^(Undo|Redo): /.exec(title)?.[0] ?? ''}${items.length + leftOut} changes` : title;
}

/** What was found to have changed; of what nobody has carried out or read back, what was planned. */
function placesOf({ diff }: Item, result: Result | undefined): readonly FieldChange[] {
  if (result === undefined || result.status === 'planned') return diff;
  return result.changed ?? [];
}

function fate(item: Result, around: Surroundings): Partial<ShownItem> & { status: string } {
  const listed = (name: 'missing' | 'also_changed' | 'differs', changes: readonly FieldChange[] = []) => {
    const all = changes.slice(0, mostOthers);
    return all.length > 0 && { [name]: fencedChanges(all, around) };
  };
  return {
    status: item.status,
    ...(item.error && { message: said(item.error.message) }),
    ...(item.newIds?.length && { new_ids: item.newIds.map(idText) }),
    ...(item.secrets && { answer: fencedValue(item.secrets) }),
    ...listed('missing', item.missing),
    ...listed('also_changed', item.unexpected),
    ...listed('differs', item.drift),
  };
}

/** Changes in words, for a model. */
export function fencedChanges(changes: readonly FieldChange[], around: Surroundings): ShownChange[] {
  const { changes: shown, byJenji } = shownChanges(changes, around);
  return [...shown, ...(byJenji === undefined ? [] : [{ field: byJenji }])].map(fencedChange);
}

function fencedChange({ field, before, after }: ShownChange): ShownChange {
  const side = (value: ShownChange['before']) => (typeof value === 'string' ? said(value, { max: 1500 }) : value);
  return {
    field: said(field),
    ...(before !== undefined && { before: side(before) as NonNullable<typeof before> }),
    ...(after !== undefined && { after: side(after) as NonNullable<typeof after> }),
  };
}

function linesOf({
  items,
  items_left_out: leftOut = 0,
  skipped = [],
  lost = [],
  notes = [],
  undo,
  title,
}: Parts): string[] {
  const shown = items.slice(0, 60);
  const isAlone = shown.length === 1 && shown[0]?.title === title;
  return [
    ...shown.flatMap((item) => (isAlone ? aloneLines(item) : [itemLine(item)])),
    ...(items.length > shown.length ? [`… and ${items.length + leftOut - shown.length} more`] : []),
    ...skipped
      .slice(0, 40)
      .map(({ title: left, why }) => `- left out: ${isNamedIn(left, why) ? '' : `${left}: `}${why}`),
    ...(lost.length > 0 ? [`Lost by it: ${lost.slice(0, 30).join('; ')}${lost.length > 30 ? ' …' : ''}`] : []),
    ...notes.map((note) => `Note: ${note}`),
    ...(undo ? [`Undo: ${undo}`] : []),
  ];
}

/** Whether a reason names the record that was left out. */
function isNamedIn(left: string, why: string): boolean {
  return left.split(' ').some((word) => word.length > 20 && why.includes(word));
}

/** The parts of an item, each in words. */
function factsOf(item: ShownItem): string[] {
  const { changes = [], changes_left_out: leftOut, by_jenji: byJenji, message, new_ids: newIds, answer } = item;
  const others = ([name, list = []]: [string, ShownChange[] | undefined]) =>
    list.map((change) => `${name}: ${changeLine(change)}`);
  return [
    ...(message === undefined ? [] : [message]),
    ...changes.map(changeLine),
    ...(leftOut === undefined ? [] : [`${leftOut} changes, not shown here`]),
    ...(newIds === undefined ? [] : [`new id ${newIds.join(', ')}`]),
    ...(answer === undefined ? [] : [`answer ${JSON.stringify(answer)}`]),
    ...others(['wanted and not there', item.missing]),
    ...others(['changed and not wanted', item.also_changed]),
    ...others(['differs from what was planned for', item.differs]),
    ...(byJenji === undefined ? [] : [`by Jenji itself: ${byJenji}`]),
  ];
}

function aloneLines(item: ShownItem): string[] {
  return factsOf(item).map((fact) => `- ${fact}`);
}

function itemLine(item: ShownItem): string {
  const facts = factsOf(item).join('; ');
  return `- ${item.status === undefined ? '' : `${item.status}: `}${item.title}${facts && `: ${facts}`}`;
}
