import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayOf } from './calendar.ts';
import { createTimeline } from './timeline.ts';

describe('a timeline', () => {
  const first = dayOf('2023-07-01');
  const last = dayOf('2025-06-15');

  it('gives every expense a day and every day its expenses', () => {
    fc.assert(
      fc.property(fc.nat(5000), fc.nat(700), (count, length) => {
        const timeline = createTimeline(first, first + length, count);
        expect(timeline.startOf(first)).toBe(0);
        expect(timeline.startOf(first + length + 1)).toBe(count);
        for (let index = 0; index < count; index += Math.ceil(count / 20)) {
          const day = timeline.dayOf(index);
          expect(timeline.startOf(day)).toBeLessThanOrEqual(index);
          expect(timeline.startOf(day + 1)).toBeGreaterThan(index);
        }
      }),
    );
  });

  it('has busy weeks, quiet weekends and a quiet August', () => {
    const timeline = createTimeline(first, last, 20_000);
    const between = (start: string, end: string) => timeline.startOf(dayOf(end) + 1) - timeline.startOf(dayOf(start));
    expect(between('2025-03-03', '2025-03-07')).toBeGreaterThan(8 * between('2025-03-08', '2025-03-09'));
    expect(between('2024-10-01', '2024-10-31')).toBeGreaterThan(1.5 * between('2024-08-01', '2024-08-31'));
  });

  it('covers days before and after it with nothing', () => {
    const timeline = createTimeline(first, last, 100);
    expect(timeline.startOf(first - 400)).toBe(0);
    expect(timeline.startOf(last + 400)).toBe(100);
  });
});
