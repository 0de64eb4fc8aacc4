import type { Confirmation, Plan } from '@jenji-kit/changes';
import type { NamesByOrganization } from '../changes/named-in.ts';
import { changeLine, type ShownChange, shownChanges, skippedTitle, withNames } from '../changes/shown-change.ts';
import { clean } from '../results/untrusted.ts';
import type { Question, QuestionField } from './question.ts';

/** How much a form names of each; one that nobody reads to the end protects nobody. */
const [mostItems, mostChanges, mostOthers] = [12, 30, 20];

type Shown = Pick<Plan, 'title' | 'skipped' | 'losses' | 'notes' | 'reversible'> & {
  items: readonly (Pick<Plan['items'][number], 'title' | 'organization' | 'diff'> &
    Partial<Pick<Plan['items'][number], 'before' | 'expected'>>)[];
  cost?: Plan['cost'] | undefined;
  confirmation?: Confirmation | undefined;
};

/** The form on which a person approves or refuses: what changes, what would be lost, what it costs. */
export function planQuestion(plan: Shown, names: NamesByOrganization, token: string): Question {
  return { message: planText(plan, names), fields: fieldsFor(plan.confirmation), state: token };
}

/** Whether the person said yes in so many words. Whatever is not understood is a no. */
export function isApproved(
  confirmation: Confirmation | undefined,
  content: Readonly<Record<string, unknown>>,
): boolean {
  if (confirmation === undefined) return content.approve === true;
  return content.name === confirmation.name && content.count === confirmation.count;
}

function fieldsFor(confirmation: Confirmation | undefined): Record<string, QuestionField> {
  if (confirmation === undefined) {
    return { approve: { type: 'boolean', title: 'Carry it out', description: 'Unticked, nothing is changed.' } };
  }
  const what = oneLine(confirmation.what, 60);
  const name = oneLine(JSON.stringify(confirmation.name), 200);
  return {
    name: { type: 'string', title: 'Name', description: `To confirm, type the name: ${name}, without the quotes.` },
    count: {
      type: 'integer',
      title: 'How many',
      description: `To confirm, type how many ${what} are destroyed for good.`,
    },
  };
}

/** The plan as lines of plain text, in which nothing that people typed can make a line of its own. */
function planText(
  { title, items, skipped, losses, notes, reversible, cost, confirmation }: Shown,
  names: NamesByOrganization,
) {
  const named = (text: string) => withNames(text, [...names.values()]);
  return [
    `${oneLine(named(title))}${items.length > 1 ? ` (${items.length} changes)` : ''}`,
    ...items.slice(0, mostItems).flatMap((item) => {
      const known = item.organization === undefined ? undefined : names.get(item.organization);
      const { changes } = shownChanges(item.diff, { names: known, states: [item.expected, item.before] });
      return [
        ...(items.length > 1 ? [`• ${oneLine(named(item.title))}`] : []),
        ...changes.slice(0, mostChanges).map((change) => `   ${oneLine(changeLine(inShort(change)), 500)}`),
        ...more(changes.length - mostChanges, '   '),
      ];
    }),
    ...more(items.length - mostItems, ''),
    ...list(
      'Would be lost',
      losses.map(({ what }) => named(what)),
    ),
    ...list(
      'Left out',
      skipped.map((each) => `${skippedTitle(each)}: ${named(each.why)}`),
    ),
    ...list('Note', notes.map(named)),
    ...(confirmation ? [`This destroys ${confirmation.count} ${oneLine(confirmation.what, 60)} for good.`] : []),
    `Undo: ${oneLine(reversible.text, 400)}`,
    ...(cost ? [`Cost: ${cost.requests} requests to Jenji, about ${cost.seconds} s.`] : []),
  ].join('\n');
}

function list(heading: string, texts: readonly string[]): string[] {
  if (texts.length === 0) return [];
  return [
    `${heading}:`,
    ...texts.slice(0, mostOthers).map((text) => `   - ${oneLine(text, 400)}`),
    ...more(texts.length - mostOthers, '   '),
  ];
}

function more(count: number, indent: string): string[] {
  return count > 0 ? [`${indent}… and ${count} more`] : [];
}

/** Each part cut by itself, so that a long value leaves room for the other. */
function inShort({ field, before, after }: ShownChange): ShownChange {
  const side = (value: ShownChange['before']) => (typeof value === 'string' ? oneLine(value) : value);
  return {
    field: oneLine(field, 120),
    ...(before !== undefined && { before: side(before) ?? '' }),
    ...(after !== undefined && { after: side(after) ?? '' }),
  };
}

/** One line, without anything invisible or that turns the direction of reading. */
function oneLine(text: string, most = 200): string {
  const characters = [...clean(text).replace(/\s+/gu, ' ').trim()];
  return characters.length <= most ? characters.join('') : `${characters.slice(0, most - 1).join('')}…`;
}
