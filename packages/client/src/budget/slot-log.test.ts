import { expect, it } from 'vitest';
import { type Entry, type Happening, SlotLog } from './slot-log.ts';

const limits = { perSecond: 3, perMinute: 5 };
const second = 1001;
const minute = 60_060;

function logWith(...entries: [at: number, happening: Happening, by?: string][]): SlotLog {
  const log = new SlotLog({ second: 1000, minute: 60_000 });
  for (const [at, happening, by = 'me'] of entries) log.apply({ ...happening, at, by } as Entry);
  return log;
}
const take = (slot: string): Happening => ({ do: 'take', slot, limits });
const settle = (slot: string): Happening => ({ do: 'settle', slot });

it('gives slots up to the limit of the second, in flight or not', () => {
  const log = logWith([0, take('a')], [1, settle('a')], [2, take('b')], [3, take('c')]);
  expect(log.apply({ ...take('d'), at: 4, by: 'me' })).toBe(false);
  expect(log.used(4)).toEqual({ second: 3, minute: 3 });
  expect(log.free(4, limits)).toBe(0);
});

it('counts a settled slot until the window has passed since it was settled, not since it was given', () => {
  const log = logWith([0, take('a')], [0, take('b')], [0, take('c')], [400, settle('b')]);
  expect(log.earliest(500, limits)).toBe(400 + second);
  expect(log.used(400 + second - 0.001).second).toBe(3);
  expect(log.used(400 + second).second).toBe(2);
  expect(log.apply({ ...take('d'), at: 400 + second, by: 'me' })).toBe(true);
});

it('holds the minute when the second has room', () => {
  const happenings = ['a', 'b', 'c', 'd', 'e'].flatMap((slot, index): [number, Happening][] => [
    [index * 2000, take(slot)],
    [index * 2000, settle(slot)],
  ]);
  const log = logWith(...happenings);
  expect(log.free(20_000, limits)).toBe(0);
  expect(log.earliest(20_000, limits)).toBe(minute);
});

it('takes slots in flight to be answered at once when it looks ahead', () => {
  const log = logWith([0, take('a')], [0, take('b')], [0, take('c')]);
  expect(log.earliest(700, limits)).toBe(700 + second);
  expect(log.forecast(700, limits, 1)).toBe(700 + second);
  expect(log.forecast(700, limits, 2)).toBe(700 + minute);
});

it('never counts an entry as older than those before it', () => {
  const log = logWith([0, take('a')], [0, take('b')], [0, take('c')], [5000, settle('a')], [100, settle('b')]);
  expect(log.earliest(5000, limits)).toBe(5000 + second);
  expect(log.apply({ ...take('d'), at: 5500, by: 'me' })).toBe(false);
});

it('holds each claim to the limits of its own owner over the common log', () => {
  const log = logWith([0, take('a')], [0, take('b')]);
  expect(log.apply({ do: 'take', slot: 'x', limits: { perSecond: 2, perMinute: 100 }, at: 1, by: 'low' })).toBe(false);
  expect(log.apply({ ...take('c'), at: 1, by: 'me' })).toBe(true);
});

it('ends the slots and the wait of an owner that is gone, from the moment that was found', () => {
  const waiter = { rank: 1, count: 1 };
  const log = logWith([0, take('a'), 'dead'], [0, { do: 'wait', waiter }, 'dead'], [0, take('b')]);
  expect(log.owners()).toEqual(new Set(['dead', 'me']));
  log.apply({ do: 'gone', owner: 'dead', at: 300, by: 'me' });
  expect(log.owners()).toEqual(new Set(['me']));
  expect(log.used(300 + second - 1).second).toBe(2);
  expect(log.used(300 + second).second).toBe(1);
});

it('counts the windows as full for as long as the server named', () => {
  const log = logWith([0, take('a')], [50, { do: 'refuse', slot: 'a', pause: 7000 }]);
  expect(log.free(100, limits)).toBe(0);
  expect(log.pausedAt(7049)).toBe(true);
  expect(log.earliest(100, limits)).toBe(7050);
});

it('without a named pause waits one second, and twice as long each time it is refused again, up to a minute', () => {
  const log = logWith();
  const pauses: number[] = [];
  let at = 0;
  for (let round = 0; round < 8; round += 1) {
    log.apply({ ...take(`${round}`), limits: { perSecond: 3, perMinute: 100 }, at, by: 'me' } as Entry);
    log.apply({ do: 'refuse', slot: `${round}`, at, by: 'me' });
    const until = log.earliest(at, { perSecond: 3, perMinute: 100 });
    pauses.push((until - at) / second);
    at = until;
  }
  expect(pauses.map(Math.round)).toEqual([1, 2, 4, 8, 16, 32, 60, 60]);
});

it('takes refusals of requests sent together for one', () => {
  const refuse = (slot: string): Happening => ({ do: 'refuse', slot });
  const log = logWith([0, take('a')], [0, take('b')], [0, take('c')], [10, refuse('a')], [10, refuse('b')]);
  log.apply({ ...refuse('c'), at: 20, by: 'me' });
  expect(log.state()).toMatchObject({ refusals: 1, pausedUntil: 10 + second });
});

it('forgets refusals once a request sent after the pause succeeds', () => {
  const log = logWith([0, take('a')], [0, { do: 'refuse', slot: 'a' }], [2000, take('b')], [2000, settle('b')]);
  log.apply({ ...take('c'), at: 2001, by: 'me' });
  log.apply({ do: 'refuse', slot: 'c', at: 2002, by: 'me' });
  expect(log.state()).toMatchObject({ refusals: 1, pausedUntil: 2002 + second });
});

it('counts both windows as full for a minute from the entry that follows a lost one', () => {
  const log = logWith([0, { do: 'here' }]);
  log.doubt();
  expect(log.inDoubt).toBe(true);
  log.apply({ do: 'here', at: 500, by: 'me' });
  expect(log.inDoubt).toBe(false);
  expect(log.earliest(600, limits)).toBe(500 + minute);
});

it('goes on from the state of another log as if it had seen everything itself', () => {
  const before = logWith(
    [0, take('a')],
    [10, settle('a')],
    [20, take('b'), 'other'],
    [30, { do: 'wait', waiter: { rank: 5, count: 2 } }, 'other'],
    [40, { do: 'refuse', slot: 'b' }, 'other'],
    [1100, take('c'), 'other'],
  );
  const after = logWith();
  after.restore(before.state(), 1200);
  expect(after.state()).toEqual(before.state());
  expect(after.used(1300)).toEqual(before.used(1300));
  expect(after.owners()).toEqual(new Set(['other']));
});
