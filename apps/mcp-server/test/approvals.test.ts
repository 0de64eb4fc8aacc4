import { startSandbox } from '@jenji-kit/sandbox';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { forEachClient, type Person } from './for-each-client.ts';
import { sandboxEnvironment } from './sandbox-environment.ts';

let sandbox: Awaited<ReturnType<typeof startSandbox>>;
beforeAll(async () => {
  sandbox = await startSandbox({ limits: 'none', expenses: 6000, today: '2026-04-15' });
});
afterAll(() => sandbox.close());

const planned = z.looseObject({ status: z.string(), change_id: z.string(), token: z.string().optional() });

/** An expense that waits and that no other test of this file acts on. */
function nextWaiting(): string {
  const [organization] = sandbox.world.organizations.values();
  for (const { expense } of sandbox.world.expenses.search(organization?.header.id ?? '')) {
    if (expense.state !== 'WAITING_FOR_VALIDATION' || taken.has(expense.id)) continue;
    taken.add(expense.id);
    return expense.id;
  }
  throw new Error('No expense waits any more');
}
const taken = new Set<string>();
const stateOf = (id: string) => sandbox.world.expenses.get(id)?.expense.state;

forEachClient(({ connect, connectPerson }) => {
  test('a person approves, declines or cancels in a form, where the client shows forms', async () => {
    const answers: ReturnType<Person>[] = [
      { action: 'accept', content: { approve: true } },
      { action: 'decline' },
      { action: 'cancel' },
      { action: 'accept', content: { approve: false } },
    ];
    const forms: string[] = [];
    let answer = answers[0] ?? { action: 'cancel' as const };
    const person: Person = ({ message }) => {
      forms.push(message);
      return answer;
    };
    const client = await connectPerson(person, { env: sandboxEnvironment(sandbox) });
    if (client === undefined) return;
    for (answer of answers) {
      const id = nextWaiting();
      const result = await client.callTool('run_expense_action', { expenses: [id], action: 'accept' });
      const { status, token } = planned.parse(result.structured);
      const approved = answer.content?.approve === true;
      expect(token).toBeUndefined();
      expect(status).toBe(approved ? 'committed' : 'refused');
      expect(stateOf(id)).toBe(approved ? 'ACCEPTED' : 'WAITING_FOR_VALIDATION');
    }
    expect(forms).toHaveLength(answers.length);
    for (const form of forms) expect(form).toMatch(/state: WAITING_FOR_VALIDATION →[\s\S]*Undo: [\s\S]*Cost: /);
  });

  test('a reset is carried out only after a person typed what it destroys, and never where no forms are shown', async () => {
    const [{ header } = { header: { id: '' } }] = sandbox.world.organizations.values();
    const path = { organizationId: header.id, listId: 'project' };
    const reset = { operation: 'customOptions.deleteAll', path };
    const options = { env: { ...sandboxEnvironment(sandbox), JENJI_ALLOW_RESET: 'all' } };
    const left = () => sandbox.world.organizations.get(header.id)?.optionLists.get('project')?.length ?? 0;
    const before = left();
    expect(before).toBeGreaterThan(0);

    const alone = await connect(options);
    expect(await alone.callTool('call_write_operation', reset)).toMatchObject({ isError: true });
    const preview = await alone.callTool('call_write_operation', { ...reset, preview: true });
    const { token } = planned.parse(preview.structured);
    const typed = { approval: 'yes', name: 'project', count: before };
    for (const more of [{}, { approval: 'yes' }, typed]) {
      expect(await alone.callTool('commit_change', { token, ...more })).toMatchObject({ isError: true });
    }

    // Somebody who ticks whatever there is to tick, and types what he is not asked for.
    const person: Person = () => ({ action: 'accept', content: { approve: true, name: 'project', count: before + 1 } });
    const asked = await connectPerson(person, options);
    if (asked) {
      const refused = await asked.callTool('call_write_operation', reset);
      expect(planned.parse(refused.structured).status).toBe('refused');
      const again = planned.parse(
        (await asked.callTool('call_write_operation', { ...reset, preview: true })).structured,
      );
      const committed = await asked.callTool('commit_change', { token: again.token });
      expect(planned.parse(committed.structured).status).toBe('refused');
    }
    expect(left()).toBe(before);
  });

  test('a model cannot approve what it planned itself where its client shows forms', async () => {
    let asked = 0;
    const person: Person = () => {
      asked++;
      return { action: 'decline' };
    };
    const client = await connectPerson(person, { env: sandboxEnvironment(sandbox) });
    if (client === undefined) return;
    const id = nextWaiting();
    const action = { expenses: [id], action: 'accept', preview: true };
    const { token } = planned.parse((await client.callTool('run_expense_action', action)).structured);
    expect(await client.callTool('commit_change', { token, approval: 'yes' })).toMatchObject({ isError: true });
    expect(asked).toBe(0);
    expect(planned.parse((await client.callTool('commit_change', { token })).structured).status).toBe('refused');
    expect(asked).toBe(1);
    expect(stateOf(id)).toBe('WAITING_FOR_VALIDATION');
  });

  test('a plan is committed by a client that shows no forms, and turned back', async () => {
    const client = await connect({ env: sandboxEnvironment(sandbox) });
    const id = nextWaiting();
    const before = sandbox.world.expenses.get(id)?.expense.explanation;
    const plan = planned.parse(
      (await client.callTool('update_expense', { expense: id, set: { explanation: 'Lunch with a client' } }))
        .structured,
    );
    expect(plan.status).toBe('planned');
    expect(sandbox.world.expenses.get(id)?.expense.explanation).toBe(before);
    const done = planned.parse((await client.callTool('commit_change', { token: plan.token })).structured);
    expect(done).toMatchObject({ status: 'committed', change_id: plan.change_id });
    expect(sandbox.world.expenses.get(id)?.expense.explanation).toBe('Lunch with a client');
    const undo = planned.parse((await client.callTool('undo_change', { change_id: done.change_id })).structured);
    expect(undo.status).toBe('planned');
    await client.callTool('commit_change', { token: undo.token });
    expect(sandbox.world.expenses.get(id)?.expense.explanation ?? '').toBe(before ?? '');
    const again = await client.callTool('commit_change', { token: plan.token });
    expect(again).toMatchObject({ isError: true });
    const listed = await client.callTool('list_changes', { limit: 2 });
    expect(listed.text).toContain(done.change_id);
  });
});
