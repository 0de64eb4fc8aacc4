import { type Sandbox, startSandbox } from '@jenji-kit/sandbox';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as z from 'zod';
import { forEachClient } from './for-each-client.ts';
import { sandboxEnvironment } from './sandbox-environment.ts';

const answer = z.object({ expense: z.looseObject({ id: z.string(), label: z.string() }) });

let sandbox: Sandbox;
let env: Record<string, string>;
let expenses: string[];
beforeAll(async () => {
  sandbox = await startSandbox({ limits: 'none', expenses: 1200 });
  env = { ...sandboxEnvironment(sandbox), JENJI_BUDGET_PER_SECOND: '100000', JENJI_BUDGET_PER_MINUTE: '1000000' };
  expenses = [...sandbox.world.organizations.values()]
    .flatMap(({ header }) => [...sandbox.world.expenses.search(header.id)])
    .flatMap(({ expense }) => (expense.state === 'DELETED' ? [] : [expense.id]));
});
afterAll(() => sandbox.close());

forEachClient(({ maker, connect }) => {
  // Every client shows that it works; the current one shows it at length.
  const calls = maker === '@modelcontextprotocol/client 2.4' ? 1000 : 100;

  test(`of ${calls} calls at once, each gets its own answer, and none is lost`, async () => {
    const client = await connect({ env });
    const ids = expenses.slice(0, calls);
    const answers = await Promise.all(ids.map((expense) => client.callTool('get_expense', { expense })));
    expect(answers.map(({ structured }) => answer.parse(structured).expense.id)).toEqual(ids);
    expect(answers.every(({ text }, index) => text.includes(`Expense ${ids[index]}`))).toBe(true);
    expect(new Set(ids).size).toBe(calls);
    // However busy the machine is: what counts is that each answer is the right one.
  }, 120_000);
});
