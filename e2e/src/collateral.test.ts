import { describe, expect, test } from 'vitest';
import { Run } from './collateral/run.ts';

/** `JENJI_COLLATERAL_SEED=1,2,3` tries others: a run of changes nobody has tried before belongs to whoever looks at it. */
const seeds = process.env.JENJI_COLLATERAL_SEED?.split(',').map(Number) ?? [20_261_121, 332_156_665];
/** Of all seeds together. */
const changes = Number(process.env.JENJI_COLLATERAL_CHANGES ?? 1000);

/** Worlds at a time: while one waits for a repetition, another goes on. Half of them never repeat a request. */
const attempts = [1, 2, 1, 2];

describe.each(seeds)('random changes by tools while things go wrong, JENJI_COLLATERAL_SEED=%i', (seed) => {
  test('leave nothing touched, doubled or without an outcome that the journal does not tell', async () => {
    console.info(`JENJI_COLLATERAL_SEED=${seed}`);
    const each = Math.ceil(changes / seeds.length / attempts.length);
    const runs = await Promise.all(
      attempts.map((maxAttempts, index) => Run.open({ seed: seed * attempts.length + index, maxAttempts })),
    );
    try {
      await Promise.all(runs.map((run) => run.go(each)));
      await Promise.all(runs.map((run) => run.finish()));
      expect(runs.flatMap(({ violations }) => violations)).toEqual([]);
      const counts = (what: string) => runs.reduce((sum, run) => sum + (run.counts[what] ?? 0), 0);
      // It was no idle run: most of it was done, and much of it met with something.
      expect(counts('committed')).toBeGreaterThan((each * attempts.length) / 3);
      for (const what of ['not-applied', 'failed', 'unknown', 'refused', 'wrong calls', 'undone whole', 'read again']) {
        expect(counts(what), what).toBeGreaterThan(0);
      }
      if (process.env.JENJI_COLLATERAL_SEED) console.info(JSON.stringify(runs.map((run) => run.counts)));
    } finally {
      await Promise.all(runs.map((run) => run.close()));
    }
  }, 300_000);
});
