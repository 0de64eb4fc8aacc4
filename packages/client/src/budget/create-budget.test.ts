import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Budget } from './budget.ts';
import { type BudgetOptions, createBudget } from './create-budget.ts';

/** Windows so long that nothing leaves them while a test runs. */
const windows = { second: 600_000, minute: 3_600_000 };
const key = { baseUrl: 'https://api.jenji.io', user: 'ada@example.com' };
let folder: string;
let budgets: Budget[];

beforeEach(() => {
  folder = fs.mkdtempSync(join(tmpdir(), 'jenji-budget-'));
  budgets = [];
});
afterEach(async () => {
  await Promise.all(budgets.map((budget) => budget.close()));
  fs.rmSync(folder, { recursive: true, force: true });
  vi.unstubAllEnvs();
});

function budgetFor(options: BudgetOptions): Budget {
  const budget = createBudget({ windows, folder, ...options });
  budgets.push(budget);
  return budget;
}
const usedIn = async (budget: Budget) => (await budget.status()).used.second;

it('counts for itself when it is for no key', async () => {
  const [one, other] = [budgetFor({}), budgetFor({})];
  (await one.acquire()).settle();
  expect([await usedIn(one), await usedIn(other)]).toEqual([1, 0]);
  expect(fs.readdirSync(folder)).toEqual([]);
});

it('counts together with all that are for the same user at the same server', async () => {
  const one = budgetFor({ key });
  const same = budgetFor({ key: { ...key, baseUrl: new URL('https://api.jenji.io/elsewhere') } });
  const others = [
    budgetFor({ key: { ...key, user: 'grace@example.com' } }),
    budgetFor({ key: { ...key, baseUrl: 'https://api-test.jenji.io' } }),
  ];
  (await one.acquire()).settle();
  expect(await usedIn(same)).toBe(1);
  for (const other of others) expect(await usedIn(other)).toBe(0);
});

it('tells what it took itself from what others of the machine took, and who of them waits', async () => {
  const limits = { perSecond: 3, perMinute: 10 };
  const [one, other] = [budgetFor({ key, limits }), budgetFor({ key, limits })];
  (await one.acquire()).settle();
  (await one.acquire()).refused(1);
  const inFlight = await other.acquire();
  expect(await one.status()).toMatchObject({ used: { second: 3 }, own: { second: 2, minute: 2 }, waitingElsewhere: 0 });
  expect(await other.status()).toMatchObject({ used: { second: 3 }, own: { second: 1, minute: 1 } });

  const leaving = new AbortController();
  const waiting = [other.acquire({ signal: leaving.signal }), other.acquire({ signal: leaving.signal })];
  expect(await other.status()).toMatchObject({ waiting: 2, waitingElsewhere: 0 });
  await vi.waitFor(async () => expect((await one.status()).waitingElsewhere).toBeGreaterThan(0));
  leaving.abort();
  await Promise.allSettled(waiting);
  inFlight.release();
  expect((await other.status()).own).toEqual({ second: 0, minute: 0 });
});

it('touches no file before it is used', () => {
  budgetFor({ key });
  expect(fs.readdirSync(folder)).toEqual([]);
});

it.skipIf(process.platform === 'win32')('keeps its files in the state folder, closed to everyone else', async () => {
  const state = join(folder, 'new', 'state');
  vi.stubEnv('JENJI_STATE_DIR', state);
  const budget = createBudget({ windows, key });
  budgets.push(budget);
  (await budget.acquire()).settle();
  const files = fs.readdirSync(join(state, 'budget'));
  expect(files).toEqual([expect.stringMatching(/^[0-9a-f]{64}\.1\.jsonl$/)]);
  expect(fs.statSync(join(state, 'budget')).mode & 0o777).toBe(0o700);
  expect(fs.readFileSync(join(state, 'budget', files[0] ?? ''), 'utf8')).not.toContain('ada');
});

it('warns the process when it cannot be shared', async () => {
  const warned = vi.spyOn(process, 'emitWarning').mockImplementation(() => {});
  fs.writeFileSync(join(folder, 'budget'), '');
  const budget = budgetFor({ key });
  (await budget.acquire()).settle();
  expect(await usedIn(budget)).toBe(1);
  expect(warned.mock.calls).toEqual([[expect.stringContaining('cannot be shared'), { code: 'JENJI_BUDGET' }]]);
  warned.mockRestore();
});

it('wakes up those who wait on the clock of the machine', async () => {
  const budget = budgetFor({ limits: { perSecond: 1, perMinute: 100 }, windows: { second: 20, minute: 1000 } });
  const given: number[] = [];
  for (let index = 0; index < 3; index += 1) {
    const slot = await budget.acquire();
    given.push(performance.now());
    slot.settle();
  }
  for (const [index, at] of given.entries()) expect(at - (given[index - 1] ?? -1000)).toBeGreaterThan(20);
});

it.each([
  [{ limits: { perSecond: 0 } }, 'budget.perSecond'],
  [{ limits: { perMinute: 1.5 } }, 'budget.perMinute'],
  [{ windows: { second: -1, minute: 60_000 } }, 'budget.windows.second'],
  [{ windows: { second: 1000, minute: Number.NaN } }, 'budget.windows.minute'],
])('refuses %j, naming the option', (options, name) => {
  expect(() => createBudget(options)).toThrow(name);
});
