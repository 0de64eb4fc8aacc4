import { z } from 'zod';
import { machineClock } from '../src/budget/clock.ts';
import { FileJournal } from '../src/budget/file-journal.ts';
import { LogStore } from '../src/budget/log-store.ts';
import { Scheduler } from '../src/budget/scheduler.ts';

/** What a process that shares a budget is told to be, as JSON in its first argument. */
export const settingsSchema = z.object({
  folder: z.string(),
  limits: z.object({ perSecond: z.number(), perMinute: z.number() }),
  windows: z.object({ second: z.number(), minute: z.number() }),
  rotateAt: z.number(),
  /** `work`: send so many requests, tell when each was given and settled. `hold`: take one slot. `spin`: until killed. */
  task: z.union([z.object({ work: z.number() }), z.literal('hold'), z.literal('spin')]),
});
export type Settings = z.infer<typeof settingsSchema>;

/** When a request may have arrived, on the clock of the machine. */
export const flightSchema = z.object({ given: z.number(), settled: z.number() });

export function sharedBudget({ folder, limits, windows, rotateAt }: Omit<Settings, 'task'>) {
  const warnings: string[] = [];
  const onWarning = (message: string) => warnings.push(message);
  const clock = machineClock;
  const journal = new FileJournal({ folder, name: 'key', windows, clock, rotateAt, onWarning });
  const budget = new Scheduler({ store: new LogStore(journal, windows, clock), limits, windows, clock, onWarning });
  return { budget, warnings };
}

/** One request that arrives at any time between the two: nothing is really sent. */
export async function send(budget: Scheduler, holdMs: number): Promise<z.infer<typeof flightSchema>> {
  const slot = await budget.acquire();
  const given = machineClock.now();
  await new Promise((resolve) => setTimeout(resolve, holdMs));
  const settled = machineClock.now();
  slot.settle();
  return { given, settled };
}

async function main(settings: Settings): Promise<void> {
  const { budget, warnings } = sharedBudget(settings);
  if (settings.task === 'hold') {
    await budget.acquire();
    process.send?.({ held: true });
  } else if (settings.task === 'spin') {
    process.send?.({ held: true });
    for (;;) (await budget.acquire()).settle();
  } else {
    const flights = Array.from({ length: settings.task.work }, () => send(budget, Math.random() * 5));
    process.send?.({ flights: await Promise.all(flights), warnings });
    process.disconnect();
  }
}

if (process.send && process.argv[2]) await main(settingsSchema.parse(JSON.parse(process.argv[2])));
