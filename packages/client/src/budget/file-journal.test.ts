import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SimulatedClock } from '../../test/simulated-clock.ts';
import { StrictServer } from '../../test/strict-server.ts';
import { type BudgetLimits, type Priority, priorities } from './budget.ts';
import { FileJournal, journalName } from './file-journal.ts';
import { LogStore } from './log-store.ts';
import { Scheduler } from './scheduler.ts';

const windows = { second: 1000, minute: 60_000 };
const documented = { perSecond: 3, perMinute: 120 };

let folder: string;
let clock: SimulatedClock;
let dead: Set<string>;
let started: number;

beforeEach(() => {
  folder = fs.mkdtempSync(join(tmpdir(), 'jenji-budget-'));
  clock = new SimulatedClock();
  dead = new Set();
  started = 0;
});
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

/** A process of its own as far as the budget can tell. */
function startProcess({ limits = documented, rotateAt }: { limits?: BudgetLimits; rotateAt?: number } = {}) {
  const own = clock.process();
  const owner = `${++started}-test`;
  const warnings: string[] = [];
  const onWarning = (message: string) => warnings.push(message);
  const journal = new FileJournal({
    folder,
    name: 'key',
    windows,
    clock: own,
    onWarning,
    owner,
    lives: (other) => !dead.has(other),
    ...(rotateAt !== undefined && { rotateAt }),
  });
  const budget = new Scheduler({ store: new LogStore(journal, windows, own), limits, windows, clock: own, onWarning });
  const kill = () => {
    dead.add(owner);
    own.kill();
  };
  const useUp = async (count: number) => {
    for (let index = 0; index < count; index += 1) (await budget.acquire()).settle();
  };
  return { budget, journal, warnings, clock: own, owner, kill, useUp };
}

const files = () => fs.readdirSync(folder).sort();
const newestFile = () => join(folder, files().at(-1) ?? '');

/** How long the next request has to wait, on the simulated clock. */
async function waitOf(budget: Scheduler, priority: Priority = 'call'): Promise<number> {
  const start = clock.now();
  const waited = budget.acquire({ priority }).then((slot) => {
    slot.settle();
    return clock.now() - start;
  });
  await clock.run();
  return waited;
}

describe('several processes', () => {
  const limits = fc.record({ perSecond: fc.integer({ min: 1, max: 4 }), perMinute: fc.integer({ min: 2, max: 12 }) });
  const job = fc.record({
    process: fc.nat(2),
    asked: fc.integer({ min: 0, max: 60_000 }),
    priority: fc.constantFrom(...priorities),
    before: fc.integer({ min: 0, max: 2000 }),
    after: fc.integer({ min: 0, max: 2000 }),
    end: fc.constantFrom<'settle' | 'release'>('settle', 'settle', 'settle', 'release'),
  });

  it('never let more requests arrive in a window than allowed, and serve everyone, though some are killed', async () => {
    await fc.assert(
      fc.asyncProperty(
        limits,
        fc.array(job, { minLength: 1, maxLength: 30 }),
        fc.array(fc.integer({ min: 0, max: 400 })),
        fc.option(fc.record({ process: fc.nat(1), at: fc.integer({ min: 0, max: 90_000 }) })),
        fc.constantFrom(400, 3000, 64_000),
        async (limits, jobs, stalls, murder, rotateAt) => {
          fs.rmSync(folder, { recursive: true, force: true });
          clock = new SimulatedClock();
          let timers = 0;
          clock.lateness = () => stalls[timers++ % Math.max(1, stalls.length)] ?? 0;
          const processes = [0, 1, 2].map(() => startProcess({ limits, rotateAt }));
          const server = new StrictServer(clock);
          const unserved = new Set(jobs);
          for (const job of jobs) {
            const one = processes[job.process];
            one?.clock.after(job.asked, async () => {
              await server.send(await one.budget.acquire({ priority: job.priority }), job, one.clock);
              unserved.delete(job);
            });
          }
          if (murder) clock.after(murder.at, () => processes[murder.process]?.kill());
          await clock.run();
          expect(server.excess(limits, windows)).toBe(0);
          expect([...unserved].filter(({ process }) => process !== murder?.process)).toEqual([]);
          expect(processes.flatMap(({ warnings }) => warnings)).toEqual([]);
          for (const { journal } of processes) journal.close();
        },
      ),
      { numRuns: 80 },
    );
  });

  it('obey from their first request on', async () => {
    await startProcess().useUp(3);
    const second = startProcess();
    expect(await second.budget.status()).toEqual({
      limits: documented,
      used: { second: 3, minute: 3 },
      own: { second: 0, minute: 0 },
      free: { second: 0, minute: 117 },
      waiting: 0,
      waitingElsewhere: 0,
      nextSlotInMs: 1001,
    });
    expect(await waitOf(second.budget)).toBe(1001);
  });

  it('see what each other has in flight', async () => {
    const one = startProcess({ limits: { perSecond: 1, perMinute: 120 } });
    const other = startProcess({ limits: { perSecond: 1, perMinute: 120 } });
    const slot = await one.budget.acquire();
    clock.after(5000, () => slot.settle());
    expect(await waitOf(other.budget)).toBe(6001);
  });

  it('learn in a quarter of a second that a slot was given back unused', async () => {
    const one = startProcess({ limits: { perSecond: 1, perMinute: 120 } });
    const other = startProcess({ limits: { perSecond: 1, perMinute: 120 } });
    const slot = await one.budget.acquire();
    clock.after(5100, () => slot.release());
    expect(await waitOf(other.budget)).toBeLessThanOrEqual(5350);
  });

  it('serve a click in one before a prefetch that has waited in the other', async () => {
    const processes = [startProcess(), startProcess()];
    await processes[0]?.useUp(3);
    const served: string[] = [];
    const ask = (process: number, priority: Priority) =>
      processes[process]?.budget.acquire({ priority }).then((slot) => {
        served.push(`${priority} in ${process}`);
        slot.settle();
      });
    for (let index = 0; index < 3; index += 1) ask(0, 'prefetch');
    await clock.run(100);
    ask(1, 'call');
    ask(1, 'click');
    ask(1, 'click');
    await clock.run();
    expect(served).toEqual([
      'click in 1',
      'click in 1',
      'call in 1',
      'prefetch in 0',
      'prefetch in 0',
      'prefetch in 0',
    ]);
  });

  it('take turns in the order of asking', async () => {
    const limits = { perSecond: 1, perMinute: 120 };
    const processes = [startProcess({ limits }), startProcess({ limits })];
    await processes[0]?.useUp(1);
    const served: number[] = [];
    for (let index = 0; index < 6; index += 1) {
      processes[index % 2]?.budget.acquire().then((slot) => {
        served.push(index);
        slot.settle();
      });
      await clock.run(10);
    }
    await clock.run();
    expect(served).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it('do not wait for one that stalls when it is first in line', async () => {
    const limits = { perSecond: 1, perMinute: 120 };
    const [stalled, other] = [startProcess({ limits }), startProcess({ limits })];
    await other.useUp(1);
    stalled.budget.acquire({ priority: 'click' }).catch(() => {});
    await clock.run(1);
    stalled.clock.kill();
    expect(await waitOf(other.budget)).toBeLessThanOrEqual(1001 + 25);
  });

  it('tell how long all that wait in any of them will take', async () => {
    const [one, other] = [startProcess(), startProcess()];
    await one.useUp(3);
    for (let index = 0; index < 5; index += 1) one.budget.acquire({ priority: 'click' }).then((slot) => slot.settle());
    await clock.run(1);
    // The first told its number when it lined up; it tells it again with every slot it gets.
    expect((await other.budget.status()).nextSlotInMs).toBeGreaterThanOrEqual(1000);
    await clock.run(1001);
    expect((await other.budget.status()).nextSlotInMs).toBeGreaterThanOrEqual(1000);
    await clock.run();
  });

  it('each obey limits of their own over what all have used', async () => {
    const [high, low] = [startProcess(), startProcess({ limits: { perSecond: 2, perMinute: 120 } })];
    await high.useUp(2);
    expect((await low.budget.status()).free).toEqual({ second: 0, minute: 118 });
    expect((await high.budget.status()).free).toEqual({ second: 1, minute: 118 });
  });

  it('all keep still when the server refused one of them', async () => {
    const [one, other] = [startProcess(), startProcess()];
    (await one.budget.acquire()).refused(4000);
    expect(await waitOf(other.budget)).toBe(4000);
  });
});

describe('a process that is killed', () => {
  const limits = { perSecond: 1, perMinute: 120 };

  it('with a request in flight leaves its slot taken for one window after others notice, a quarter later at most', async () => {
    const [victim, other] = [startProcess({ limits }), startProcess({ limits })];
    await victim.budget.acquire();
    const wait = waitOf(other.budget);
    clock.after(300, victim.kill);
    const waited = await wait;
    expect(waited).toBeGreaterThanOrEqual(1300);
    expect(waited).toBeLessThanOrEqual(1300 + 250 + 1);
  });

  it('unnoticed for a minute leaves nothing behind that blocks the minute', async () => {
    const [victim, other] = [startProcess(), startProcess()];
    await victim.budget.acquire();
    victim.kill();
    await clock.run(60_000);
    expect((await other.budget.status()).used).toEqual({ second: 1, minute: 1 });
    await clock.run(60_060);
    expect((await other.budget.status()).used).toEqual({ second: 0, minute: 0 });
  });

  it('while it was first in line is not waited for', async () => {
    const [victim, other] = [startProcess({ limits }), startProcess({ limits })];
    await other.useUp(1);
    victim.budget.acquire({ priority: 'click' });
    await clock.run(1);
    victim.kill();
    expect(await waitOf(other.budget)).toBeLessThanOrEqual(1001);
  });

  it('and whose process number now belongs to another program is found dead by its silence', async () => {
    const [victim, other] = [startProcess({ limits }), startProcess({ limits })];
    await victim.budget.acquire();
    victim.clock.kill();
    expect(await waitOf(other.budget)).toBeLessThanOrEqual(60_000 + 250 + 1001);
  });

  it('is not confused with one whose request takes minutes', async () => {
    const [slow, other] = [startProcess({ limits }), startProcess({ limits })];
    const slot = await slow.budget.acquire();
    slow.clock.after(300_000, () => slot.settle());
    expect(await waitOf(other.budget)).toBe(301_001);
  });

  it.each(['{', '{"do":"ta', '{"do":"take","slot":"9-x/1","lim', '{"do":"settle","slot":"9{"do":"settle","sl'])(
    'in the middle of a line leaves %s, no slot, and no doubt',
    async (torn) => {
      const [one, other] = [startProcess(), startProcess()];
      await one.useUp(1);
      fs.appendFileSync(newestFile(), torn);
      expect(await waitOf(other.budget)).toBe(0);
      expect((await one.budget.status()).used.minute).toBe(2);
      expect((await startProcess().budget.status()).used.minute).toBe(2);
      expect([...one.warnings, ...other.warnings]).toEqual([]);
    },
  );

  it('between sealing a file and beginning the next leaves that to the others', async () => {
    const one = startProcess();
    await one.useUp(2);
    const seal = { do: 'seal', n: 1, by: '9-x', at: clock.now() };
    const tooLate = { do: 'take', slot: '9-x/1', limits: documented, n: 2, by: '9-x', at: clock.now() };
    fs.appendFileSync(newestFile(), `${JSON.stringify(seal)}\n${JSON.stringify(tooLate)}\n`);
    const other = startProcess();
    expect((await other.budget.status()).used.second).toBe(2);
    await one.useUp(1);
    expect((await other.budget.status()).used.second).toBe(3);
    expect(files()).toEqual(['key.1.jsonl', 'key.2.jsonl']);
  });

  it('while it drafted the next file leaves a draft that is cleared away', async () => {
    fs.writeFileSync(join(folder, 'key.2.draft.tmp'), '{"do":"car');
    const one = startProcess({ limits: { perSecond: 1000, perMinute: 1000 }, rotateAt: 1000 });
    await one.useUp(50);
    expect(files().filter((file) => file.endsWith('.tmp'))).toEqual([]);
    expect((await one.budget.status()).used.second).toBe(50);
  });
});

describe('the file', () => {
  it('is readable by its user alone and says neither who nor where', async () => {
    const name = journalName('https://api.jenji.io/some/path', 'user@example.com');
    expect(name).toMatch(/^[0-9a-f]{64}$/);
    expect(name).toBe(journalName('https://API.jenji.io', 'user@example.com'));
    expect(name).not.toBe(journalName('https://api.jenji.io', 'other@example.com'));
    expect(name).not.toBe(journalName('https://api-test.jenji.io', 'user@example.com'));
    await startProcess().useUp(1);
    if (process.platform !== 'win32') expect(fs.statSync(newestFile()).mode & 0o777).toBe(0o600);
  });

  it('stays small', async () => {
    const [one, other] = ['one', 'other'].map(() =>
      startProcess({ limits: { perSecond: 10, perMinute: 10 }, rotateAt: 2000 }),
    );
    for (let index = 0; index < 40; index += 1) {
      await waitOf((index % 2 ? one : other)?.budget as Scheduler);
      await clock.run(10_000);
    }
    expect(files()).toHaveLength(2);
    for (const file of files()) expect(fs.statSync(join(folder, file)).size).toBeLessThan(8000);
  });

  it('does not lose a slot when it is replaced', async () => {
    const limits = { perSecond: 100, perMinute: 100 };
    const [one, other] = [startProcess({ limits, rotateAt: 500 }), startProcess({ limits, rotateAt: 500 })];
    const held = await one.budget.acquire();
    for (let index = 0; index < 20; index += 1) await (index % 2 ? one : other).useUp(1);
    expect((await one.budget.status()).used.second).toBe(21);
    await clock.run(2000);
    expect((await other.budget.status()).used.second).toBe(1);
    held.settle();
    expect((await other.budget.status()).used.minute).toBe(21);
    await clock.run(1001);
    expect((await other.budget.status()).used.second).toBe(0);
  });

  it.each([
    ['noise', Buffer.from([0, 255, 10, 1, 2, 3, 10])],
    ['a line of another version', `${JSON.stringify({ do: 'borrow', n: 1, by: '9-x', at: 1 })}\n`],
    ['a line with a wrong type', `${JSON.stringify({ do: 'settle', n: 1, by: '9-x', at: '1', slot: 'a' })}\n`],
    ['an older form', `${JSON.stringify({ slots: [1, 2, 3] })}\n`],
  ])('with %s in it counts as full for a minute, once', async (_, content) => {
    fs.writeFileSync(join(folder, 'key.1.jsonl'), content);
    const one = startProcess();
    expect(await waitOf(one.budget)).toBe(60_060);
    expect(one.warnings).toHaveLength(1);
    const other = startProcess();
    expect(await waitOf(other.budget)).toBe(0);
    expect(other.warnings).toEqual([]);
  });

  it('that is empty counts as new', async () => {
    fs.writeFileSync(join(folder, 'key.1.jsonl'), '');
    expect(await waitOf(startProcess().budget)).toBe(0);
  });

  it('that is cut short while in use counts as full for a minute', async () => {
    const one = startProcess();
    await one.useUp(1);
    fs.truncateSync(newestFile(), 10);
    expect(await waitOf(one.budget)).toBeGreaterThanOrEqual(60_000);
    expect(one.warnings[0]).toContain('was cut short');
  });

  it('that is deleted after use is begun again, for all who had it open, and counts as full for a minute', async () => {
    const [one, other] = [startProcess(), startProcess()];
    await one.useUp(2);
    await other.useUp(1);
    fs.rmSync(folder, { recursive: true });
    expect(await waitOf(other.budget)).toBe(60_060);
    expect(other.warnings[0]).toContain('was deleted');
    expect((await one.budget.status()).used.minute).toBe(1);
  });

  it('that is deleted when nobody used it for a minute is begun again without a pause', async () => {
    const [one, other] = [startProcess(), startProcess()];
    await one.useUp(1);
    await other.useUp(1);
    await clock.run(61_000);
    fs.rmSync(newestFile());
    await one.useUp(1);
    expect((await other.budget.status()).used.minute).toBe(1);
    expect([...one.warnings, ...other.warnings]).toEqual([]);
  });

  it('from before a restart of the machine is begun again, with care while the machine is up for less than a minute', async () => {
    const written = startProcess();
    await written.useUp(3);
    clock = new SimulatedClock(20_000);
    expect(await waitOf(startProcess().budget)).toBe(40_060);
    const other = startProcess();
    await other.useUp(1);
    expect((await other.budget.status()).used.minute).toBe(2);
  });

  it('of a key that nobody used for a day is deleted when another key is used for the first time', async () => {
    const [old, fresh] = ['old.1.jsonl', 'fresh.1.jsonl'];
    const twoDaysAgo = new Date(Date.now() - 2 * 24 * 3_600_000);
    for (const file of [old, fresh]) fs.writeFileSync(join(folder, file), '');
    fs.utimesSync(join(folder, old), twoDaysAgo, twoDaysAgo);
    await startProcess().useUp(1);
    expect(files()).toEqual([fresh, 'key.1.jsonl']);
  });

  it('that cannot be made leaves each process with a budget of its own, and says so', async () => {
    const blocked = join(folder, 'blocked');
    fs.writeFileSync(blocked, '');
    folder = join(blocked, 'budget');
    const one = startProcess();
    await one.useUp(3);
    expect((await one.budget.status()).used.second).toBe(3);
    expect(one.warnings).toEqual([expect.stringContaining('JENJI_STATE_DIR')]);
    expect(await waitOf(one.budget)).toBe(1001);
    folder = blocked;
  });
});

it('lets go of its file when it is closed, after the last request in flight', async () => {
  const one = startProcess();
  const slot = await one.budget.acquire();
  await one.budget.close();
  slot.settle();
  const other = startProcess();
  expect((await other.budget.status()).used).toEqual({ second: 1, minute: 1 });
  await clock.run(1001);
  expect((await other.budget.status()).used).toEqual({ second: 0, minute: 1 });
});
