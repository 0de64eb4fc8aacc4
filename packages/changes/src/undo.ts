import { NotFoundError } from '@jenji-kit/client';
import { isThere, itemStatuses } from './change-record.ts';
import { ChangeRefused } from './change-refused.ts';
import type { ChangeRequest } from './change-request.ts';
import { differences, type FieldChange, fitsPattern, overlaps } from './difference.ts';
import type { Attention, Engine } from './engine.ts';
import { shownCode } from './forms/naming.ts';
import type { Chronicle } from './journal/journal.ts';
import { redacted, removed } from './journal/redacted.ts';
import type { Plan } from './plan.ts';
import { mostItems, planItems } from './plan-items.ts';
import { refuseOrganization } from './policy.ts';
import { readingWith, sharedReading } from './reading.ts';
import type { Reading } from './recipe.ts';
import { type RecordedItem, recordedItem } from './recorded-item.ts';
import { settle, withoutStrangers } from './settle.ts';
import { canonicalJson, type State } from './state.ts';
import { changeStatus, type Seen, see, turnedBack } from './tell-record.ts';
import { tooManySteps, writePlan } from './write-plan.ts';

export interface UndoOptions extends Attention {
  /** The workflow action that leads back, where only such an action does: the refusal without it names the choices. */
  action?: string | undefined;
  /** Who performs it; the one who performed the change where left out. */
  actionUserId?: string | undefined;
}

/** How one item is turned back. */
interface Back {
  index: number;
  requests: readonly ChangeRequest[];
  /** What will not be as before. */
  except: readonly string[];
}

/**
 * Plans the opposite of a change, its last item first. What was turned back before, or never carried out, is left out.
 *
 * @throws ChangeRefused when there is nothing to turn back, when it cannot be turned back, and when what the change left
 * was changed again since.
 */
export async function planUndo(engine: Engine, known: Chronicle, options: UndoOptions): Promise<Plan> {
  const seen = await see(engine, known);
  const { chronicle } = seen;
  // The journal may be older than the operator's bounds, and what differs now is shown where it is not turned back.
  for (const { organization } of chronicle.planned.line.items) refuseOrganization(engine.policy, organization);
  const indexes = await openItems(engine, seen);
  const reading = readingWith(engine.jenji, { signal: options.signal });
  const share = sharedReading(reading);
  const items = new Map<number, RecordedItem & { after: State }>();
  const planned = await engine.journal.full(chronicle.planned);
  for (const index of indexes) {
    items.set(index, await asLeft(await recordedItem(engine.journal, chronicle, index, planned), share()));
  }
  const steps: Back[] = [];
  const cannot: string[] = [];
  for (const [index, item] of [...items].toReversed()) {
    const later = [...items].flatMap(([other, each]) => (other > index ? [each] : []));
    await refuseDrift(item, later, share());
    const step = await turnBack(item, options, share());
    if ('cannot' in step) cannot.push(step.cannot);
    else steps.push({ index, ...step });
  }
  const requests = steps.flatMap((step) => step.requests);
  if (requests.length === 0) throw new ChangeRefused('state', cannot.join('\n') || 'There is nothing to turn back.');
  if (requests.length > mostItems) throw new ChangeRefused('state', tooManySteps(requests.length));
  if (JSON.stringify(requests).includes(removed)) {
    throw new ChangeRefused(
      'state',
      'What was there held a signed link, which nothing keeps: it cannot be written again.',
    );
  }
  const owners = steps.flatMap(({ index, requests: own }) => own.map(() => index));
  const back = await planItems(reading, requests, engine.policy, (done, total) => {
    options.progress?.({ done, total, doing: 'Reading what would be turned back' });
  });
  refuseHalves(owners, back.indexes);
  return writePlan(engine, {
    ...back,
    undoing: {
      id: chronicle.id,
      title: chronicle.planned.line.title,
      turnsBack: back.indexes.flatMap((place) => owners[place] ?? []),
      except: [...cannot, ...steps.flatMap(({ except }) => except)],
    },
  });
}

/** The items that are there and were not turned back. @throws ChangeRefused when there are none, or nobody knows. */
async function openItems(engine: Engine, seen: Seen): Promise<number[]> {
  const { chronicle } = seen;
  const { id } = chronicle;
  const status = changeStatus(engine, seen, new Map());
  if (status === 'sending') throw new ChangeRefused('state', `Change ${id} is being carried out now.`);
  if (status === 'interrupted' || itemStatuses(chronicle).includes('unknown')) {
    throw new ChangeRefused('unresolved', `What became of change ${id} is not known yet, so it cannot be turned back.`);
  }
  const back = turnedBack(await engine.journal.all()).get(id);
  const open = itemStatuses(chronicle).flatMap((each, index) => (isThere(each) && !back?.has(index) ? [index] : []));
  if (open.length > 0) return open;
  const by = [...(back?.values() ?? [])].at(-1);
  throw new ChangeRefused(
    'state',
    by === undefined
      ? `Nothing of change ${id} was carried out, so there is nothing to turn back.`
      : `Change ${id} was turned back before, by ${by}. To have it again, undo that one.`,
  );
}

/** What a change left; where it could not be read back then, what is there now. */
async function asLeft(item: RecordedItem, reading: Reading): Promise<RecordedItem & { after: State }> {
  if (item.after || item.unseen) return { ...item, after: item.after ?? item.expected };
  const after = await stillThere(item, reading);
  return { ...item, after, settlement: settle(item.before, item, after, item.answeredId) };
}

/** What a change left must still be there: what others have done since must not be turned back unseen. */
async function refuseDrift(
  item: RecordedItem & { after: State },
  later: readonly RecordedItem[],
  reading: Reading,
): Promise<void> {
  const { after, mayChange, settlement, unseen } = item;
  if (unseen) return;
  const now = await stillThere(item, reading);
  const own = (settlement?.changed ?? []).filter(
    ({ path }) => !mayChange.some((pattern) => fitsPattern(path, pattern)),
  );
  const since = differences(after, redacted(now)).filter(
    (change) => own.some(({ path }) => overlaps(path, change.path)) && !isDoneBy(later, change),
  );
  if (since.length === 0) return;
  const where = since.slice(0, 5).map(({ path }) => path.map(shownCode).join(' › '));
  const more = since.length > 5 ? ` and ${since.length - 5} more places` : '';
  throw new ChangeRefused(
    'drift',
    `What this change left was changed again since (${where.join('; ')}${more}), so it is not turned back. Plan what you want to have there instead.`,
    since,
  );
}

async function stillThere({ recipe, parsed }: RecordedItem, reading: Reading): Promise<State> {
  try {
    return await recipe.read(reading, parsed);
  } catch (error) {
    if (!(error instanceof NotFoundError)) throw error;
    throw new ChangeRefused(
      'drift',
      `What this change left is no longer there, so it is not turned back. ${error.message}`,
    );
  }
}

/** Whether later items of the same change made this difference, one after the other: they are turned back first. */
function isDoneBy(later: readonly RecordedItem[], { path, before, after }: FieldChange): boolean {
  const place = canonicalJson(path);
  const steps = later
    .flatMap(({ settlement }) => settlement?.changed ?? [])
    .filter((each) => canonicalJson(each.path) === place);
  const reached = steps.reduce(
    (value, step) => (canonicalJson(step.before) === canonicalJson(value) ? step.after : value),
    before,
  );
  return steps.length > 0 && canonicalJson(reached) === canonicalJson(after);
}

async function turnBack(
  { recipe, parsed, before, expected, after: left, settlement, unseen }: RecordedItem & { after: State },
  { action, actionUserId }: UndoOptions,
  reading: Reading,
): Promise<Omit<Back, 'index'> | { cannot: string }> {
  const { newIds = [], twins = [] } = settlement ?? {};
  if (twins.length > 0) {
    const those = [...newIds, ...twins].map((id) => JSON.stringify(id)).join(', ');
    return {
      cannot: `Several alike came at the same moment (${those}), and nobody can tell which one this change made.`,
    };
  }
  const { state: after, strangers } = unseen
    ? { state: left, strangers: [] }
    : withoutStrangers(before, expected, left, newIds);
  const kept = strangers.map(
    (id) => `${JSON.stringify(id)} came at the same moment and is not of this change: it stays.`,
  );
  const reversal = recipe.reverse({ request: parsed, before, after });
  if ('cannot' in reversal) return reversal;
  if (!('needs' in reversal)) return { requests: reversal.requests, except: [...(reversal.except ?? []), ...kept] };
  if (action === undefined) {
    const choices = await reversal.choices(reading);
    const possible =
      choices.length > 0 ? `Possible now: ${choices.map(shownCode).join(', ')}.` : 'No action is possible now.';
    throw new ChangeRefused('state', `${reversal.text} ${possible}`, [], choices);
  }
  const { requests, except = [] } = reversal.with({ action, actionUserId });
  return { requests, except: [...except, ...kept] };
}

/** What takes several steps to turn back is turned back by all of them or not at all. */
function refuseHalves(owners: readonly number[], possible: readonly number[]): void {
  const left = owners.filter((_, place) => !possible.includes(place));
  const half = possible.some((place) => left.includes(owners[place] ?? -1));
  if (half) throw new ChangeRefused('state', 'Only some of the steps that turn this back are possible now.');
}
