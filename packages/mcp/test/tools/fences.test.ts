import { type Endpoint, operationIds, operations } from '@jenji-kit/client';
import type { Expense } from '@jenji-kit/sandbox';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { listedTools } from '../../src/registry/tool-listing.ts';
import { defaultToolsets, type Toolset } from '../../src/registry/toolsets.ts';
import { type Connected, connected } from './connected.ts';
import { attack, breakOut, marker, poisoned, strings } from './hostile-world.ts';
import { mainOrganization, today } from './known-world.ts';
import { sampleCalls } from './sample-calls.ts';

function unsafe({ text, structured }: { text: string; structured: unknown }): string[] {
  return [
    // In the text a fence stands on one line: a new line is where a reader looks for what is said next.
    ...[text].flatMap((each) => breakOut(each, /⟦[^⟦⟧\n]*⟧/gu) ?? []),
    ...strings(structured).flatMap((each) => breakOut(each, /⟦[^⟦⟧]*⟧/gu) ?? []),
  ];
}

/** One call of every kind that shows what people typed, by tool. */
type Input = object | (() => Promise<object>);

function callsOf({ sandbox, changes }: Connected, [first, second, third, fourth]: Expense[]): Record<string, Input[]> {
  const organizationId = mainOrganization(sandbox).header.id;
  const [userId = ''] = mainOrganization(sandbox).users.keys();
  const june = { start: '2026-06-01', end: '2026-06-30' };
  const groupings = ['state', 'user', 'group', 'category', 'payment_method', 'vendor', 'type', 'currency', 'country'];
  const path = { organizationId, userId, expenseId: first?.id, groupId: 'root', listId: 'project', bookkeeperId: 'b' };
  const reading = operationIds.filter((id) => (operations[id] as Endpoint).hazard === 'read');
  return {
    list_organizations: [{}],
    get_organization: [
      { sections: ['groups', 'categories', 'payment_methods', 'custom_fields'], include_disabled: true },
    ],
    list_custom_fields: [{}, { of: 'expense' }],
    list_custom_field_options: [{ field: 'project' }, { field: 'nothing at all' }],
    search_users: [{}, { profile: 'nobody' }, { groups: ['nothing at all'] }],
    get_user: [{ user: userId }, { user: 'nothing at all' }],
    search_expenses: [
      { ...june, detail: 'full', limit: 50 },
      { ...june, groups: ['root'], categories: ['meals'], users: [userId], limit: 3 },
      { ...june, states: ['nothing at all'] },
      { ...june, users: ['nothing at all'] },
      { ...june, text: 'system', min_amount: 1e14 },
      ...groupings.map((by) => ({ ...june, group_by: by, limit: 2 })),
    ],
    get_expense: [first, second, third, fourth].map((expense) => ({ expense: expense?.id, exports: true })),
    run_expense_action: [
      { expenses: [first?.id], action: 'accept', expected_state: 'NO' },
      { expenses: [second?.id], action: 'no', expected_state: second?.state },
      { expenses: [fourth?.id], action: 'accept', as_user: 'nobody' },
      { expenses: [first, second, third, fourth].map((each) => each?.id), action: 'accept' },
    ],
    update_expense: [
      { expense: first?.id, set: { category: 'nothing at all' } },
      { expense: first?.id, set: { label: 'Taxi', customFields: { 'nothing at all': 1 } } },
      { expense: second?.id, set: { label: 'Taxi' }, preview: true },
      { expense: first?.id, set: { label: 'Taxi' }, clear: ['explanation'] },
    ],
    update_user: [
      { user: userId, set: { firstName: 'Ada' } },
      { user: userId, set: { groupId: 'nothing at all' } },
      { user: userId, set: { firstName: 'Ada' }, clear: ['internalId'], accept: ['language', 'preferredVehicle'] },
    ],
    invite_user: [{ login: 'a@example.com', group: 'nothing at all' }, { login: 'a@example.com' }],
    set_user_access: [
      { users: [userId], blocked: true },
      { users: [userId, 'nothing at all'], blocked: false },
    ],
    call_write_operation: operationIds
      .filter((id) => (operations[id] as Endpoint).hazard !== 'read')
      .map((operation) => {
        const names: readonly string[] = (operations[operation] as Endpoint).pathParameters;
        const given = names.map((name) => [name, path[name as keyof typeof path] ?? 'project']);
        return {
          operation,
          preview: true,
          ...(given.length > 0 && { path: Object.fromEntries(given) }),
          ...(/update|replaceAll/.test(operation) && {
            body: { disabled: true, name: 'x', disable: ['meals'], maxDisabled: 9 },
          }),
        };
      }),
    find_operation: [{ query: 'users' }],
    call_read_operation: reading.map((operation) => {
      const names: readonly string[] = (operations[operation] as Endpoint).pathParameters;
      const given = Object.entries(path).filter(([name]) => names.includes(name));
      return {
        operation,
        limit: 5,
        ...(given.length > 0 && { path: Object.fromEntries(given) }),
        ...(/search/i.test(operation) && { body: { ...june, searchMode: 'TIME' } }),
      };
    }),
    ...Object.fromEntries(
      Object.entries(sampleCalls(sandbox)).map(([tool, input]) => [tool, [input, { ...input, preview: true }]]),
    ),
    commit_change: [
      { token: 'x'.repeat(60) },
      async () => {
        const [waiting] = await changes.list({ limit: 1, status: 'pending' });
        return { token: await changes.tokenOf(waiting?.id ?? '') };
      },
    ],
    undo_change: [
      { change_id: '0123456789abcdef' },
      ...[0, 1, 2].map((at) => async () => ({
        change_id: (await changes.list({ limit: 3, status: 'committed' }))[at]?.id ?? '0123456789abcdef',
      })),
    ],
    list_changes: [
      {},
      { change_id: 'nothing' },
      async () => ({ change_id: (await changes.list({ limit: 1, status: 'committed' }))[0]?.id }),
    ],
  };
}

/** The toolsets that are tried here; those of accounting firms, requests and receipts have worlds and tests of their own. */
const ofTheseTools: readonly Toolset[] = [...defaultToolsets, 'settings', 'administration'];

describe('whatever people typed in Jenji', () => {
  test('never leaves its fence, in neither channel of any tool', async () => {
    await fc.assert(
      fc.asyncProperty(attack, async (hostile) => {
        const connection = await connected({ today, expenses: 60 });
        const calls = callsOf(connection, poisoned(connection.sandbox, hostile));
        expect(Object.keys(calls).sort()).toEqual(
          listedTools({ toolsets: ofTheseTools, writes: 'auto' })
            .map(({ name }) => name)
            .sort(),
        );
        const samples = sampleCalls(connection.sandbox);
        for (const [tool, inputs] of Object.entries(calls)) {
          let shown = false;
          for (const each of inputs) {
            const input = typeof each === 'function' ? await each() : each;
            const answer = await connection.call(tool, input as Record<string, unknown>);
            const what = `${tool} ${JSON.stringify(input)}: ${answer.text.slice(0, 2000)}\n${JSON.stringify(answer.structured)?.slice(0, 3000)}`;
            expect(unsafe(answer), what).toEqual([]);
            shown ||= JSON.stringify(answer).includes(marker);
          }
          // Else the test would prove nothing of this tool.
          if (tool !== 'find_operation' && !Object.hasOwn(samples, tool)) expect(shown, tool).toBe(true);
        }
        expect(connection.mistakes).toEqual([]);
      }),
      { numRuns: 4 },
    );
  }, 90_000);
});

test('nor do ids and codes that somebody made of sentences, in plans, refusals, results and the journal', async () => {
  await fc.assert(
    fc.asyncProperty(attack, async (hostile) => {
      const { call, sandbox, changes, mistakes } = await connected({ today, expenses: 60 });
      const main = mainOrganization(sandbox);
      const [person] = main.users.values();
      const id = `x${hostile}`;
      const labelsPerLanguage = { en: 'Odd' };
      const disabled = false;
      main.groups.push({ id, name: 'Odd group', parentGroupId: 'root' });
      main.categories.push({ id, labelsPerLanguage, disabled });
      main.optionLists.get('project')?.push({ id, labelsPerLanguage, disabled });
      const [rule] = main.warningRules;
      if (rule) main.warningRules.push({ ...rule, id, externalRuleId: hostile });
      if (!person) throw new Error('The organization has no users');
      person.user.profiles.push({ profileId: id, groupIds: [id] });
      const user = person.user.id;
      const answers = [];
      for (const [tool, input] of [
        ['change_categories', { disable: ['Odd'] }],
        ['change_categories', { disable: ['Odd'], max_disabled: 1 }],
        ['change_categories', { add: [{ id, labelsPerLanguage }] }],
        ['save_custom_field_options', { field: 'Project', options: [{ id, labelsPerLanguage: { en: 'New' } }] }],
        ['delete_custom_field_option', { field: 'Project', option: 'Odd' }],
        ['delete_warning_rule', { rule: id }],
        ['update_group', { group: 'Odd group', set: { parentGroupId: 'Export' } }],
        ['update_group', { group: 'Odd group', set: { parentGroupId: 'Odd group' } }],
        ['create_group', { name: 'Below', parent: 'Odd group' }],
        ['update_user', { user, set: { groupId: 'Odd group' }, accept: ['language', 'preferredVehicle'] }],
        ['change_delegations', { user, add: [{ groupId: 'Odd group', permission: 'WRITE', start: '2026-07-01' }] }],
        ['change_delegations', { user, add: [{ groupId: 'Odd group', permission: 'WRITE', start: '2026-07-01' }] }],
        ['change_delegations', { user, remove: [{ groupId: 'Odd group', since: '2026-07-02' }] }],
      ] as const) {
        answers.push(await call(tool, input), await call(tool, { ...input, preview: true }));
        const [pending] = await changes.list({ limit: 1, status: 'pending' });
        if (pending) answers.push(await call('commit_change', { token: await changes.tokenOf(pending.id) }));
      }
      for (const { id: change_id } of await changes.list({ limit: 100 })) {
        answers.push(await call('list_changes', { change_id }), await call('undo_change', { change_id }));
      }
      for (const answer of answers) expect(unsafe(answer), JSON.stringify(answer).slice(0, 3000)).toEqual([]);
      // Else the test would prove nothing.
      expect(answers.filter((answer) => JSON.stringify(answer).includes(marker)).length).toBeGreaterThan(12);
      expect(answers.filter(({ structured }) => structured?.status === 'committed').length).toBeGreaterThan(2);
      expect(mistakes).toEqual([]);
    }),
    { numRuns: 6 },
  );
});

test('names that answers show are understood as arguments, fenced or not, cleaned or not', async () => {
  const { call, sandbox } = await connected({ today, expenses: 60 });
  const { groups, users } = mainOrganization(sandbox);
  groups.push({ id: 'g-odd', name: 'Ven\u200Bte\u202Es ⟦France⟧', parentGroupId: 'root' });
  groups.push({ id: 'Équipe A', name: '東京', parentGroupId: 'root' });
  const [person] = users.values();
  if (person) person.user.groupId = 'g-odd';
  const { structured } = await call('get_organization', { sections: ['groups'] });
  const shown = structured.groups.slice(-2) as { id: string; path: string }[];
  expect(shown.map(({ path }) => path)).toEqual(['⟦Ventes [France]⟧', '⟦東京⟧']);
  const june = { start: '2026-06-01', end: '2026-06-30', limit: 0 };
  for (const { id, path } of shown) {
    for (const name of [id, path, path.slice(1, -1), `${path} (${id.replace(/[⟦⟧]/gu, '')})`]) {
      const { isError, text } = await call('search_expenses', { ...june, groups: [name] });
      expect(isError, text).toBe(false);
    }
  }
  const found = await call('search_users', { groups: ['⟦Ventes [France]⟧'] });
  expect(found.structured.users[0].group).toBe('⟦Ventes [France]⟧');
});
