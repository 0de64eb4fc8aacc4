import * as z from 'zod';
import { recordId } from '../../arguments/record-id.ts';
import { changeInFull, changeInShort } from '../../changes/shown-record.ts';
import { isWithin } from '../../changes/within-bounds.ts';
import { defineTool } from '../../registry/define-tool.ts';
import { InvalidInput } from '../../registry/invalid-input.ts';
import { fencedJson } from '../../results/fenced-json.ts';
import { ours } from '../../results/fenced-value.ts';
import { pageArguments } from '../../results/page.ts';
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
  async handler({ change_id: id, before, limit }, { changes: open, settings, signal }) {
    const changes = await open();
    if (id !== undefined) {
      const found = await changes.get(id);
      if (found === undefined || !isWithin(found, settings)) {
        throw new InvalidInput({
          field: 'change_id',
          rule: 'names no change of this key',
          fix: 'Leave it out to list them.',
        });
      }
      const isOpen = found.status === 'interrupted' || found.status === 'unknown';
      const record = changeInFull(isOpen ? await changes.resolve(id, { signal }) : found);
      const next = 'undo_change turns it back, where undo says so.';
      return { structured: { changes: [record], next }, text: `${fencedJson(record)}\n${next}` };
    }
    const records = await changes.list({ limit: Math.min(limit, 100), before });
    const shown = records.filter((record) => isWithin(record, settings));
    const last = records.length === Math.min(limit, 100) ? records.at(-1) : undefined;
    const next = last ? `More: call again with before ${last.id}.` : 'Those are all. undo_change turns one back.';
    return {
      structured: { changes: shown.map(changeInShort), next },
      text: [
        ...shown.map(
          ({ id: each, status, title, plannedAt }) => `- ${plannedAt} ${each} ${status}: ${untrusted(title)}`,
        ),
        next,
      ].join('\n'),
    };
  },
});
