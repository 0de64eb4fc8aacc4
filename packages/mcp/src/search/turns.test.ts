import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Turns } from './turns.ts';

const turns = () => new Turns(new AbortController().signal);

test('sorts as Array.sort does, equal items in their order', async () => {
  const items = fc.array(fc.record({ key: fc.nat(5), id: fc.nat() }), { size: 'max', maxLength: 30_000 });
  await fc.assert(
    fc.asyncProperty(items, async (list) => {
      const compare = (a: { key: number }, b: { key: number }) => a.key - b.key;
      expect(await turns().sorted(list, compare)).toEqual([...list].sort(compare));
    }),
    { numRuns: 10 },
  );
});

test('does the work on every item once, in order', async () => {
  const items = Array.from({ length: 12_345 }, (_, index) => index);
  const seen: number[] = [];
  await turns().each(items, (slice) => seen.push(...slice));
  expect(seen).toEqual(items);
});

test('long work lets others work in between, and ends when it is cancelled', async () => {
  const items = Array.from({ length: 1_000_000 }, (_, index) => index);
  const cancelled = new AbortController();
  let slices = 0;
  const work = new Turns(cancelled.signal).each(items, () => {
    slices++;
    for (const until = performance.now() + 5; performance.now() < until; );
  });
  setImmediate(() => cancelled.abort(new Error('changed my mind')));
  await expect(work).rejects.toThrow('changed my mind');
  expect(slices).toBeLessThan(items.length / 1000);
});
