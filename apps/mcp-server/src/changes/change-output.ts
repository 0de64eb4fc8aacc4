import * as z from 'zod';
import { ours } from '../results/fenced-value.ts';
import { unlisted } from '../results/unlisted.ts';

/** What every tool answers that changes something. What is not listed is told in the text of the answer as well. */
export const changeOutput = z.object({
  status: ours(z.string().describe('planned: not sent yet')),
  change_id: ours(z.string().optional().describe('To undo')),
  token: ours(z.string().optional().describe('To commit')),
  title: unlisted(z.string()),
  expires_at: unlisted(z.string().optional()),
  items: z.array(z.unknown()).describe('Each change'),
  skipped: unlisted(z.array(z.looseObject({})).optional()),
  lost: unlisted(z.array(z.string()).optional()),
  notes: unlisted(z.array(z.string()).optional()),
  undo: unlisted(z.string().optional()),
  cost: unlisted(z.looseObject({}).optional()),
  snapshot: unlisted(ours(z.string().optional())),
  next: ours(z.string().describe('Next step')),
});

export type ChangeAnswer = z.input<typeof changeOutput>;
