import { expect, test } from 'vitest';
import { Readings } from '../readings/readings.ts';
import { waitingRead } from './waiting-read.ts';

const waiting = (id: string, time: string, state = 'WAITING_FOR_VALIDATION') => ({ id, time, state });

test('of two readings of an expense, the later one says whether it waits', () => {
  let now = 0;
  const readings = new Readings(() => ++now);
  const ids = () =>
    waitingRead(readings, 'o')
      .map(({ id }) => id)
      .sort();
  readings.put('organizations/o/expenses/2026-11', [
    waiting('a', '2026-11-01'),
    waiting('b', '2026-11-02', 'WAITING_FOR_CFO'),
  ]);
  expect(ids()).toEqual(['a', 'b']);
  readings.put('organizations/o/expenses/waiting', [waiting('c', '2026-10-01'), waiting('d', '2026-11-03')]);
  expect(ids()).toEqual(['b', 'c', 'd']);
  readings.put('organizations/o/expenses/2026-11', [{ ...waiting('d', '2026-11-03'), state: 'ACCEPTED' }]);
  expect(ids()).toEqual(['c']);
  readings.put('organizations/o/expenses/2026-10', []);
  expect(ids()).toEqual([]);
  expect(waitingRead(readings, 'o')).toBe(waitingRead(readings, 'o'));
});
