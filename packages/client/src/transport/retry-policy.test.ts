import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backoff, retryAfter } from './retry-policy.ts';

const settings = { maxAttempts: 9, firstWaitMs: 100, longestWaitMs: 1000 };

describe('the wait before the next attempt', () => {
  it('doubles up to its longest, is never less than half of that, nor than the server asks for', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), fc.option(fc.nat(5000), { nil: undefined }), (failed, asked) => {
        const most = Math.min(100 * 2 ** (failed - 1), 1000);
        const wait = backoff(settings, failed, asked);
        expect(wait).toBeGreaterThanOrEqual(Math.max(most / 2, asked ?? 0));
        expect(wait).toBeLessThanOrEqual(Math.max(most, asked ?? 0));
      }),
    );
  });
});

describe('Retry-After', () => {
  const date = 'Wed, 21 Oct 2015 07:28:00 GMT';

  it.each([
    ['120', 120_000],
    ['0', 0],
    [' 1.5 ', 1500],
    ['Wed, 21 Oct 2015 07:28:30 GMT', 30_000],
    ['Wed, 21 Oct 2015 07:00:00 GMT', 0],
    ['soon', undefined],
    ['-1', undefined],
    ['', undefined],
  ])('of "%s" is %s ms', (value, ms) => {
    expect(retryAfter({ 'retry-after': value, date })).toBe(ms);
  });

  it('that is missing asks for nothing', () => {
    expect(retryAfter({ date })).toBeUndefined();
  });

  it('as a date counts from this machine’s clock when the server does not tell its own', () => {
    const ms = retryAfter({ 'retry-after': new Date(Date.now() + 60_000).toUTCString() });
    expect(ms).toBeGreaterThan(50_000);
    expect(ms).toBeLessThanOrEqual(60_000);
  });
});
