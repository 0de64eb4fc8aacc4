import { statusOf } from './carry-out.ts';
import { type ItemStatus, itemStatuses } from './change-record.ts';
import { ChangeRefused } from './change-refused.ts';
import { differences } from './difference.ts';
import { type Engine, instant } from './engine.ts';
import type { Chronicle } from './journal/journal.ts';
import type { JournalLine } from './journal/journal-line.ts';
import { packState, unpackState } from './journal/packed-state.ts';
import { readingWith } from './reading.ts';
import { recordedItem } from './recorded-item.ts';
import { settle } from './settle.ts';
import { changeStatus, see } from './tell-record.ts';

/**
 * Finds out what became of what was sent and never told of: reads it again and compares. Writes the answer down; sends
 * nothing. A change about which everything is known stays as it is.
 *
 * @throws ChangeRefused while somebody carries it out, and what reading throws; the journal then stays as it is.
 */
export async function resolveChange(engine: Engine, known: Chronicle, signal: AbortSignal | undefined): Promise<void> {
  const seen = await see(engine, known);
  const { chronicle } = seen;
  const status = changeStatus(engine, seen, new Map());
  if (status === 'sending') {
    throw new ChangeRefused('state', `Change ${chronicle.id} is being carried out now: ask again when it has ended.`);
  }
  const lines: JournalLine[] = [];
  const head = () => ({ v: 1 as const, id: chronicle.id, at: instant(engine.now()) });
  for (const [item, itemStatus] of itemStatuses(chronicle).entries()) {
    if (isOpen(chronicle, item, itemStatus)) {
      lines.push({ ...head(), ...(await findOut(engine, chronicle, item, itemStatus === 'committed', signal)) });
    } else if (itemStatus === 'planned' && status === 'interrupted') {
      const error = { name: 'Interrupted', message: 'The process that carried it out ended before this was sent.' };
      lines.push({ ...head(), type: 'not-sent', item, error });
    }
  }
  if (lines.length === 0 && status !== 'interrupted') return;
  await engine.journal.append(...lines, { ...head(), type: 'ended' });
}

/** Sent, and not read back, though it could be. */
function isOpen({ planned, outcomes }: Chronicle, item: number, status: ItemStatus): boolean {
  const { unseen } = planned.line.items[item] ?? {};
  if (status === 'committed') return outcomes.get(item)?.line.after === undefined && !unseen;
  return status === 'sending' || (status === 'unknown' && !unseen);
}

async function findOut(
  engine: Engine,
  chronicle: Chronicle,
  item: number,
  known: boolean,
  signal: AbortSignal | undefined,
) {
  const { answeredId, ...recorded } = await recordedItem(engine.journal, chronicle, item);
  const { recipe, parsed, before, expected, mayChange, unseen } = recorded;
  if (unseen) {
    const message = 'Its answer was lost, and no operation shows what it did: look at it in Jenji itself.';
    return { type: 'unknown' as const, item, error: { name: 'Unseen', message }, resolved: true };
  }
  const after = packState(await recipe.read(readingWith(engine.jenji, { signal }), parsed));
  const settlement = settle(before, { expected, mayChange }, unpackState(after), answeredId);
  const told = answeredId === undefined ? {} : { answeredId };
  const nothingToDo = differences(before, expected).length === 0;
  return { type: statusOf(settlement, known || nothingToDo), item, after, ...told, resolved: true };
}
