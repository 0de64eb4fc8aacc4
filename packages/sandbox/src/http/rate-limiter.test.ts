import fc from 'fast-check';
import { expect, test } from 'vitest';
import { apiOf, sandboxOfTest } from '../../test/api.ts';
import { documentedLimits, RateLimiter } from './rate-limiter.ts';

/** Gaps between arrivals, most of them near the edges of what the windows allow. */
const gaps = fc.array(
  fc.oneof(
    fc.integer({ min: 0, max: 400 }),
    fc.constantFrom(0, 1, 333, 334, 499, 500, 501, 999, 1000, 1001, 20_000, 59_999, 60_000),
    // Fractions of a power of two, so that sums are exact and the edges are where the rule says.
    fc.integer({ min: 0, max: 2_000 * 1024 }).map((gap) => gap / 1024),
  ),
  { maxLength: 400 },
);

function arrivals(steps: number[]): number[] {
  let at = 0;
  return steps.map((gap) => {
    at += gap;
    return at;
  });
}

/** The rule in so many words: count what lies in the window that ends with this arrival. */
function model(times: number[], countRefused: boolean): boolean[] {
  const counted: number[] = [];
  return times.map((at) => {
    const within = (window: number) => counted.filter((each) => each > at - window).length;
    const passes = within(1000) < 3 && within(60_000) < 120;
    if (passes || countRefused) counted.push(at);
    return passes;
  });
}

for (const countRefused of [true, false]) {
  test(`passes exactly what both windows allow (refusals ${countRefused ? '' : 'not '}counted)`, () => {
    fc.assert(
      fc.property(gaps, (steps) => {
        const times = arrivals(steps);
        const limiter = new RateLimiter({ ...documentedLimits, countRefused });
        expect(times.map((at) => limiter.arrive(at) === 0)).toEqual(model(times, countRefused));
      }),
    );
  });
}

test('says after how long a request would pass', () => {
  fc.assert(
    fc.property(gaps, (steps) => {
      const limiter = new RateLimiter(documentedLimits);
      for (const at of arrivals(steps)) {
        const wait = limiter.arrive(at);
        if (wait <= 0) continue;
        expect(limiter.arrive(at + wait + 1e-6)).toBe(0);
        return;
      }
    }),
  );
});

test('holds the minute where the second alone would let everything pass', () => {
  const limiter = new RateLimiter(documentedLimits);
  const passed = Array.from({ length: 150 }, (_, index) => limiter.arrive(index * 400)).filter((wait) => wait === 0);
  expect(passed).toHaveLength(120);
});

test('scales both windows', () => {
  const limiter = new RateLimiter(documentedLimits, 0.1);
  expect([0, 0, 0, 99, 200].map((at) => limiter.arrive(at) === 0)).toEqual([true, true, true, false, true]);
});

test('refuses the fourth request of a second with the documented error body and no Retry-After', async () => {
  // A long window instead of the clock's second, so that a slow machine does not matter.
  const { sandbox, api } = await sandboxOfTest({ limits: documentedLimits, windowScale: 1000 });
  for (let passed = 0; passed < 3; passed += 1) expect((await api('GET', '/s/test')).status).toBe(200);
  const refused = await api('GET', '/organizations?x=1');
  expect(refused.status).toBe(429);
  expect(refused.body).toEqual({
    timestamp: expect.any(Number),
    error: expect.stringContaining('3 per second and 120 per minute'),
    path: '/api/org/v1/organizations',
    errorCode: 'RATE_LIMITED',
    status: 429,
  });
  expect(refused.headers.get('retry-after')).toBeNull();
  expect(sandbox.requests.map(({ refused: is }) => is)).toEqual([false, false, false, true]);
});

test('counts each key for itself, and names a Retry-After if it is told to', async () => {
  const { sandbox, api } = await sandboxOfTest({
    limits: { perSecond: 1, perMinute: 2, retryAfter: true },
    windowScale: 1000,
  });
  expect((await api('GET', '/organizations')).status).toBe(200);
  expect((await api('GET', '/organizations', undefined, 'bookkeeper')).status).toBe(200);
  const refused = await apiOf(sandbox)('GET', '/organizations');
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
});
