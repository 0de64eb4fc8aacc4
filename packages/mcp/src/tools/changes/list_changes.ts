import type { ChangeRecord } from '@jenji-kit/changes';
import * as z from 'zod';
import { recordId } from '../../arguments/record-id.ts';
import { recordAnswer } from '../../changes/change-answers.ts';
import type { NamesByOrganization } from '../../changes/named-in.ts';
import { changeInFull, changeInShort } from '../../changes/shown-record.ts';
import { isWithin } from '../../changes/within-bounds.ts';
import { type Names, Reader } from '../../directory/reader.ts';
import { defineTool } from '../../registry/define-tool.ts';
import { InvalidInput } from '../../registry/invalid-input.ts';
import type { ToolContext } from '../../registry/tool-context.ts';
import { ours } from '../../results/fenced-value.ts';
import { pageArguments } from '../../results/page.ts';
import { said } from '../../results/said.ts';

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
    changes: ours(z.array(z.looseObject({})).describe('Newest first')),
    next: ours(z.string().describe('Next step')),
  }),
  async handler({ change_id: id, before, limit }, context) {
    const { changes: open, settings, signal } = context;
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
      const record = isOpen ? await changes.resolve(id, { signal }) : found;
      const names = await namesHeld(record, context);
      const next = nextAfter(record);
      return {
        structured: { changes: [changeInFull(record, names)], next },
        text: `${recordAnswer(record, names).text}\n${next}`,
      };
    }
    const records = await changes.list({ limit: Math.min(limit, 100), before });
    const shown = records.filter((record) => isWithin(record, settings));
    const last = records.length === Math.min(limit, 100) ? records.at(-1) : undefined;
    const next = last ? `More: call again with before ${last.id}.` : 'Those are all. undo_change turns one back.';
    return {
      structured: { changes: shown.map(changeInShort), next },
      text: [
        ...shown.map(
          ({ id: each, status, title, plannedAt }) => `- ${plannedAt} ${each} ${status}: ${said(title, { max: 300 })}`,
        ),
        next,
      ].join('\n'),
    };
  },
});

function nextAfter({ status, reversible, undoneBy }: ChangeRecord): string {
  if (status === 'pending') return 'It waits for a yes: commit_change with its token, or plan it again.';
  if (status === 'undone') return `It was turned back by ${undoneBy}; undo_change with that id does it again.`;
  if (status !== 'committed' && status !== 'partly') return 'Nothing of it is there to turn back.';
  if (reversible.answer === 'no') return 'It cannot be turned back.';
  return 'undo_change turns it back, as undo says.';
}

/** Names beside ids, of organizations that were read before: the journal costs no request. */
async function namesHeld({ items }: ChangeRecord, context: ToolContext): Promise<NamesByOrganization> {
  const ids = new Set(items.flatMap(({ organization }) => organization ?? []));
  if (ids.size === 0) return new Map();
  const reader = await Reader.open(context);
  return new Map(
    [...ids].flatMap((id): [string, Names][] => {
      const names = reader.heldNames(id);
      return names ? [[id, names]] : [];
    }),
  );
}
