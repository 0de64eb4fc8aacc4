import { activityOn, type Day } from './calendar.ts';

/**
 * Which expense falls on which day: `count` of them, numbered from 0 in the order of their days, spread over the days
 * in proportion to what is spent on such a day.
 */
export interface Timeline {
  readonly count: number;
  readonly firstDay: Day;
  readonly lastDay: Day;
  /** Number of the first expense of the day, or of the next one if the day has none; `count` after the last day. */
  startOf(day: Day): number;
  dayOf(index: number): Day;
}

export function createTimeline(firstDay: Day, lastDay: Day, count: number): Timeline {
  const days = lastDay - firstDay + 1;
  const shares = new Float64Array(days + 1);
  for (let day = 0; day < days; day += 1) shares[day + 1] = (shares[day] ?? 0) + activityOn(firstDay + day);
  const all = shares[days] ?? 1;
  const starts = Array.from(shares, (share) => Math.round((share / all) * count));
  return {
    count,
    firstDay,
    lastDay,
    startOf(day) {
      return starts[Math.min(Math.max(day - firstDay, 0), days)] ?? count;
    },
    dayOf(index) {
      // The last day that starts at or before the expense.
      let low = 0;
      let high = days - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if ((starts[middle] ?? 0) <= index) low = middle;
        else high = middle - 1;
      }
      return firstDay + low;
    },
  };
}
