import {
  type ChangeRecord,
  type ChangeRecordItem,
  type ChangeStatus,
  isThere,
  itemStatus,
  itemStatuses,
  overallStatus,
} from './change-record.ts';
import type { WriteOperationId } from './change-request.ts';
import { differences } from './difference.ts';
import { type Engine, instant } from './engine.ts';
import type { Chronicle } from './journal/journal.ts';
import type { PlannedLine } from './journal/journal-line.ts';
import { recordedItem } from './recorded-item.ts';

/** Which items of each change were turned back, and by which change. */
export type TurnedBack = ReadonlyMap<string, ReadonlyMap<number, string>>;

/**
 * Read from the lines of the undoing changes, so that it is true whenever their process ended. An item counts as turned
 * back when all of what turns it back is there.
 */
export function turnedBack(all: readonly Chronicle[]): TurnedBack {
  const found = new Map<string, Map<number, string>>();
  for (const chronicle of all) {
    const { undoes, items } = chronicle.planned.line;
    if (undoes === undefined) continue;
    const statuses = itemStatuses(chronicle);
    const places = new Set(items.flatMap(({ turnsBack }) => (turnsBack === undefined ? [] : [turnsBack])));
    for (const place of places) {
      if (!items.every(({ turnsBack }, index) => turnsBack !== place || isThere(statuses[index] ?? 'planned')))
        continue;
      const known = found.get(undoes) ?? new Map<number, string>();
      found.set(undoes, known.set(place, chronicle.id));
    }
  }
  return found;
}

/** What the journal says of a change, and whether somebody is at it, as of one moment. */
export interface Seen {
  chronicle: Chronicle;
  claim: Awaited<ReturnType<Engine['claims']['look']>>;
}

/**
 * Looks at the claim of a change, and at the journal once more where nobody holds it: whoever carried it out may have
 * ended since it was read, and lets go of the claim after having written so.
 */
export async function see(engine: Engine, known: Chronicle): Promise<Seen> {
  for (let chronicle = known; ; ) {
    const claim = await engine.claims.look(chronicle.id);
    if (!chronicle.started || chronicle.ended || claim === 'at work') return { chronicle, claim };
    const now = (await engine.journal.find(chronicle.id)) ?? chronicle;
    if (now.started?.at === chronicle.started.at && !now.ended) return { chronicle: now, claim };
    chronicle = now;
  }
}

/** What became of a change, as far as the journal and the claims tell. */
export function changeStatus(engine: Engine, { chronicle, claim }: Seen, turned: TurnedBack): ChangeStatus {
  if (chronicle.declined) return 'refused';
  const statuses = itemStatuses(chronicle);
  const isOpen = statuses.some((status) => status === 'sending') || chronicle.ended === undefined;
  if (isOpen) {
    if (chronicle.started || claim !== 'free') return claim === 'at work' ? 'sending' : 'interrupted';
    return engine.now() < chronicle.planned.line.expiresAt ? 'pending' : 'expired';
  }
  const there = statuses.flatMap((status, index) => (isThere(status) ? [index] : []));
  const back = turned.get(chronicle.id);
  if (there.length > 0 && there.every((index) => back?.has(index))) return 'undone';
  return overallStatus(statuses);
}

/** All that is known of a change. */
export async function tellRecord(engine: Engine, known: Chronicle, turned: TurnedBack): Promise<ChangeRecord> {
  const seen = await see(engine, known);
  const { chronicle } = seen;
  const { line } = chronicle.planned;
  const planned = await engine.journal.full(chronicle.planned);
  const undoneBy = [...(turned.get(chronicle.id)?.values() ?? [])].at(-1);
  const snapshot = [...chronicle.sending.values()].find((each) => each.line.snapshot)?.line.snapshot;
  return {
    id: chronicle.id,
    status: changeStatus(engine, seen, turned),
    hazard: line.hazard,
    title: line.title,
    plannedAt: line.at,
    expiresAt: instant(line.expiresAt),
    ...(chronicle.started && { startedAt: chronicle.started.at, approvedBy: chronicle.started.approvedBy }),
    ...(chronicle.ended && { endedAt: chronicle.ended.at }),
    items: await Promise.all(line.items.map((_, index) => tellItem(engine, chronicle, index, planned))),
    skipped: line.skipped.map(({ request, why }) => ({ request: requestOf(request), why })),
    losses: line.items.flatMap(({ losses }) => losses),
    notes: line.notes,
    reversible: line.reversible,
    ...(line.confirmation && { confirmation: line.confirmation }),
    ...(line.undoes !== undefined && { undoes: line.undoes }),
    ...(undoneBy !== undefined && { undoneBy }),
    ...(snapshot !== undefined && { snapshot }),
    ...(chronicle.declined?.reason !== undefined && { reason: chronicle.declined.reason }),
  };
}

async function tellItem(
  engine: Engine,
  chronicle: Chronicle,
  index: number,
  planned: PlannedLine,
): Promise<ChangeRecordItem> {
  const item = chronicle.planned.line.items[index];
  if (item === undefined) throw new TypeError(`Change ${chronicle.id} has no item ${index}`);
  const { before, expected, settlement } = await recordedItem(engine.journal, chronicle, index, planned);
  const outcome = chronicle.outcomes.get(index)?.line;
  const unsent = chronicle.unsent.get(index)?.line;
  const error = (outcome ?? unsent)?.error;
  return {
    title: item.title,
    operation: item.request.operation as WriteOperationId,
    organization: item.organization,
    request: requestOf(item.request),
    status: itemStatus(chronicle, index),
    diff: differences(before, expected),
    ...(settlement && {
      changed: settlement.changed,
      missing: settlement.missing,
      unexpected: settlement.unexpected,
      newIds: settlement.newIds,
    }),
    ...(settlement === undefined && outcome?.answeredId !== undefined && { newIds: [outcome.answeredId] }),
    ...(error && { error }),
    ...(!outcome && unsent?.drift && { drift: unsent.drift }),
  };
}

function requestOf(request: { operation: string }): ChangeRecordItem['request'] {
  return { ...request, operation: request.operation as WriteOperationId };
}
