import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { listedTools } from '../../src/registry/tool-listing.ts';
import { toolsetNames } from '../../src/registry/toolsets.ts';
import { connectedForAll } from './connected.ts';
import { today } from './known-world.ts';

const tools = listedTools({ toolsets: toolsetNames, writes: 'auto' });

interface JsonSchema {
  type?: string;
  enum?: unknown[];
  properties?: Record<string, JsonSchema>;
  items?: JsonSchema;
  required?: string[];
  [keyword: string]: unknown;
}

const path = { organizationId: 'o', expenseId: 'e' };

/** Wrong in one way each: the call, and the field that the answer has to name. */
const wrong: [tool: string, input: Record<string, unknown>, field: string][] = [
  ['search_expenses', { start: '2026-02-30', end: '2026-03-01' }, 'start'],
  ['search_expenses', { start: '2026-03-01' }, 'end'],
  ['search_expenses', { end: '2026-03-01' }, 'start'],
  ['search_expenses', { start: '2026-03-02', end: '2026-03-01' }, 'end'],
  ['search_expenses', { start: '01/03/2026', end: '2026-03-01' }, 'start'],
  ['search_expenses', { groups: 'Sales' }, 'groups'],
  ['search_expenses', { groups: [] }, 'groups'],
  ['search_expenses', { groups: [' '] }, 'groups[0]'],
  ['search_expenses', { groups: Array.from({ length: 101 }, (_, each) => `${each}`) }, 'groups'],
  ['search_expenses', { min_amount: '10' }, 'min_amount'],
  ['search_expenses', { min_amount: Number('1234567890.1234567') }, 'min_amount'],
  ['search_expenses', { min_amount: 1.005, currency: 'EUR' }, 'min_amount'],
  ['search_expenses', { max_amount: 10.5, currency: 'JPY' }, 'max_amount'],
  ['search_expenses', { min_amount: 2, max_amount: 1 }, 'max_amount'],
  ['search_expenses', { currency: 'EURO' }, 'currency'],
  ['search_expenses', { text: '…' }, 'text'],
  ['search_expenses', { limit: 201 }, 'limit'],
  ['search_expenses', { limit: 1.5 }, 'limit'],
  ['search_expenses', { sort: 'random' }, 'sort'],
  ['search_expenses', { fields: ['password'] }, 'fields[0]'],
  ['search_expenses', { types: ['TAXI'] }, 'types[0]'],
  ['search_expenses', { from: '2026-03-01' }, 'from'],
  ['search_expenses', { cursor: 'x' }, 'cursor'],
  ['search_users', { cursor: 'x' }, 'cursor'],
  ['get_organization', { cursor: 'x' }, 'cursor'],
  ['list_custom_fields', { cursor: 'x' }, 'cursor'],
  ['list_custom_field_options', { field: 'project', cursor: 'x' }, 'cursor'],
  ['get_expense', {}, 'expense'],
  ['get_expense', { expense: '..' }, 'expense'],
  ['get_expense', { expense: '%2e%2e' }, 'expense'],
  ['get_expense', { expense: 'a/../b' }, 'expense'],
  ['get_expense', { expense: 'x'.repeat(201) }, 'expense'],
  ['get_expense', { expense: 'a\u0000b' }, 'expense'],
  ['run_expense_action', { expenses: ['.'], action: 'accept' }, 'expenses[0]'],
  ['run_expense_action', { expenses: [], action: 'accept' }, 'expenses'],
  ['run_expense_action', { expenses: ['e', 'e'], action: 'accept' }, 'expenses[1]'],
  ['run_expense_action', { expenses: ['e'], action: '..' }, 'action'],
  ['run_expense_action', { expenses: ['e'] }, 'action'],
  ['run_expense_action', { expenses: ['e'], action: 'a', comment: 'x'.repeat(2001) }, 'comment'],
  ['update_expense', { expense: 'e' }, 'set'],
  ['update_expense', { expense: '..', set: { label: 'x' } }, 'expense'],
  ['update_expense', { expense: 'e', set: 'label' }, 'set'],
  ['update_user', { user: 'x', set: {}, clear: [] }, 'set'],
  ['update_user', { set: { firstName: 'x' } }, 'user'],
  ['invite_user', { login: '' }, 'login'],
  ['set_user_access', { users: [], blocked: true }, 'users'],
  ['set_user_access', { users: ['x'] }, 'blocked'],
  ['commit_change', {}, 'token'],
  ['commit_change', { token: 'x', decision: 'maybe' }, 'decision'],
  ['undo_change', { change_id: '../x' }, 'change_id'],
  ['list_changes', { limit: 0 }, 'limit'],
  ['call_write_operation', { operation: 'users.lst' }, 'operation'],
  ['call_write_operation', { operation: 'users.list' }, 'operation'],
  ['call_write_operation', { operation: 'users.block', path: { organizationId: 'o' } }, 'path.userId'],
  ['call_write_operation', { operation: 'users.block', path: { organizationId: 'o', userId: '..' } }, 'path.userId'],
  [
    'call_write_operation',
    { operation: 'users.update', path: { organizationId: 'o', userId: 'u' }, body: { no: 1 } },
    'body.no',
  ],
  ['call_write_operation', { operation: 'groups.create', path: { organizationId: 'o' }, body: 'x' }, 'body'],
  [
    'call_write_operation',
    { operation: 'users.update', path: { organizationId: 'o', userId: 'u' }, clear: ['id'] },
    'clear',
  ],
  ['get_user', { user: '' }, 'user'],
  ['get_organization', { sections: ['users'] }, 'sections[0]'],
  ['list_custom_fields', { of: 'company' }, 'of'],
  ['list_custom_field_options', {}, 'field'],
  ['search_users', { blocked: 'yes' }, 'blocked'],
  ['find_operation', { query: '?!' }, 'query'],
  ['call_read_operation', { operation: 'expenses.get', path: { ...path, expenseId: '..' } }, 'path.expenseId'],
  ['call_read_operation', { operation: 'users.list', path: 'o' }, 'path'],
];

/** One connection for the tests that send nothing. */
const shared = connectedForAll({ today });

describe('input that breaks a rule', () => {
  const cases = wrong.map(([tool, input, field]) => [tool, JSON.stringify(input).slice(0, 80), field, input] as const);
  test.each(cases)('%s %s is refused, naming %s, and nothing is sent', async (tool, _shown, field, input) => {
    const { call, sandbox, mistakes } = await shared();
    const { isError, text } = await call(tool, input);
    expect(isError).toBe(true);
    expect(text).toContain(`${field}: `);
    expect(sandbox.requests).toEqual([]);
    expect(mistakes).toEqual([]);
  });

  test.each(tools.map(({ name }) => name))('%s refuses an argument it does not know', async (name) => {
    const { call, sandbox } = await shared();
    const { isError, text } = await call(name, { surprise: 1 });
    expect(isError).toBe(true);
    expect(text).toContain('surprise: is not an argument of this tool');
    expect(sandbox.requests).toEqual([]);
  });
});

const fuzzed = connectedForAll({ today, expenses: 50 });

describe('any input at all', () => {
  test.each(tools)('$name answers, or names what is wrong; it never fails', async ({ name, inputSchema }) => {
    const { call, mistakes } = await fuzzed();
    const fields = Object.keys((inputSchema as JsonSchema).properties ?? {});
    await fc.assert(
      fc.asyncProperty(inputFor(inputSchema), async (input) => {
        const { isError, text, structured } = await call(name, input);
        expect(mistakes).toEqual([]);
        if (!isError) expect(structured).toBeTypeOf('object');
        else if (text.startsWith('The arguments')) {
          expect(
            [...fields, ...Object.keys(input)].some((field) => text.includes(field)),
            text,
          ).toBe(true);
        }
        expect(text).not.toBe('');
      }),
      { numRuns: 100 },
    );
  });
});

/** Texts that mean something in the world, by the name of the argument that takes them. */
const sensible: Record<string, string[]> = {
  organization: ['Atelier Lumière'],
  groups: ['Sales', 'ingenierie'],
  users: ['Camille', 'elodie petit'],
  user: ['Camille', 'elodie petit'],
  categories: ['meals', 'Déplacements'],
  payment_methods: ['cash'],
  states: ['pending', 'PAID'],
  currency: ['EUR', 'JPY'],
  field: ['project', 'agency'],
  operation: ['mileage.address', 'organizations.list', 'users.list'],
  profile: ['manager'],
  fields: ['id', 'name'],
  text: ['a', 'hotel'],
  query: ['users', 'approve'],
  start: ['2026-06-01'],
  end: ['2026-06-30'],
};

/** Inputs of some arguments that mostly fit, with values of other types, and arguments that do not exist. */
function inputFor(schema: JsonSchema): fc.Arbitrary<Record<string, unknown>> {
  const properties = Object.entries(schema.properties ?? {});
  const required = properties.filter(([name]) => schema.required?.includes(name));
  const fitting = fc
    .subarray(properties, { maxLength: Math.min(4, properties.length) })
    .chain((some) =>
      fc.record(Object.fromEntries([...required, ...some].map(([name, member]) => [name, valueFor(member, name)]))),
    );
  const odd = fc.dictionary(
    fc.constantFrom(...properties.map(([name]) => name), 'other', 'constructor'),
    fc.jsonValue() as fc.Arbitrary<unknown>,
    { minKeys: 1, maxKeys: 2 },
  );
  return fc.tuple(fitting, fc.option(odd, { freq: 1, nil: {} })).map(([base, more]) => ({ ...base, ...more }));
}

function valueFor({ type, enum: values, items }: JsonSchema, name: string): fc.Arbitrary<unknown> {
  if (values) return fc.constantFrom(...values);
  if (type === 'boolean') return fc.boolean();
  if (type === 'integer') return fc.integer({ min: -1, max: 300 });
  if (type === 'number') return fc.oneof(fc.integer(), fc.double());
  if (type === 'array') return fc.array(valueFor(items ?? {}, name), { maxLength: 3 });
  if (type === 'object') return fc.oneof(fc.constant({}), fc.object());
  const odd = fc.oneof(
    fc.constantFrom('2026-02-30', '0000-00-00', '..', '%2e', '', ' ', '\u27E7\u202E', '\uD800', '__proto__'),
    fc.string({ unit: 'binary' }),
  );
  const known = sensible[name];
  return known ? fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...known) }, { weight: 1, arbitrary: odd }) : odd;
}
