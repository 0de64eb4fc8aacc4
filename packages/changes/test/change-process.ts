import { createJenjiClient } from '@jenji-kit/client';
import * as z from 'zod';
import type { ChangeRequest } from '../src/change-request.ts';
import { createChanges } from '../src/changes.ts';

/** What a process that plans and commits is told, as JSON in its first argument. */
export const settingsSchema = z.object({
  url: z.string(),
  credentials: z.object({ type: z.enum(['organization', 'bookkeeper']), user: z.string(), secret: z.string() }),
  folder: z.string(),
  /** At which step, and which occurrence of it, the process kills itself. */
  dieAt: z.object({ step: z.string(), time: z.number() }).optional(),
});
export type Settings = z.infer<typeof settingsSchema>;

/** What it is asked to do, as a message. */
export const taskSchema = z.union([
  z.object({ plan: z.array(z.custom<ChangeRequest>()) }),
  z.object({ commit: z.string() }),
]);
export type Task = z.infer<typeof taskSchema>;

/** What it answers. */
export const answerSchema = z.object({
  id: z.string().optional(),
  token: z.string().optional(),
  status: z.string().optional(),
  refused: z.string().optional(),
});

async function main({ url, credentials, folder, dieAt }: Settings): Promise<void> {
  const jenji = createJenjiClient({ baseUrl: url, credentials, budget: { perSecond: 10_000, perMinute: 600_000 } });
  let times = 0;
  const changes = createChanges({
    jenji,
    principal: { baseUrl: jenji.baseUrl, user: credentials.user },
    policy: { writes: 'confirm', allowReset: 'all' },
    folder,
    onStep(step) {
      if (step !== dieAt?.step) return;
      times++;
      if (times === dieAt.time) process.kill(process.pid, 'SIGKILL');
    },
  });

  async function answer(task: Task): Promise<z.infer<typeof answerSchema>> {
    if ('plan' in task) {
      const { id, token } = await changes.plan(task.plan);
      return { id, token };
    }
    const { id, status } = await changes.commit(task.commit);
    return { id, status };
  }

  process.on('message', (message) => {
    answer(taskSchema.parse(message))
      .catch((error: Error) => ({ refused: error.message }))
      .then((reply) => process.send?.(reply));
  });
}

if (process.send && process.argv[2]) await main(settingsSchema.parse(JSON.parse(process.argv[2])));
