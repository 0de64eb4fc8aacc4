import type { ChangeRecord } from '@jenji-kit/changes';
import { shortenTexts } from '../results/shorten-texts.ts';
import { plainChange } from './shown-change.ts';

/** How much of one change is shown. */
const [mostItems, mostPlaces, mostOthers] = [60, 40, 20];

/** A line of the journal. */
export function changeInShort(record: ChangeRecord): Record<string, unknown> {
  const { id, status, title, hazard, plannedAt, endedAt, approvedBy, items, reversible, undoes, undoneBy } = record;
  return {
    change_id: id,
    state: status,
    title: shortenTexts(title, 200),
    hazard,
    planned_at: plannedAt,
    ended_at: endedAt,
    approved_by: approvedBy,
    items: items.length,
    undo: reversible.answer,
    undoes_id: undoes,
    undone_by: undoneBy,
  };
}

/** A change with every place that it changed, what was lost, and how it can be turned back. */
export function changeInFull(record: ChangeRecord): Record<string, unknown> {
  const { items, skipped, losses, notes, reversible, snapshot, reason } = record;
  return {
    ...changeInShort(record),
    undo: reversible.text,
    lost: losses.map(({ what }) => what).slice(0, mostItems),
    notes,
    snapshot,
    reason,
    skipped: skipped.map(({ why }) => why).slice(0, mostItems),
    items: items.slice(0, mostItems).map(({ title, status, changed, diff, unexpected, missing, error, newIds }) => ({
      title,
      state: status,
      changes: (changed ?? diff).slice(0, mostPlaces).map(plainChange),
      ...(unexpected?.length && { also_changed: unexpected.slice(0, mostOthers).map(plainChange) }),
      ...(missing?.length && { missing: missing.slice(0, mostOthers).map(plainChange) }),
      ...(newIds?.length && { new_ids: newIds }),
      ...(error && { message: error.message }),
    })),
  };
}
