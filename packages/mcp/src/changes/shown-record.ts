import type { ChangeRecord } from '@jenji-kit/changes';
import { said } from '../results/said.ts';
import { recordAnswer } from './change-answers.ts';
import type { NamesByOrganization } from './named-in.ts';

/** A line of the journal. What people typed is fenced, here and below: nothing else has to be done to it. */
export function changeInShort(record: ChangeRecord): Record<string, unknown> {
  const { id, status, title, hazard, plannedAt, endedAt, approvedBy, items, reversible, undoes, undoneBy } = record;
  return {
    change_id: id,
    state: status,
    title: said(title, { max: 300 }),
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
export function changeInFull(record: ChangeRecord, names: NamesByOrganization = new Map()): Record<string, unknown> {
  const { snapshot, reason } = record;
  return {
    ...changeInShort(record),
    snapshot,
    reason: reason === undefined ? undefined : said(reason),
    ...recordAnswer(record, names).parts,
  };
}
