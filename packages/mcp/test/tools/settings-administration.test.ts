import { afterAll, describe, expect, test } from 'vitest';
import manifest from '../../src/generated/tool-manifest.json' with { type: 'json' };
import { connected } from './connected.ts';
import { today } from './known-world.ts';
import { sampleCalls } from './sample-calls.ts';

const tools = manifest.tools.filter(({ toolset }) => toolset === 'settings' || toolset === 'administration');
const open = () => connected({ today, expenses: 60, settings: { writes: 'auto', allowReset: 'all' } });

/** What became of each undo, for those who read the output. */
const undone: string[] = [];
afterAll(() => process.stdout.write(`${undone.join('\n')}\n`));

describe.each(tools)('$name', ({ name, hazard, ...tool }) => {
  test('does its work, sends nothing when only a plan is asked for, and is turned back where that is possible', async () => {
    const { call, sandbox, changes, mistakes } = await open();
    const input = sampleCalls(sandbox)[name];
    expect(input, `there is no sample call of ${name}`).toBeDefined();
    if (hazard === 'read') {
      const answer = await call(name, input);
      expect(answer.isError, answer.text).toBe(false);
      expect(answer.structured.total, answer.text).toBeGreaterThan(0);
      return;
    }
    const plan = await call(name, { ...input, preview: true });
    expect(plan.structured, plan.text).toMatchObject({ status: 'planned', token: expect.any(String) });
    expect(plan.structured.items[0].changes.length, plan.text).toBeGreaterThan(0);
    const own: readonly string[] = tool.operations ?? [];
    expect(sandbox.requests.filter(({ operation }) => operation && own.includes(operation))).toEqual([]);
    expect(mistakes).toEqual([]);
    if (hazard === 'reset') return;

    const done = await call(name, input);
    expect(done.structured, done.text).toMatchObject({ status: 'committed' });
    const undo = await call('undo_change', { change_id: done.structured.change_id });
    if (undo.isError) expect(undo.text).toMatch(/Nothing was changed\.$/);
    else expect((await changes.get(done.structured.change_id))?.status).toBe('undone');
    undone.push(`${name}: ${undo.isError ? undo.text.split('\n')[0]?.slice(0, 150) : 'undone'}`);
    expect(mistakes).toEqual([]);
  });
});

test('an argument that is wrong is named as the tool calls it', async () => {
  const { call } = await open();
  const cases: [string, Record<string, unknown>, string][] = [
    ['change_categories', { add: [{ id: 'gift' }] }, 'add[0].id: '],
    ['change_categories', {}, 'arguments: '],
    ['change_categories', { add: [{ id: 'x', parentCategoryId: 'no such' }] }, 'add[0].parentCategoryId: '],
    [
      'change_delegations',
      { user: 'Camille Moreau', add: [{ userId: 'Camille Moreau', permission: 'ALL' }] },
      'add[0].permission: ',
    ],
    ['update_group', { group: 'Sales', set: { parentGroupId: 'no such' } }, 'set.parentGroupId: '],
    ['update_group', { group: 'Sales' }, 'set: '],
    [
      'create_user',
      { login: 'a@example.com', group: 'Sales', set: { customFields: { 'no such': 1 } } },
      'set.customFields.no such: ',
    ],
    ['update_allowance_template', { template: 'x', set: { total: 'much' } }, 'set.total: '],
  ];
  for (const [name, input, field] of cases) {
    const { isError, text } = await call(name, input);
    expect(isError).toBe(true);
    expect(text, `${name} ${JSON.stringify(input)}`).toContain(field);
    expect(text).toContain('Nothing was changed.');
  }
});
