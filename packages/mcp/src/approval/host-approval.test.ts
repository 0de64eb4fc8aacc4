import type { Plan } from '@jenji-kit/changes';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Decision, decisionOf } from './host-approval.ts';

const plannedAt = Date.parse('2026-06-30T12:00:00Z');
const plan: Plan = {
  id: '0123456789abcdef',
  hazard: 'merge',
  title: 'Change it',
  items: [],
  skipped: [],
  losses: [],
  notes: [],
  cost: { requests: 1, seconds: 0 },
  reversible: { answer: 'yes', text: 'It can.' },
  token: 'sealed',
  expiresAt: new Date(plannedAt + 15 * 60_000).toISOString(),
};

beforeEach(() => void vi.useFakeTimers({ now: plannedAt }));
afterEach(() => void vi.useRealTimers());

/** A decision that is waited for, with what the host was given and how often the client was told. */
function waitFor(caller = new AbortController(), isBegun = async () => false) {
  const tell = vi.fn();
  const approve = vi.fn((_plan: unknown, _ask: { token: string; signal: AbortSignal }) => decided);
  let decide: (decision: Decision) => void = () => {};
  const decided = new Promise<Decision>((resolve) => {
    decide = resolve;
  });
  const decision = decisionOf({ approve }, plan, 'sealed', { signal: caller.signal, tell, isBegun });
  return { decision, decide, tell, caller, signal: approve.mock.calls[0]?.[1].signal };
}

test('the client is told at once and from time to time, and not any more once it is decided', async () => {
  const { decision, decide, tell } = waitFor();
  expect(tell).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(60_000);
  expect(tell).toHaveBeenCalledTimes(5);
  decide({ approved: true });
  expect(await decision).toEqual({ approved: true });
  expect(vi.getTimerCount()).toBe(0);
});

test('a plan that expires while it waits is refused, and the host hears that nobody waits any more', async () => {
  const { decision, signal } = waitFor();
  vi.advanceTimersByTime(15 * 60_000);
  expect(await decision).toEqual({ approved: false, reason: 'Nobody decided before the plan expired.' });
  expect(signal?.aborted).toBe(true);
});

test('a plan that is being carried out when it would expire was decided on: its end is waited for', async () => {
  const { decision, decide, signal } = waitFor(new AbortController(), async () => true);
  await vi.advanceTimersByTimeAsync(20 * 60_000);
  expect(signal?.aborted).toBe(false);
  decide({ approved: true });
  expect(await decision).toEqual({ approved: true });
  expect(vi.getTimerCount()).toBe(0);
});

test('a yes that comes with the cancelling of the call is none', async () => {
  const { decision, decide, caller, signal } = waitFor();
  decide({ approved: true });
  caller.abort(new Error('cancelled'));
  await expect(decision).rejects.toThrow('cancelled');
  expect(signal?.aborted).toBe(true);
});

test('nobody is asked for a call that is cancelled already', async () => {
  const caller = new AbortController();
  caller.abort(new Error('cancelled'));
  const { decision, tell } = waitFor(caller);
  await expect(decision).rejects.toThrow('cancelled');
  expect(tell).not.toHaveBeenCalled();
});
