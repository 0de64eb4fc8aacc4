import fc from 'fast-check';
import { expect, it } from 'vitest';
import { SimulatedClock } from '../../test/simulated-clock.ts';
import { type Journey, StrictServer } from '../../test/strict-server.ts';
import { type BudgetLimits, type Priority, priorities, type Slot } from './budget.ts';
import { privateJournal } from './journal.ts';
import { LogStore } from './log-store.ts';
import { rank } from './rank.ts';
import { Scheduler } from './scheduler.ts';
import type { BudgetStore } from './store.ts';

const windows = { second: 1000, minute: 60_000 };

function budgetOn(clock: SimulatedClock, limits: BudgetLimits = { perSecond: 3, perMinute: 120 }, given?: BudgetStore) {
  const journal = privateJournal(windows, clock);
  const warnings: string[] = [];
  const store = given ?? new LogStore(journal, windows, clock);
  const budget = new Scheduler({ store, limits, windows, clock, onWarning: (message) => warnings.push(message) });
  return { budget, journal, warnings };
}

/** Fills the second with requests that are answered at once. */
async function useUp(budget: Scheduler, count = 3): Promise<void> {
  for (let index = 0; index < count; index += 1) (await budget.acquire()).settle();
}

const limits = fc.record({ perSecond: fc.integer({ min: 1, max: 4 }), perMinute: fc.integer({ min: 1, max: 12 }) });
const journey = fc.record<Journey>({
  before: fc.integer({ max: 3000, min: 0 }),
  after: fc.integer({ max: 3000, min: 0 }),
  end: fc.constantFrom('settle', 'settle', 'settle', 'release'),
});
const jobs = fc.array(
  fc.record({ asked: fc.integer({ min: 0, max: 100_000 }), priority: fc.constantFrom(...priorities), journey }),
  { minLength: 1, maxLength: 40 },
);

it('never lets more requests arrive in a window than allowed, whatever the latencies and stalls', async () => {
  await fc.assert(
    fc.asyncProperty(limits, jobs, fc.array(fc.integer({ min: 0, max: 400 })), async (limits, jobs, stalls) => {
      const clock = new SimulatedClock();
      let timers = 0;
      clock.lateness = () => stalls[timers++ % Math.max(1, stalls.length)] ?? 0;
      const { budget } = budgetOn(clock, limits);
      const server = new StrictServer(clock);
      let ended = 0;
      for (const { asked, priority, journey } of jobs) {
        clock.after(asked, async () => {
          await server.send(await budget.acquire({ priority }), journey);
          ended += 1;
        });
      }
      await clock.run();
      expect(server.excess(limits, windows)).toBe(0);
      expect(ended).toBe(jobs.length);
    }),
    { numRuns: 150 },
  );
});

it('lets nobody wait while both windows have room, and goes by rank', async () => {
  await fc.assert(
    fc.asyncProperty(limits, jobs, async (limits, jobs) => {
      const clock = new SimulatedClock();
      const { budget, journal } = budgetOn(clock, limits);
      const server = new StrictServer(clock);
      const waiting = new Set<number>();
      for (const { asked, priority, journey } of jobs) {
        clock.after(asked, async () => {
          const mine = rank(priority, clock.now(), windows);
          waiting.add(mine);
          const slot = await budget.acquire({ priority });
          waiting.delete(mine);
          expect([...waiting].filter((other) => other < mine)).toEqual([]);
          await server.send(slot, journey);
        });
      }
      for (let at = 0; at < 200_000; at += 500) {
        await clock.run(500);
        if (waiting.size > 0) expect(journal.log.free(clock.now(), limits)).toBe(0);
      }
    }),
    { numRuns: 60 },
  );
});

it('serves clicks first, then calls, prefetches and polls, each in the order of asking', async () => {
  const clock = new SimulatedClock();
  const { budget } = budgetOn(clock);
  await useUp(budget);
  const served: string[] = [];
  for (const round of [1, 2]) {
    for (const priority of [...priorities].reverse()) {
      budget.acquire({ priority }).then((slot) => {
        served.push(`${priority} ${round}`);
        slot.settle();
      });
      await clock.run(1);
    }
  }
  await clock.run();
  expect(served).toEqual(priorities.flatMap((priority) => [`${priority} 1`, `${priority} 2`]));
});

it('serves a prefetch that waited longer than a minute before calls that were asked for after that', async () => {
  const clock = new SimulatedClock();
  const { budget } = budgetOn(clock, { perSecond: 1, perMinute: 1000 });
  await useUp(budget, 1);
  let prefetched = 0;
  let calls = 0;
  const start = clock.now();
  budget.acquire({ priority: 'prefetch' }).then((slot) => {
    prefetched = clock.now() - start;
    slot.settle();
  });
  const call = () => {
    budget.acquire({ priority: 'call' }).then((slot) => {
      calls += 1;
      slot.settle();
    });
    if (clock.now() - start < 90_000) clock.after(500, call);
  };
  call();
  await clock.run();
  expect(calls).toBe(181);
  expect(prefetched).toBeGreaterThan(60_000);
  expect(prefetched).toBeLessThan(130_000);
});

it('gives a slot that came free to a click that came after the calls that wait', async () => {
  const clock = new SimulatedClock();
  const { budget } = budgetOn(clock);
  await useUp(budget);
  const served: Priority[] = [];
  const ask = (priority: Priority) =>
    budget.acquire({ priority }).then((slot) => {
      served.push(priority);
      slot.settle();
    });
  ask('call');
  await clock.run(900);
  ask('click');
  await clock.run();
  expect(served).toEqual(['click', 'call']);
});

it('ends a cancelled wait at once, with the reason, and gives its place to the next', async () => {
  const clock = new SimulatedClock();
  const { budget } = budgetOn(clock, { perSecond: 1, perMinute: 120 });
  await useUp(budget, 1);
  const cancel = new AbortController();
  const cancelled = budget.acquire({ signal: cancel.signal });
  const next = budget.acquire();
  await clock.run(10);
  expect((await budget.status()).waiting).toBe(2);
  const before = clock.now();
  cancel.abort(new Error('enough'));
  await expect(cancelled).rejects.toThrow('enough');
  expect(clock.now()).toBe(before);
  expect((await budget.status()).waiting).toBe(1);
  await clock.run(1001);
  (await next).settle();
  expect((await budget.status()).used.minute).toBe(2);
});

it('refuses a signal that has fired already, and takes nothing', async () => {
  const { budget } = budgetOn(new SimulatedClock());
  await expect(budget.acquire({ signal: AbortSignal.abort(new Error('before')) })).rejects.toThrow('before');
  expect((await budget.status()).used.minute).toBe(0);
});

it('gives back the slot of a wait that was cancelled while the store decided', async () => {
  const clock = new SimulatedClock();
  const { budget } = budgetOn(clock);
  const cancel = new AbortController();
  const cancelled = budget.acquire({ signal: cancel.signal });
  cancel.abort(new Error('changed my mind'));
  await expect(cancelled).rejects.toThrow('changed my mind');
  await clock.run();
  expect(await budget.status()).toMatchObject({ used: { second: 0, minute: 0 }, waiting: 0, nextSlotInMs: 0 });
});

it('hands a slot that was given back to whoever waits, at once', async () => {
  const clock = new SimulatedClock();
  const { budget } = budgetOn(clock, { perSecond: 1, perMinute: 120 });
  const unused = await budget.acquire();
  const waiting = budget.acquire();
  const before = clock.now();
  unused.release();
  (await waiting).settle();
  expect(clock.now()).toBe(before);
  expect((await budget.status()).used.minute).toBe(1);
});

it('counts each slot once, however often its end is told', async () => {
  const clock = new SimulatedClock();
  const { budget } = budgetOn(clock);
  const slot = await budget.acquire();
  slot.settle();
  slot.release();
  slot.refused(5000);
  await clock.run();
  expect(await budget.status()).toMatchObject({ used: { second: 1, minute: 1 }, free: { second: 2, minute: 119 } });
});

it('keeps everyone from sending for as long as the server named in its refusal', async () => {
  const clock = new SimulatedClock();
  const { budget } = budgetOn(clock);
  const [first, second] = [await budget.acquire(), await budget.acquire()];
  first.refused(7000);
  second.settle();
  const start = clock.now();
  const next = budget.acquire().then((slot: Slot) => {
    slot.settle();
    return clock.now() - start;
  });
  await clock.run(10);
  expect(await budget.status()).toMatchObject({ free: { second: 0, minute: 0 }, waiting: 1, nextSlotInMs: 6990 });
  await clock.run();
  expect(await next).toBe(7000);
});

it.each([
  [undefined, 1001],
  [0, 1001],
  [Number.POSITIVE_INFINITY, 3_600_000],
])('takes a Retry-After of %s for a pause of %s ms', async (named, pause) => {
  const clock = new SimulatedClock();
  const { budget } = budgetOn(clock);
  (await budget.acquire()).refused(named);
  expect((await budget.status()).nextSlotInMs).toBe(pause);
});

it('tells when a request asked for now could start, with all that wait before it', async () => {
  const clock = new SimulatedClock();
  const { budget } = budgetOn(clock);
  await useUp(budget);
  const waiting = Array.from({ length: 7 }, () => budget.acquire().then((slot) => slot.settle()));
  const start = clock.now();
  const { nextSlotInMs } = await budget.status();
  const mine = budget.acquire().then(() => clock.now() - start);
  await clock.run();
  await Promise.all(waiting);
  expect(nextSlotInMs).toBe(3003);
  expect(await mine).toBe(3003);
});

it('rejects everyone who waits when it is closed, and all who come later', async () => {
  const clock = new SimulatedClock();
  const { budget } = budgetOn(clock);
  await useUp(budget);
  const waiting = budget.acquire();
  await budget.close();
  await expect(waiting).rejects.toThrow('closed');
  await expect(budget.acquire()).rejects.toThrow('closed');
  await budget.close();
});

it('tells everyone who waits when the store fails, and asks it again for the next', async () => {
  const clock = new SimulatedClock();
  const store = new LogStore(privateJournal(windows, clock), windows, clock);
  const take = store.take.bind(store);
  store.take = () => Promise.reject(new Error('out of reach'));
  const { budget } = budgetOn(clock, undefined, store);
  const both = [budget.acquire(), budget.acquire()];
  for (const one of both) await expect(one).rejects.toThrow('out of reach');
  store.take = take;
  (await budget.acquire()).settle();
  expect((await budget.status()).used.minute).toBe(1);
});

it('warns when a slot cannot be handed back', async () => {
  const clock = new SimulatedClock();
  const store = new LogStore(privateJournal(windows, clock), windows, clock);
  const { budget, warnings } = budgetOn(clock, undefined, store);
  const slot = await budget.acquire();
  store.settle = () => Promise.reject(new Error('out of reach'));
  slot.settle();
  await clock.run();
  expect(warnings).toEqual([expect.stringContaining('out of reach')]);
});
