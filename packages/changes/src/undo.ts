import { isThere, itemStatuses } from './change-record.ts';
import { ChangeRefused } from './change-refused.ts';
import type { ChangeRequest } from './change-request.ts';
import { differences, type FieldChange, fitsPattern } from './difference.ts';
import type { Attention, Engine } from './engine.ts';
import type { Chronicle } from './journal/journal.ts';
import type { Plan } from './plan.ts';
import { planItems } from './plan-items.ts';
import { readingWith, sharedReading } from './reading.ts';
import type { LeadingBack, Reading } from './recipe.ts';
import { type RecordedItem, recordedItem } from './recorded-item.ts';
import { canonicalJson } from './state.ts';
import { statusOf, turnedBack } from './tell-record.ts';
import { writePlan } from './write-plan.ts';

export interface UndoOptions extends Attention {
  /** The workflow action that leads back, where only such an action does; what undo throws names those that are possible. */
  action?: string | undefined;
  /** Who performs it; the one who performed the change where left out. */
  actionUserId?: string | undefined;
}

interface Back {
  index: number;
  requests: readonly ChangeRequest[];
  except: readonly string[];
}

/**
 * Plans the opposite of a change: the last item first. Items that were turned back before, or were never carried out, are
 * left out.
 *
 * @throws ChangeRefused when there is nothing to turn back, when it cannot be turned back, and when what it would turn
 * back is no longer as the change left it.
 */
export async function planUndo(engine: Engine, chronicle: Chronicle, options: UndoOptions): Promise<Plan> {
  const turned = turnedBack(await engine.journal.all());
  await refuseByStatus(engine, chronicle);
  const back = turned.get(chronicle.id);
  const indexes = itemStatuses(chronicle).flatMap((status, index) =>
    isThere(status) && !back?.has(index) ? [index] : [],
  );
  if (indexes.length === 0) {
    const by = [...(back?.values() ?? [])].at(-1);
    throw new ChangeRefused(
      'state',
      by === undefined
        ? `Nothing of change ${chronicle.id} was carried out, so there is nothing to turn back.`
        : `Change ${chronicle.id} was turned back before, by ${by}. To have it again, undo that one.`,
    );
  }
  const reading = readingWith(engine.jenji, { signal: options.signal });
  const share = sharedReading(reading);
  const items = new Map<number, RecordedItem>();
  for (const index of indexes) items.set(index, await recordedItem(engine.journal, chronicle, index));
  const steps: Back[] = [];
  const cannot: string[] = [];
  for (const index of indexes.toReversed()) {
    const item = items.get(index);
    if (item === undefined) continue;
    await refuseDrift(item, laterThan(items, index), share());
    const step = await turnBack(item, options, share());
    if ('cannot' in step) cannot.push(step.cannot);
    else steps.push({ index, ...step });
  }
  const requests = steps.flatMap((step) => step.requests);
  if (requests.length === 0) throw new ChangeRefused('state', cannot.join('\n') || 'There is nothing to turn back.');
  const owners = steps.flatMap(({ index, requests: own }) => own.map(() => index));
  const planned = await planItems(reading, requests, engine.policy, (done, total) => {
    options.progress?.({ done, total, doing: 'Reading what would be turned back' });
  });
  return writePlan(engine, {
    ...planned,
    undoing: {
      id: chronicle.id,
      title: chronicle.planned.line.title,
      turnsBack: planned.indexes.map((place) => owners[place] ?? 0),
      except: [...cannot, ...steps.flatMap(({ except }) => except)],
    },
  });
}

async function refuseByStatus(engine: Engine, chronicle: Chronicle): Promise<void> {
  const { id } = chronicle;
  const status = await statusOf(engine, chronicle, new Map());
  if (status === 'sending') throw new ChangeRefused('state', `Change ${id} is being carried out now.`);
  if (status === 'interrupted' || itemStatuses(chronicle).includes('unknown')) {
    throw new ChangeRefused('state', `What became of change ${id} is not known: resolve it first, then undo it.`);
  }
}

function laterThan(items: ReadonlyMap<number, RecordedItem>, index: number): RecordedItem[] {
  return [...items].flatMap(([other, item]) => (other > index ? [item] : []));
}

/** What a change left must still be there: what others have done since must not be turned back unseen. */
async function refuseDrift(item: RecordedItem, later: readonly RecordedItem[], reading: Reading): Promise<void> {
  const { recipe, parsed, mayChange, settlement } = item;
  const left = item.after ?? item.expected;
  const now = await recipe.read(reading, parsed);
  const places = settlement ? settlement.changed : differences(item.before, item.expected);
  const own = places.filter(({ path }) => !mayChange.some((pattern) => fitsPattern(path, pattern)));
  const since = differences(left, now).filter(
    (change) => own.some(({ path }) => overlaps(path, change.path)) && !later.some((other) => isOf(other, change)),
  );
  if (since.length === 0) return;
  const where = since.slice(0, 5).map(({ path }) => path.join(' › '));
  throw new ChangeRefused(
    'drift',
    `What this change left was changed again since (${where.join('; ')}${since.length > 5 ? ` and ${since.length - 5} more places` : ''}), so it is not turned back. Plan what you want to have there instead.`,
    since,
  );
}

/** Whether a later item of the same change made this difference: it is turned back first. */
function isOf({ settlement }: RecordedItem, { path, before, after }: FieldChange): boolean {
  return (settlement?.changed ?? []).some(
    (change) =>
      canonicalJson(change.path) === canonicalJson(path) &&
      canonicalJson(change.before) === canonicalJson(before) &&
      canonicalJson(change.after) === canonicalJson(after),
  );
}

function overlaps(one: readonly string[], other: readonly string[]): boolean {
  const length = Math.min(one.length, other.length);
  return one.slice(0, length).every((name, index) => name === other[index]);
}

async function turnBack(
  { recipe, parsed, before, expected, after }: RecordedItem,
  { action, actionUserId }: UndoOptions,
  reading: Reading,
): Promise<Omit<Back, 'index'> | { cannot: string }> {
  const reversal = recipe.reverse({ request: parsed, before, after: after ?? expected });
  if ('cannot' in reversal) return reversal;
  if (!('needs' in reversal)) return { requests: reversal.requests, except: reversal.except ?? [] };
  if (action === undefined) {
    const choices = await reversal.choices(reading);
    const possible = choices.length > 0 ? `Possible now: ${choices.join(', ')}.` : 'No action is possible now.';
    throw new ChangeRefused('state', `${reversal.text} ${possible}`);
  }
  const { requests, except = [] } = reversal.with({ action, actionUserId } satisfies LeadingBack);
  return { requests, except };
}
