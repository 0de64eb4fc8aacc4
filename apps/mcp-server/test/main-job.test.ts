import { startSandbox } from '@jenji-kit/sandbox';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { forEachClient } from './for-each-client.ts';
import { sandboxEnvironment } from './sandbox-environment.ts';

let sandbox: Awaited<ReturnType<typeof startSandbox>>;
beforeAll(async () => {
  sandbox = await startSandbox({ limits: 'none', expenses: 2000, today: '2026-04-15' });
});
afterAll(() => sandbox.close());

const executions = () => sandbox.requests.filter(({ operation }) => operation === 'expenses.actions.execute').length;

const found = z.looseObject({
  count: z.number(),
  expenses: z.array(z.looseObject({ id: z.string() })),
  next_cursor: z.string().optional(),
});
const planned = z.looseObject({ status: z.string(), token: z.string() });
const read = z.looseObject({ expense: z.looseObject({ state: z.string() }), actions: z.array(z.string()) });

forEachClient(({ connect }) => {
  test('searches, pages, looks at an expense, approves it, and is stopped when it acts on what is past', async () => {
    const client = await connect({ env: sandboxEnvironment(sandbox) });
    const call = async (name: string, input: Record<string, unknown>) => {
      const result = await client.callTool(name, input);
      expect(result, result.text).toMatchObject({ isError: false });
      return result.structured;
    };

    const query = { states: ['WAITING_FOR_VALIDATION'], start: '2026-01-01', end: '2026-04-15', limit: 1 };
    // Other clients approve too, each over a server that does not know of the others.
    const fresh = { ...query, fresh: true };
    const before = executions();
    const first = found.parse(await call('search_expenses', fresh));
    expect(first.count).toBeGreaterThan(1);
    const second = found.parse(await call('search_expenses', { ...fresh, cursor: first.next_cursor }));
    const expense = first.expenses[0]?.id;
    expect(second.expenses).toHaveLength(1);
    expect(second.expenses[0]?.id).not.toBe(expense);

    const { actions, expense: shown } = read.parse(await call('get_expense', { expense }));
    expect(shown.state).toBe('WAITING_FOR_VALIDATION');
    expect(actions).toContain('accept');

    const approval = { expenses: [expense], action: 'accept', expected_state: shown.state };
    const plan = planned.parse(await call('run_expense_action', approval));
    expect(plan.status).toBe('planned');
    const done = await call('commit_change', { token: plan.token });
    expect(done).toMatchObject({ status: 'committed', items: [{ changes: expect.any(Array) }] });
    const again = await client.callTool('run_expense_action', approval);
    expect(again).toMatchObject({ isError: true });
    expect(again.text).toContain('Nothing was changed.');
    expect(executions() - before).toBe(1);

    const after = found.parse(await call('search_expenses', query));
    expect(after.count).toBe(first.count - 1);
  });

  test('reaches an operation that has no tool of its own', async () => {
    const client = await connect({ env: sandboxEnvironment(sandbox) });
    const search = await client.callTool('find_operation', { query: 'voir les délégations d’un utilisateur' });
    expect(search.text).toContain('users.delegations.list');
    const users = z
      .looseObject({ users: z.array(z.looseObject({ id: z.string() })) })
      .parse((await client.callTool('search_users', { limit: 1 })).structured);
    const organizations = z
      .looseObject({ organizations: z.array(z.looseObject({ id: z.string() })) })
      .parse((await client.callTool('list_organizations')).structured);
    const delegations = await client.callTool('call_read_operation', {
      operation: 'users.delegations.list',
      path: { organizationId: organizations.organizations[0]?.id, userId: users.users[0]?.id },
    });
    expect(delegations, delegations.text).toMatchObject({ isError: false });
    const write = await client.callTool('call_read_operation', { operation: 'users.update', path: {}, body: {} });
    expect(write).toMatchObject({ isError: true });
  });
});
