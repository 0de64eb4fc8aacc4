import { bondOf } from './bond.ts';
import { newChangeId } from './change-id.ts';
import { ChangeRefused } from './change-refused.ts';
import { costOf } from './cost.ts';
import { type Engine, instant } from './engine.ts';
import type { PlannedItemLine, PlannedLine } from './journal/journal-line.ts';
import { packState } from './journal/packed-state.ts';
import { type Plan, type PlanItem, type Reversible, type Skipped, worstHazard } from './plan.ts';
import type { PlannedChange } from './plan-change.ts';
import { mostItems, type PlannedItem } from './plan-items.ts';
import type { Reversal } from './recipe.ts';
import { seal } from './seal.ts';

/** How long a token can be used, in milliseconds: a person has time to read, and what was read stays likely to be so. */
const tokenLifeMs = 15 * 60_000;

export interface Draft {
  items: readonly PlannedItem[];
  skipped: readonly Skipped[];
  /** The change that it turns back, with the item of it that each of `items` turns back, and what will not be as before. */
  undoing?: { id: string; title: string; turnsBack: readonly number[]; except: readonly string[] };
}

/** Writes a plan down and seals it. */
export async function writePlan(engine: Engine, draft: Draft): Promise<Plan> {
  const { items, skipped, undoing } = draft;
  const id = newChangeId();
  const at = engine.now();
  const changes = items.map(({ planned }) => planned);
  const destroys = changes.find(({ hazard }) => hazard === 'reset')?.prepared.destroys;
  const hazard = worstHazard(changes.map((change) => change.hazard));
  refuseUncounted(changes);
  const reversible = reversibleOf(changes.map(({ reversal }) => reversal));
  const title = undoing ? undoTitle(undoing.title) : titleOf(changes.map(({ prepared }) => prepared.title));
  const notes = unique([...(undoing?.except ?? []), ...changes.flatMap(notesOf)]);
  const losses = changes.flatMap(({ prepared }) => prepared.losses ?? []);
  const line: PlannedLine = {
    v: 1,
    type: 'planned',
    id,
    at: instant(at),
    expiresAt: at + tokenLifeMs,
    hazard,
    title,
    items: items.map((item, index) => lineOf(item, undoing?.turnsBack[index])),
    skipped: skipped.map(({ request, why }) => ({ request: requestOf(request), why })),
    reversible,
    notes,
    ...(destroys && { confirmation: destroys }),
    ...(undoing && { undoes: undoing.id }),
  };
  await engine.journal.append(line);
  await engine.onStep('planned');
  // Before a reset, what it destroys is read once more, at least by one request, and then checked again.
  const requests = items.reduce((sum, { reads }) => sum + 2 * reads + 1 + (destroys ? reads + 1 : 0), 0);
  return {
    id,
    hazard,
    title,
    items: changes.map(planItem),
    skipped,
    losses,
    notes,
    cost: costOf(requests, await engine.jenji.budget.status()),
    reversible,
    token: await tokenOfPlan(engine, id),
    expiresAt: instant(line.expiresAt),
    ...(destroys && { confirmation: destroys }),
    ...(undoing && { undoes: undoing.id }),
  };
}

/** Who approves a `reset` has to know how much it destroys, and what it destroys has to be kept. */
function refuseUncounted(changes: readonly PlannedChange[]): void {
  const open = changes.find(
    ({ hazard, prepared, recipe }) => hazard === 'reset' && !(prepared.destroys && recipe.snapshot),
  );
  if (open === undefined) return;
  throw new ChangeRefused(
    'losses',
    `What ${open.request.operation} destroys cannot be counted and kept. Nothing was sent.`,
  );
}

/** The token of a plan, sealed over what the journal says of it. @throws ChangeRefused when the journal knows no such plan. */
export async function tokenOfPlan(engine: Engine, id: string): Promise<string> {
  const chronicle = await engine.journal.find(id);
  if (chronicle === undefined) {
    throw new ChangeRefused('token', `There is no plan ${JSON.stringify(id)} of this account in the change journal.`);
  }
  const { line } = chronicle.planned;
  return seal(await engine.key(), id, line.expiresAt, bondOf(engine.journal.name, line));
}

/** What is so already is said, not refused: whoever asks for it again after a failure must not be told of another one. */
function notesOf({ prepared, diff, hazard }: PlannedChange): string[] {
  const isSo = diff.length === 0 && !prepared.unseen && (hazard === 'merge' || hazard === 'replace');
  return [
    ...(prepared.notes ?? []),
    ...(isSo ? ['As far as can be read, everything is so already: nothing changes.'] : []),
  ];
}

function planItem(change: PlannedChange): PlanItem {
  const { request, organization, prepared, diff, before } = change;
  const { title, losses = [], expected } = prepared;
  const notes = notesOf(change);
  return { title, operation: request.operation, organization, request, diff, losses, notes, before, expected };
}

function lineOf({ planned, reads, after }: PlannedItem, turnsBack: number | undefined): PlannedItemLine {
  const { request, hazard, organization, before, hash, prepared } = planned;
  const { title, expected, mayChange = [], losses = [] } = prepared;
  return {
    request: requestOf(request),
    title,
    hazard,
    ...(organization !== undefined && { organization }),
    hash,
    before: packState(before),
    expected: packState(expected),
    mayChange: mayChange.map((pattern) => (typeof pattern === 'string' ? pattern : [...pattern])),
    ...(prepared.unseen && { unseen: true }),
    losses: [...losses],
    notes: notesOf(planned),
    reads,
    ...(Object.keys(after).length > 0 && { after: { ...after } }),
    ...(turnsBack !== undefined && { turnsBack }),
  };
}

function requestOf({
  operation,
  path,
  query,
  body,
  clear,
  accept,
}: PlannedChange['request']): PlannedItemLine['request'] {
  return {
    operation,
    ...(path && { path: { ...path } }),
    ...(query && { query: { ...query } }),
    ...(body !== undefined && { body }),
    ...(clear && { clear: [...clear] }),
    ...(accept && { accept: [...accept] }),
  };
}

/** To turn back what turned something back is to do it again. */
function undoTitle(title: string): string {
  const [, before, what = title] = /^(Undo|Redo): (.*)$/s.exec(title) ?? [];
  return `${before === 'Undo' ? 'Redo' : 'Undo'}: ${what}`;
}

function titleOf(titles: readonly string[]): string {
  const [first = '', ...others] = titles;
  return others.length === 0 ? first : `${titles.length} changes: ${first}, and ${others.length} more`;
}

/** Whether all of it can be turned back, and what cannot. */
function reversibleOf(reversals: readonly Reversal[]): Reversible {
  const steps = reversals.reduce((sum, each) => sum + ('requests' in each ? each.requests.length : 1), 0);
  if (steps > mostItems) return { answer: 'no', text: tooManySteps(steps) };
  const cannot = unique(reversals.flatMap((each) => ('cannot' in each ? [each.cannot] : [])));
  const except = unique(
    reversals.flatMap((each) => ('needs' in each ? [each.text] : 'requests' in each ? (each.except ?? []) : [])),
  );
  if (reversals.every((each) => 'cannot' in each)) return { answer: 'no', text: cannot.join(' ') };
  if (cannot.length + except.length > 0) {
    const some = cannot.length > 0 ? ['Some of it cannot be turned back.'] : [];
    return { answer: 'with exceptions', text: [...some, ...cannot, ...except].join(' ') };
  }
  return { answer: 'yes', text: 'It can be turned back as long as nobody changes the same again.' };
}

/** Why a change is not turned back although each of its parts could be. */
export function tooManySteps(steps: number): string {
  return `To turn it back takes ${steps} changes, more than the ${mostItems} that one plan may hold. Change fewer records at a time where that matters.`;
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}
