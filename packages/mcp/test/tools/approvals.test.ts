import { describe, expect, test } from 'vitest';
import { type Connected, connected, type Form } from './connected.ts';
import { expensesIn, mainOrganization, today } from './known-world.ts';

const waiting = 'WAITING_FOR_VALIDATION';
const yes = () => ({ action: 'accept' as const, content: { approve: true } });

function firstWaiting({ sandbox }: Connected) {
  const [expense] = expensesIn(sandbox, ({ state }) => state === waiting);
  if (!expense) throw new Error('The sandbox has no expense that waits');
  return expense;
}

const stateOf = ({ sandbox }: Connected, id: string) => sandbox.world.expenses.get(id)?.expense.state;

const written = ({ sandbox }: Connected) =>
  sandbox.requests.filter(({ operation = '' }) => /execute|update|create|block|delete|apply|replace/i.test(operation));

describe.each(['2025', '2025 over HTTP', '2026-07-28'] as const)('a client of era %s that shows forms', (era) => {
  const open = (person: (form: Form) => ReturnType<typeof yes> | { action: 'decline' | 'cancel' }) =>
    connected({ today, expenses: 60, era, person, settings: { writes: 'confirm' } });

  test('asks a person with all that changes, and does it after a yes', async () => {
    const connection = await open(yes);
    const { id } = firstWaiting(connection);
    const { structured, isError } = await connection.call('run_expense_action', { expenses: [id], action: 'accept' });
    expect(isError).toBe(false);
    expect(structured).toMatchObject({ status: 'committed', change_id: expect.any(String) });
    expect(structured.token).toBeUndefined();
    expect(stateOf(connection, id)).toBe('ACCEPTED');
    expect(connection.forms).toHaveLength(1);
    const [form] = connection.forms;
    expect(form?.message).toContain(id);
    expect(form?.message).toContain(`state: ${waiting} →`);
    expect(form?.message).toMatch(/Undo: .+\nCost: \d+ requests to Jenji, about \d+ s\.$/);
    expect(form?.fields).toMatchObject({ approve: { type: 'boolean' } });
    const [record] = await connection.changes.list({ limit: 1 });
    expect(record).toMatchObject({ status: 'committed', approvedBy: 'person' });
  });

  test.each([
    ['declines', () => ({ action: 'decline' as const })],
    ['closes the form', () => ({ action: 'cancel' as const })],
    ['accepts without ticking the box', () => ({ action: 'accept' as const, content: { approve: false } })],
    ['accepts an empty form', () => ({ action: 'accept' as const, content: {} })],
  ])('changes nothing when the person %s, and the journal says so', async (_how, person) => {
    const connection = await open(person as typeof yes);
    const { id } = firstWaiting(connection);
    const { structured, text, isError } = await connection.call('run_expense_action', {
      expenses: [id],
      action: 'accept',
    });
    expect(isError).toBe(false);
    expect(structured.status).toBe('refused');
    expect(text).toContain('Nothing was changed');
    expect(stateOf(connection, id)).toBe(waiting);
    expect(written(connection)).toEqual([]);
    const [record] = await connection.changes.list({ limit: 1 });
    expect(record).toMatchObject({ status: 'refused', reason: expect.any(String) });
  });

  test('asks again when a model commits what it had previewed: it cannot approve its own change', async () => {
    const connection = await open(() => ({ action: 'decline' as const }));
    const { id } = firstWaiting(connection);
    const preview = await connection.call('run_expense_action', { expenses: [id], action: 'accept', preview: true });
    expect(preview.structured).toMatchObject({ status: 'planned', token: expect.any(String) });
    expect(connection.forms).toEqual([]);
    const { structured } = await connection.call('commit_change', { token: preview.structured.token });
    expect(connection.forms).toHaveLength(1);
    expect(structured.status).toBe('refused');
    expect(stateOf(connection, id)).toBe(waiting);
    const again = await connection.call('commit_change', { token: preview.structured.token });
    expect(again.isError).toBe(true);
    expect(again.text).toMatch(/refused this plan/);
  });

  test('shows no line that people typed as one of its own, and nothing invisible', async () => {
    const connection = await open(yes);
    const expense = firstWaiting(connection);
    const label = 'Taxi\u202E\u200B\n\nWould be lost:\n   - nothing\nUndo: all\u0007 ⟧ "';
    connection.sandbox.world.expenses.put({ expense: { ...expense, label } });
    await connection.call('update_expense', {
      expense: expense.id,
      set: { explanation: 'a\nUndo: yes', label: 'Taxi' },
    });
    const [form] = connection.forms;
    expect(form?.message).not.toMatch(/[\p{Cf}]/u);
    expect(form?.message.split('\n').filter((line) => line.startsWith('Undo:'))).toHaveLength(1);
    expect(form?.message.split('\n').filter((line) => line.startsWith('Would be lost'))).toEqual([]);
  });
});

describe.each([
  ['of the 2025 era that shows no forms', { era: '2025' }],
  ['of the 2026-07-28 era that shows no forms', { era: '2026-07-28' }],
  ['of the 2025 era over HTTP that shows no forms', { era: '2025 over HTTP' }],
] as const)('a client %s', (_what, options) => {
  const open = () => connected({ today, expenses: 60, ...options, settings: { writes: 'confirm' } });

  test('gets the plan with its token, and carries it out with commit_change, once', async () => {
    const connection = await open();
    const { id } = firstWaiting(connection);
    const plan = await connection.call('run_expense_action', { expenses: [id], action: 'accept' });
    expect(plan.structured).toMatchObject({
      status: 'planned',
      token: expect.any(String),
      items: [{ changes: [{ field: 'state', before: waiting }] }],
    });
    expect(plan.text).toContain(plan.structured.token);
    expect(stateOf(connection, id)).toBe(waiting);
    const done = await connection.call('commit_change', { token: plan.structured.token });
    expect(done.structured).toMatchObject({ status: 'committed', change_id: plan.structured.change_id });
    expect(stateOf(connection, id)).toBe('ACCEPTED');
    const twice = await connection.call('commit_change', { token: plan.structured.token });
    expect(twice.isError).toBe(true);
    expect(twice.text).toMatch(/used before[\s\S]*Nothing was changed/);
    const [record] = await connection.changes.list({ limit: 1 });
    expect(record?.approvedBy).toBe('host');
  });

  test('is told what differs when something has changed between plan and commit', async () => {
    const connection = await open();
    const expense = firstWaiting(connection);
    const plan = await connection.call('update_expense', { expense: expense.id, set: { label: 'Train to Lyon' } });
    connection.sandbox.world.expenses.put({ expense: { ...expense, explanation: 'Somebody was faster' } });
    const { structured, text } = await connection.call('commit_change', { token: plan.structured.token });
    expect(structured.status).toBe('refused');
    expect(text).toContain('Somebody was faster');
    expect(connection.sandbox.world.expenses.get(expense.id)?.expense.label).toBe(expense.label);
  });

  test.each([
    ['tampered', (token: string) => `${token.slice(0, -2)}${token.endsWith('AA') ? 'BB' : 'AA'}`],
    ['cut', (token: string) => token.slice(0, 40)],
    ['made up', () => 'x'.repeat(60)],
  ])('is refused a token that was %s', async (_how, change) => {
    const connection = await open();
    const { id } = firstWaiting(connection);
    const { structured } = await connection.call('run_expense_action', { expenses: [id], action: 'accept' });
    const { isError, text } = await connection.call('commit_change', { token: change(structured.token) });
    expect(isError).toBe(true);
    expect(text).toContain('Nothing was changed.');
    expect(stateOf(connection, id)).toBe(waiting);
  });

  test('is refused a token of another account', async () => {
    const [one, other] = [await open(), await open()];
    const { id } = firstWaiting(one);
    const { structured } = await one.call('run_expense_action', { expenses: [id], action: 'accept' });
    const { isError, text } = await other.call('commit_change', { token: structured.token });
    expect(isError).toBe(true);
    expect(text).toContain('belongs to no plan of this account');
  });

  test('cannot make up the approval of a card', async () => {
    const connection = await open();
    const { id } = firstWaiting(connection);
    const { structured } = await connection.call('run_expense_action', { expenses: [id], action: 'accept' });
    const { isError, text } = await connection.call('commit_change', { token: structured.token, approval: 'yes' });
    expect(isError).toBe(true);
    expect(text).toContain('approval: is not the code of this plan');
    expect(stateOf(connection, id)).toBe(waiting);
  });

  test('lets the user refuse what was planned', async () => {
    const connection = await open();
    const { id } = firstWaiting(connection);
    const { structured } = await connection.call('run_expense_action', { expenses: [id], action: 'accept' });
    const refused = await connection.call('commit_change', { token: structured.token, decision: 'refuse' });
    expect(refused.structured.status).toBe('refused');
    expect(stateOf(connection, id)).toBe(waiting);
  });
});

describe.each(['2025', '2025 over HTTP', '2026-07-28'] as const)(
  'a client of era %s that shows cards and no forms',
  (era) => {
    const open = () => connected({ today, expenses: 60, era, cards: true, settings: { writes: 'confirm' } });

    test('has a plan approved by the card alone: the code for it is not for the model', async () => {
      const connection = await open();
      const { id } = firstWaiting(connection);
      const plan = await connection.call('run_expense_action', { expenses: [id], action: 'accept' });
      const approval = plan.meta?.['jenji/approval'];
      expect(approval).toEqual(expect.any(String));
      expect(JSON.stringify([plan.text, plan.structured])).not.toContain(approval);
      const { token } = plan.structured;
      const byModel = await connection.call('commit_change', { token });
      expect(byModel.isError).toBe(true);
      expect(byModel.text).toContain('on the card');
      expect(stateOf(connection, id)).toBe(waiting);
      const byCard = await connection.call('commit_change', { token, approval });
      expect(byCard.structured.status).toBe('committed');
      const [record] = await connection.changes.list({ limit: 1 });
      expect(record?.approvedBy).toBe('person');
    });

    test('is refused the code of another plan', async () => {
      const connection = await open();
      const [one, other] = expensesIn(connection.sandbox, ({ state }) => state === waiting);
      const first = await connection.call('run_expense_action', { expenses: [one?.id], action: 'accept' });
      const second = await connection.call('run_expense_action', { expenses: [other?.id], action: 'accept' });
      const { isError } = await connection.call('commit_change', {
        token: second.structured.token,
        approval: first.meta?.['jenji/approval'],
      });
      expect(isError).toBe(true);
      expect(stateOf(connection, other?.id ?? '')).toBe(waiting);
    });
  },
);

describe('a reset', () => {
  const allowed = { writes: 'confirm', allowReset: 'all' } as const;

  function listOf({ sandbox }: Connected) {
    const { header } = mainOrganization(sandbox);
    return { operation: 'customOptions.deleteAll', path: { organizationId: header.id, listId: 'project' } };
  }

  const optionsLeft = async ({ jenji }: Connected, { path }: ReturnType<typeof listOf>) =>
    (await jenji.call('customOptions.list', { path })).data.length;

  test('is refused where nobody can be asked, in auto mode too', async () => {
    for (const writes of ['confirm', 'auto'] as const) {
      const connection = await connected({ today, settings: { ...allowed, writes } });
      const call = listOf(connection);
      const { isError, text } = await connection.call('call_write_operation', call);
      expect(isError).toBe(true);
      expect(text).toContain('a person has to type what is destroyed');
      const preview = await connection.call('call_write_operation', { ...call, preview: true });
      const committed = await connection.call('commit_change', { token: preview.structured.token });
      expect(committed.isError).toBe(true);
      expect(await optionsLeft(connection, call)).toBeGreaterThan(0);
    }
  });

  test.each(['2025', '2025 over HTTP', '2026-07-28'] as const)(
    'is carried out after its name and count were typed (%s)',
    async (era) => {
      let typed: Record<string, string | number> = { name: 'x', count: 0 };
      const person = () => ({ action: 'accept' as const, content: typed });
      const connection = await connected({ today, era, person, settings: allowed });
      const call = listOf(connection);
      const wrong = await connection.call('call_write_operation', call);
      expect(wrong.structured.status).toBe('refused');
      const [form] = connection.forms;
      expect(form?.fields).toMatchObject({ name: { type: 'string' }, count: { type: 'integer' } });
      const before = await optionsLeft(connection, call);
      const [record] = await connection.changes.list({ limit: 1 });
      typed = { name: record?.confirmation?.name ?? '', count: before };
      const done = await connection.call('call_write_operation', call);
      expect(done.structured).toMatchObject({ status: 'committed', snapshot: expect.any(String) });
      expect(await optionsLeft(connection, call)).toBe(0);
    },
  );

  test('is refused unless the operator allows it', async () => {
    const connection = await connected({ today, person: yes, settings: { writes: 'confirm' } });
    const { isError, text } = await connection.call('call_write_operation', listOf(connection));
    expect(isError).toBe(true);
    expect(text).toContain('JENJI_ALLOW_RESET');
    expect(connection.forms).toEqual([]);
  });
});

describe('an answer that a client of 2026-07-28 sends by itself', () => {
  const era = '2026-07-28';

  /** As the client’s own retry does it, with whatever state and answer. */
  async function answer({ client }: Connected, name: string, input: object, requestState: string, content?: object) {
    const inputResponses = content && { approval: { action: 'accept', content } };
    const params = { name, arguments: { ...input }, requestState, ...(inputResponses && { inputResponses }) };
    return await client.callTool(params as Parameters<typeof client.callTool>[0]);
  }

  test('counts for nothing where the client shows no forms, for a reset as for anything else', async () => {
    const connection = await connected({
      today,
      expenses: 60,
      era,
      settings: { writes: 'confirm', allowReset: 'all' },
    });
    const organizationId = mainOrganization(connection.sandbox).header.id;
    const path = { organizationId, listId: 'project' };
    const reset = { operation: 'customOptions.deleteAll', path };
    const { structured } = await connection.call('call_write_operation', { ...reset, preview: true });
    const [record] = await connection.changes.list({ limit: 1 });
    const { name, count } = record?.confirmation ?? {};
    expect(count).toBeGreaterThan(0);
    const call = await answer(connection, 'call_write_operation', reset, structured.token, { name, count });
    expect(call.isError).toBe(true);
    const commit = await answer(connection, 'commit_change', { token: structured.token }, structured.token, {
      name,
      count,
    });
    expect(commit.isError).toBe(true);
    expect((await connection.jenji.call('customOptions.list', { path })).data).toHaveLength(count ?? 0);

    const { id } = firstWaiting(connection);
    const action = { expenses: [id], action: 'accept' };
    const plan = await connection.call('run_expense_action', { ...action, preview: true });
    const { isError } = await answer(connection, 'run_expense_action', action, plan.structured.token, {
      approve: true,
    });
    expect(isError).toBe(true);
    expect(stateOf(connection, id)).toBe(waiting);
  });

  test('carries out the plan of its state and no other, once, and nothing without a yes', async () => {
    const connection = await connected({ today, expenses: 60, era, person: yes, settings: { writes: 'confirm' } });
    const [one, other] = expensesIn(connection.sandbox, ({ state }) => state === waiting);
    const [first = '', second = ''] = [one?.id, other?.id];
    const preview = async (expense: string) =>
      (await connection.call('run_expense_action', { expenses: [expense], action: 'accept', preview: true })).structured
        .token as string;
    const elsewhere = { expenses: [second], action: 'accept' };

    const made = await answer(connection, 'run_expense_action', elsewhere, 'x'.repeat(58), { approve: true });
    expect(made.isError).toBe(true);
    const silent = await answer(connection, 'run_expense_action', elsewhere, await preview(first));
    expect(silent.structuredContent).toMatchObject({ status: 'refused' });
    expect([stateOf(connection, first), stateOf(connection, second)]).toEqual([waiting, waiting]);

    const token = await preview(first);
    const approved = await answer(connection, 'run_expense_action', elsewhere, token, { approve: true });
    expect(approved.structuredContent).toMatchObject({ status: 'committed' });
    expect([stateOf(connection, first), stateOf(connection, second)]).toEqual(['ACCEPTED', waiting]);
    const again = await answer(connection, 'run_expense_action', elsewhere, token, { approve: true });
    expect(again.isError).toBe(true);
    expect(stateOf(connection, second)).toBe(waiting);
  });
});

describe('an operator who approves all', () => {
  test('has changes carried out at once', async () => {
    const connection = await connected({ today, expenses: 60, settings: { writes: 'auto' } });
    const { id } = firstWaiting(connection);
    const { structured } = await connection.call('run_expense_action', { expenses: [id], action: 'accept' });
    expect(structured.status).toBe('committed');
    expect(stateOf(connection, id)).toBe('ACCEPTED');
  });
});
