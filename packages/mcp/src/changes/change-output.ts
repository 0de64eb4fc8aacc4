import * as z from 'zod';
import { ours } from '../results/fenced-value.ts';
import { unlisted } from '../results/unlisted.ts';

/** What every tool answers that changes something. What is not listed is told in the text of the answer as well. */
export const changeOutput = z.object({
  status: ours(z.string().describe('planned: not sent yet')),
  change_id: ours(z.string().optional().describe('To undo')),
  token: ours(z.string().optional().describe('To commit')),
  title: unlisted(ours(z.string())),
  expires_at: unlisted(z.string().optional()),
  items: ours(z.array(z.unknown()).describe('Each change')),
  items_left_out: unlisted(z.int().optional()),
  skipped: unlisted(ours(z.array(z.object({ title: z.string(), why: z.string() })).optional())),
  lost: unlisted(ours(z.array(z.string()).optional())),
  notes: unlisted(ours(z.array(z.string()).optional())),
  undo: unlisted(ours(z.string().optional())),
  cost: unlisted(z.looseObject({}).optional()),
  snapshot: unlisted(ours(z.string().optional())),
  next: ours(z.string().describe('Next step')),
});

export type ChangeAnswer = z.input<typeof changeOutput>;
