import type { ChangeRecord } from '@jenji-kit/changes';
import * as z from 'zod';
import { recordId } from '../../arguments/record-id.ts';
import { plainChange } from '../../changes/shown-change.ts';
import { defineTool } from '../../registry/define-tool.ts';
import { InvalidInput } from '../../registry/invalid-input.ts';
import { fencedJson } from '../../results/fenced-json.ts';
import { ours } from '../../results/fenced-value.ts';
import { pageArguments } from '../../results/page.ts';
import { shortenTexts } from '../../results/shorten-texts.ts';
import { untrusted } from '../../results/untrusted.ts';

export default defineTool({
  name: 'list_changes',
  title: 'List changes',
  toolset: 'changes',
  hazard: 'read',
  description:
    'Lists what was planned, done, refused or undone with this key; with change_id one in full, finding out what became of it. Costs none, or 2 requests.',
  input: z.strictObject({
    change_id: recordId().optional().describe('Only this, in full'),
    before: recordId().optional().describe('Older than this change_id'),
    limit: pageArguments.limit,
  }),
  output: z.object({
    changes: z.array(z.looseObject({})).describe('Newest first'),
    next: ours(z.string().describe('Next step')),
  }),
  async handler({ change_id: id, before, limit }, { changes: open, signal }) {
    const changes = await open();
    if (id !== undefined) {
      const found = await changes.get(id);
      if (found === undefined) {
        throw new InvalidInput({
          field: 'change_id',
          rule: 'names no change of this key',
          fix: 'Leave it out to list them.',
        });
      }
      const isOpen = found.status === 'interrupted' || found.status === 'unknown';
      const record = inFull(isOpen ? await changes.resolve(id, { signal }) : found);
      const next = 'undo_change turns it back, where undo says so.';
      return { structured: { changes: [record], next }, text: `${fencedJson(record)}\n${next}` };
    }
    const records = await changes.list({ limit: Math.min(limit, 100), before });
    const last = records.length === Math.min(limit, 100) ? records.at(-1) : undefined;
    const next = last ? `More: call again with before ${last.id}.` : 'Those are all. undo_change turns one back.';
    return {
      structured: { changes: records.map(inShort), next },
      text: [
        ...records.map(
          ({ id: each, status, title, plannedAt }) => `- ${plannedAt} ${each} ${status}: ${untrusted(title)}`,
        ),
        next,
      ].join('\n'),
    };
  },
});

function inShort({
  id,
  status,
  title,
  hazard,
  plannedAt,
  endedAt,
  approvedBy,
  items,
  reversible,
  undoes,
  undoneBy,
}: ChangeRecord) {
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

function inFull(record: ChangeRecord) {
  const { items, skipped, losses, notes, reversible, snapshot, reason } = record;
  return {
    ...inShort(record),
    undo: reversible.text,
    lost: losses.map(({ what }) => what).slice(0, 60),
    notes,
    snapshot,
    reason,
    skipped: skipped.map(({ why }) => why).slice(0, 60),
    items: items.slice(0, 60).map(({ title, status, changed, diff, unexpected, missing, error, newIds }) => ({
      title,
      state: status,
      changes: (changed ?? diff).slice(0, 40).map(plainChange),
      ...(unexpected?.length && { also_changed: unexpected.slice(0, 20).map(plainChange) }),
      ...(missing?.length && { missing: missing.slice(0, 20).map(plainChange) }),
      ...(newIds?.length && { new_ids: newIds }),
      ...(error && { message: error.message }),
    })),
  };
}
