import type { Expense } from '@jenji-kit/client';
import { type Sandbox, startSandbox } from '@jenji-kit/sandbox';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { connectionsTo, type TestConnections } from '../../test/connection.ts';
import type { Connection } from '../accounts/connection.ts';
import { createReviews } from '../review/create-reviews.ts';
import type { ReviewDesk } from '../review/reviews.ts';
import { type ActionReport, countsOf, summaryOf } from './action-report.ts';
import { type Actionable, actionablesOf } from './actionable.ts';
import { possibleActions } from './possible-actions.ts';
import { reportText } from './report-text.ts';
import { runAction } from './run-action.ts';

let sandbox: Sandbox;
let editor: TestConnections;
let connection: Connection;
let reviews: ReviewDesk;

beforeEach(async () => {
  sandbox = await startSandbox({ limits: 'none', expenses: 400 });
  editor = await connectionsTo(sandbox);
  connection = await editor.connection();
  reviews = createReviews(editor.connections);
});
afterEach(async () => {
  reviews.dispose();
  await editor.close();
  await sandbox.close();
});

const organization = () => {
  const [found] = sandbox.world.organizations.values();
  if (!found) throw new Error('The sandbox has no organization');
  return found;
};
const isDecided = ({ warnings }: Expense) => !warnings?.some(({ isPreventingValidation }) => isPreventingValidation);

/** Expenses of one state, as the tree hands them over, with what it has read of them. */
function chosen(state: string, count: number): Actionable[] {
  const expenses = [...sandbox.world.expenses.search(organization().header.id)]
    .map(({ expense }) => expense as Expense)
    .filter((expense) => expense.state === state && isDecided(expense))
    .slice(0, count);
  expect(expenses).toHaveLength(count);
  const known = connection.readings.peek<Expense[]>('organizations/o/expenses/2026-01')?.value ?? [];
  connection.readings.put('organizations/o/expenses/2026-01', [...known, ...structuredClone(expenses)]);
  return actionablesOf(
    expenses.map(({ id, organizationId }) => ({
      kind: 'expense' as const,
      accountId: connection.account.id,
      organizationId: organizationId ?? undefined,
      id: id ?? undefined,
    })),
    connection.readings,
    'en',
  );
}

const stateOf = ({ id }: Actionable) => sandbox.world.expenses.get(id)?.expense.state;

/** Runs an action, and approves what is planned once `before` has happened. */
async function run(
  records: readonly Actionable[],
  actionCode = 'accept',
  before: () => unknown = () => undefined,
): Promise<ActionReport> {
  const subscription = reviews.onDidBegin(async ({ id }) => {
    await before();
    await reviews.approve(id);
  });
  try {
    return await runAction({ connection, reviews, records, actionCode, comment: 'Fine.' });
  } finally {
    subscription.dispose();
  }
}

describe('the possible actions', () => {
  test('of a few records are asked of each, and told with how many can', async () => {
    const records = [...chosen('WAITING_FOR_VALIDATION', 3), ...chosen('PAID', 2)];
    const sent = sandbox.requests.length;
    const { actions, each } = await possibleActions(connection, records);
    expect(each).toBe(true);
    expect(sandbox.requests.length - sent).toBe(5);
    expect(actions.find(({ code }) => code === 'accept')).toMatchObject({ word: 'Accept', on: { length: 3 } });
  });

  test('of many are asked of one in each state: what they come to for each, the plan tells', async () => {
    const records = [...chosen('ACCEPTED', 10), ...chosen('PAID', 10)];
    const sent = sandbox.requests.length;
    const { actions, each } = await possibleActions(connection, records);
    expect(each).toBe(false);
    expect(sandbox.requests.length - sent).toBe(2);
    expect(actions.find(({ code }) => code === 'reopen')?.on).toHaveLength(10);
  });

  test('are no longer waited for where somebody gives up', async () => {
    const controller = new AbortController();
    controller.abort();
    const records = chosen('WAITING_FOR_VALIDATION', 2);
    await expect(possibleActions(connection, records, { signal: controller.signal })).rejects.toThrow(/Cancelled/);
  });
});

test('records are named by vendor and amount, each once, whatever else is selected', () => {
  const [record] = chosen('WAITING_FOR_VALIDATION', 1);
  if (!record) throw new Error('There is none');
  expect(record.name).toMatch(/ · \d+\.\d\d [A-Z]{3}$/);
  const { subject } = record;
  const others = [subject, subject, { kind: 'month' as const, accountId: 'a' }];
  expect(actionablesOf(others, connection.readings, 'en')).toHaveLength(1);
});

describe('an action on several', () => {
  test('is one plan, done on each, with the comment kept and the state told', async () => {
    const records = chosen('WAITING_FOR_VALIDATION', 3);
    const report = await run(records);
    expect(summaryOf(report)).toBe('Accept: 3 done.');
    expect(records.map(stateOf)).toEqual(['ACCEPTED', 'ACCEPTED', 'ACCEPTED']);
    expect(report.results.map(({ why }) => why)).toEqual(Array(3).fill('Now: Accepted'));
    const kept = records.map(({ id }) => sandbox.world.expenses.get(id)?.comments?.at(-1)?.comment);
    expect(kept).toEqual(['Fine.', 'Fine.', 'Fine.']);
    const [change, ...others] = await (await connection.changes()).list({ limit: 5 });
    expect([change?.items.length, others.length]).toEqual([3, 0]);
  });

  test('leaves out those on which it is not possible, and says why', async () => {
    const records = [...chosen('WAITING_FOR_VALIDATION', 2), ...chosen('PAID', 1)];
    const report = await run(records);
    expect(summaryOf(report)).toBe('Accept: 2 done, 1 skipped.');
    expect(report.results[2]).toMatchObject({ outcome: 'skipped', why: expect.stringContaining('not possible') });
    const text = reportText(report, 'today');
    expect(text).toMatch(
      /^Accept: 2 done, 1 skipped\.\ntoday\n\nSkipped \(1\)\n {2}.+\n(?: {6}.{1,90}\n)+\nDone \(2\)\n/,
    );
    expect(records.map(stateOf)).toEqual(['ACCEPTED', 'ACCEPTED', 'PAID']);
  });

  test('that is possible on none is refused before anybody is asked', async () => {
    await expect(run(chosen('PAID', 2))).rejects.toThrow(/None of the 2 changes is possible/);
  });

  test('tells what somebody else changed meanwhile, and does the rest', async () => {
    const records = chosen('WAITING_FOR_VALIDATION', 3);
    const report = await run(records, 'accept', () => {
      const record = sandbox.world.expenses.get(records[1]?.id ?? '');
      if (!record) throw new Error('It is gone');
      sandbox.world.expenses.put({ ...record, expense: { ...record.expense, state: 'REFUSED' } });
    });
    expect(report.results.map(({ outcome }) => outcome)).toEqual(['done', 'failed', 'done']);
    expect(report.results[1]?.why).toMatch(/plan again|not possible/);
  });

  test.each([
    ['a 429 that passes', { kind: 'status', status: 429, times: 2 }, ['done', 'done', 'done']],
    ['a refusal', { kind: 'status', status: 403, times: 1 }, ['failed', 'done', 'done']],
    ['a connection cut after it was done', { kind: 'reset-after', times: 1 }, ['done', 'done', 'done']],
  ] as const)('tells the truth after %s', async (_, fault, outcomes) => {
    const records = chosen('WAITING_FOR_VALIDATION', 3);
    const report = await run(records, 'accept', () =>
      sandbox.faults.add({ ...fault, operation: 'expenses.actions.execute' }),
    );
    expect(report.results.map(({ outcome }) => outcome)).toEqual(outcomes);
    // What is told as done is done, and the other way round.
    const done = report.results.map(({ outcome }) => outcome === 'done');
    expect(records.map((record) => stateOf(record) === 'ACCEPTED')).toEqual(done);
    expect(countsOf(report).done).toBe(outcomes.filter((outcome) => outcome === 'done').length);
  });

  test('says of what is not known that it is not known, and sends nothing more', async () => {
    const records = chosen('WAITING_FOR_VALIDATION', 3);
    const report = await run(records, 'accept', () =>
      sandbox.faults.add({ kind: 'garbage', operation: 'expenses.actions.execute', times: 1 }),
    );
    expect(report.results.map(({ outcome }) => outcome)).toEqual(['unknown', 'not-sent', 'not-sent']);
    expect(summaryOf(report)).toBe('Accept: 0 done, 2 not sent, 1 unknown.');
    expect(reportText(report, 'today').indexOf('Unknown (1)')).toBeLessThan(
      reportText(report, 'today').indexOf('Not sent (2)'),
    );
  });
});

test('what was refused by a person was not done, and that person need not be told', async () => {
  const records = chosen('WAITING_FOR_VALIDATION', 2);
  const subscription = reviews.onDidBegin(({ id }) => void reviews.refuse(id, 'Not now'));
  const report = await runAction({ connection, reviews, records, actionCode: 'accept' });
  subscription.dispose();
  expect(report.decision).toBe('refused');
  expect(report.results.map(({ outcome }) => outcome)).toEqual(['not-sent', 'not-sent']);
  expect(records.map(stateOf)).toEqual(Array(2).fill('WAITING_FOR_VALIDATION'));
});

test('planning can be given up; nothing was sent', async () => {
  const records = chosen('WAITING_FOR_VALIDATION', 3);
  const controller = new AbortController();
  const running = runAction({
    connection,
    reviews,
    records,
    actionCode: 'accept',
    signal: controller.signal,
    planning: (done) => done === 1 && controller.abort(),
  });
  await expect(running).rejects.toMatchObject({ name: 'AbortedError' });
  expect(records.map(stateOf)).toEqual(Array(3).fill('WAITING_FOR_VALIDATION'));
});

test('an expense request is acted on in the same way', async () => {
  const [organizationId = ''] = sandbox.world.organizations.keys();
  const { data } = await connection.jenji.expenseRequests.search({ body: { start: '2020-01-01', end: '2030-01-01' } });
  connection.readings.put(`organizations/${organizationId}/expenseRequests/2020-01-01..2030-01-01`, data);
  for (const { id, label } of data) {
    const subject = { kind: 'expenseRequest' as const, accountId: connection.account.id, organizationId, id: id ?? '' };
    const records = actionablesOf([subject], connection.readings, 'en');
    expect(records[0]?.name).toBe(label);
    const { actions } = await possibleActions(connection, records);
    const [action] = actions;
    if (!action) continue;
    const report = await run(records, action.code);
    expect(report.results[0]).toMatchObject({ outcome: 'done', why: expect.stringMatching(/^Now: /) });
    return;
  }
  throw new Error('No request has an action');
});
