import { parseChangeRequest, type WriteOperationId } from './change-request.ts';
import type { PathPattern } from './difference.ts';
import type { Chronicle, Journal } from './journal/journal.ts';
import type { PlannedLine } from './journal/journal-line.ts';
import { unpackState } from './journal/packed-state.ts';
import type { AnyRequest, Recipe } from './recipe.ts';
import { recipeOf } from './recipes/index.ts';
import { type Settlement, settle } from './settle.ts';
import type { State } from './state.ts';

/** One item of a change with all that the journal keeps of it. */
export interface RecordedItem {
  recipe: Recipe;
  parsed: AnyRequest;
  /** What was there when it was sent, or, when it was not sent, when it was planned. */
  before: State;
  expected: State;
  mayChange: readonly PathPattern[];
  /** No operation shows what it did. */
  unseen: boolean;
  /** What was read back; undefined where nothing was. */
  after: State | undefined;
  settlement: Settlement | undefined;
  /** The id of the new record, where Jenji's answer said it. */
  answeredId: string | undefined;
}

/**
 * @param planned The line of the plan with its states, for those who look at several items: it holds those of all.
 * @throws JenjiError when the journal no longer holds it.
 */
export async function recordedItem(
  journal: Journal,
  chronicle: Chronicle,
  index: number,
  planned?: PlannedLine,
): Promise<RecordedItem> {
  const { items } = planned ?? (await journal.full(chronicle.planned));
  const item = items[index];
  if (item === undefined) throw new TypeError(`Change ${chronicle.id} has no item ${index}`);
  const sending = chronicle.sending.get(index);
  const outcome = chronicle.outcomes.get(index);
  const { now } = sending ? await journal.full(sending) : {};
  const { after: packed, answeredId } = outcome ? await journal.full(outcome) : {};
  const { mayChange } = now ?? item;
  const before = unpackState(now?.before ?? item.before);
  const expected = unpackState(now?.expected ?? item.expected);
  const after = packed === undefined ? undefined : unpackState(packed);
  const recipe = recipeOf(item.request.operation as WriteOperationId);
  const parsed = parseChangeRequest(recipe, { ...item.request, operation: recipe.operation });
  const settlement = after && settle(before, { expected, mayChange }, after, answeredId);
  const unseen = item.unseen === true;
  return { recipe, parsed, before, expected, mayChange, unseen, after, settlement, answeredId };
}
