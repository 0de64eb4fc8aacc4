import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { flightSchema, type Settings, send, sharedBudget } from '../../test/budget-process.ts';
import { machineClock } from './clock.ts';

/** Real processes that share a folder. What they must not do is checked by the clock, what they must do only waits. */
const script = join(fs.mkdtempSync(join(tmpdir(), 'jenji-budget-script-')), 'budget-process.mjs');
let folder: string;
let children: ChildProcess[];

beforeAll(async () => {
  const entry = new URL('../../test/budget-process.ts', import.meta.url).pathname;
  await build({ entryPoints: [entry], outfile: script, bundle: true, platform: 'node', format: 'esm' });
});
afterAll(() => fs.rmSync(join(script, '..'), { recursive: true }));

beforeEach(() => {
  folder = fs.mkdtempSync(join(tmpdir(), 'jenji-budget-'));
  children = [];
});
afterEach(() => {
  for (const child of children) child.kill('SIGKILL');
  fs.rmSync(folder, { recursive: true, force: true });
});

function start(settings: Omit<Settings, 'folder'>): ChildProcess {
  const child = fork(script, [JSON.stringify({ ...settings, folder })], { execArgv: [] });
  children.push(child);
  return child;
}

async function kill(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL');
  await once(child, 'exit');
}

const workSchema = z.object({ flights: z.array(flightSchema), warnings: z.array(z.string()) });
type Flight = z.infer<typeof flightSchema>;

/** How many others counted when a slot was given, at most: more than the limit less one may arrive in one window. */
function mostOthers(flights: Flight[], window: number): number {
  const others = flights.map(
    ({ given }) => flights.filter((other) => other.given < given && other.settled + window > given).length,
  );
  return Math.max(...others);
}

it('processes at work at the same time never exceed a window together', async () => {
  const limits = { perSecond: 4, perMinute: 20 };
  const windows = { second: 60, minute: 400 };
  // Files are replaced after a few lines, so that this happens while everybody writes.
  const children = Array.from({ length: 4 }, () => start({ limits, windows, rotateAt: 1000, task: { work: 25 } }));
  const answers = await Promise.all(children.map(async (child) => workSchema.parse((await once(child, 'message'))[0])));
  const flights = answers.flatMap(({ flights }) => flights);
  expect(flights).toHaveLength(100);
  expect(mostOthers(flights, windows.second)).toBeLessThan(limits.perSecond);
  expect(mostOthers(flights, windows.minute)).toBeLessThan(limits.perMinute);
  expect(answers.flatMap(({ warnings }) => warnings)).toEqual([]);
});

describe('a process killed', () => {
  const limits = { perSecond: 1, perMinute: 1000 };
  const windows = { second: 300, minute: 2000 };

  it('with a request in flight gives up its slot one window later', async () => {
    const victim = start({ limits, windows, rotateAt: 64_000, task: 'hold' });
    await once(victim, 'message');
    const { budget, warnings } = sharedBudget({ folder, limits, windows, rotateAt: 64_000 });
    expect((await budget.status()).used.second).toBe(1);
    const killed = machineClock.now();
    await kill(victim);
    const { given } = await send(budget, 0);
    expect(given - killed).toBeGreaterThan(windows.second);
    expect(warnings).toEqual([]);
    await budget.close();
  });

  it('while it writes and replaces files as fast as it can does not hold up or mislead the others', async () => {
    const many = { perSecond: 100_000, perMinute: 100_000 };
    const { budget, warnings } = sharedBudget({ folder, limits: many, windows, rotateAt: 2000 });
    let flights = 0;
    for (let round = 0; round < 4; round += 1) {
      const victims = [1, 2].map(() => start({ limits: many, windows, rotateAt: 2000, task: 'spin' }));
      await Promise.all(victims.map((victim) => once(victim, 'message')));
      for (let index = 0; index < 20; index += 1) {
        await send(budget, index % 3);
        flights += 1;
      }
      await Promise.all(victims.map(kill));
      await send(budget, 0);
      flights += 1;
    }
    expect(flights).toBe(84);
    // All that the dead had in flight has been settled, and leaves the windows as time passes.
    const quiet = async () => {
      const { used } = await budget.status();
      return used.minute === 0;
    };
    while (!(await quiet())) await new Promise((resolve) => setTimeout(resolve, 50));
    expect(warnings).toEqual([]);
    expect(fs.readdirSync(folder).filter((file) => file.endsWith('.jsonl')).length).toBeLessThanOrEqual(3);
    await budget.close();
  });
});
