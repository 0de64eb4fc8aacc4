import { itemStatuses } from './change-record.ts';
import { ChangeRefused } from './change-refused.ts';
import { type Engine, instant } from './engine.ts';
import type { Chronicle } from './journal/journal.ts';
import type { JournalLine } from './journal/journal-line.ts';
import { packState } from './journal/packed-state.ts';
import { readingWith } from './reading.ts';
import { recordedItem } from './recorded-item.ts';
import { settle } from './settle.ts';
import { statusOf } from './tell-record.ts';

/**
 * Finds out what became of what was sent and never told of: reads it again and compares. Writes the answer down; sends
 * nothing. A change about which everything is known stays as it is.
 *
 * @throws ChangeRefused while somebody carries it out, and what reading throws; the journal then stays as it is.
 */
export async function resolveChange(
  engine: Engine,
  chronicle: Chronicle,
  signal: AbortSignal | undefined,
): Promise<void> {
  const status = await statusOf(engine, chronicle, new Map());
  if (status === 'sending') {
    throw new ChangeRefused('state', `Change ${chronicle.id} is being carried out now: ask again when it has ended.`);
  }
  const lines: JournalLine[] = [];
  const head = () => ({ v: 1 as const, id: chronicle.id, at: instant(engine.now()) });
  for (const [item, itemStatus] of itemStatuses(chronicle).entries()) {
    if (itemStatus === 'sending' || itemStatus === 'unknown')
      lines.push({ ...head(), ...(await findOut(engine, chronicle, item, signal)) });
    else if (itemStatus === 'planned' && status === 'interrupted') {
      const error = { name: 'Interrupted', message: 'The process that carried it out ended before this was sent.' };
      lines.push({ ...head(), type: 'not-sent', item, error });
    }
  }
  if (lines.length === 0) return;
  await engine.journal.append(...lines, { ...head(), type: 'ended' });
}

async function findOut(engine: Engine, chronicle: Chronicle, item: number, signal: AbortSignal | undefined) {
  const { recipe, parsed, before, expected, mayChange } = await recordedItem(engine.journal, chronicle, item);
  const after = await recipe.read(readingWith(engine.jenji, { signal }), parsed);
  const { result } = settle(before, { expected, mayChange }, after);
  const type = result === 'applied' ? ('committed' as const) : result;
  return { type, item, after: packState(after), resolved: true };
}
