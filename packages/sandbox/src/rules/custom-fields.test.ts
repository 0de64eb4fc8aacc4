import { describe, expect, it } from 'vitest';
import type { CustomField, CustomFieldState } from '../world/index.ts';
import { customFieldProblems, missingCustomFields } from './custom-fields.ts';
import type { ScopeContext } from './scope-condition.ts';

const state = (field: Partial<CustomField> & { key: string }, disabled = false): CustomFieldState => ({
  field: { type: 'STRING', required: true, ...field },
  disabled,
});
const context: ScopeContext = {
  user: { groupId: 'north', profiles: [] },
  groups: [{ id: 'root' }, { id: 'sales', parentGroupId: 'root' }, { id: 'north', parentGroupId: 'sales' }],
  expense: { type: 'STANDARD', category: 'meal', total: 40 },
};

describe('missingCustomFields', () => {
  it('names required fields without a value, and no others', () => {
    const fields = [
      state({ key: 'a' }),
      state({ key: 'b' }),
      state({ key: 'c', required: false }),
      state({ key: 'd' }, true),
    ];
    expect(missingCustomFields(fields, { a: 'x', b: '' }, context)).toEqual(['b']);
    expect(missingCustomFields(fields, undefined, context)).toEqual(['a', 'b']);
  });

  it('counts false and zero as values, an empty list as none', () => {
    const fields = [state({ key: 'a' }), state({ key: 'b' }), state({ key: 'c' })];
    expect(missingCustomFields(fields, { a: false, b: 0, c: [] }, context)).toEqual(['c']);
  });

  it('asks only for fields whose scope condition holds', () => {
    const meals = { type: 'EBF_EQ', field: 'CATEGORY', value: 'meal' } as const;
    const fields = [
      state({ key: 'guests', visibleScopeCondition: meals }),
      state({ key: 'nights', visibleScopeCondition: { type: 'NOT', condition: meals } }),
      { ...state({ key: 'secret' }), editableScopeCondition: { type: 'FALSE' as const } },
    ];
    expect(missingCustomFields(fields, {}, context)).toEqual(['guests']);
  });

  it('asks only the groups that the field is for, with those below them', () => {
    const fields = [
      state({ key: 'sales', editableByGroups: ['sales'] }),
      state({ key: 'lab', visibleByGroups: ['lab'] }),
      state({ key: 'all', editableByGroups: [] }),
    ];
    expect(missingCustomFields(fields, {}, context)).toEqual(['sales', 'all']);
    expect(missingCustomFields(fields, {}, {})).toEqual(['all']);
  });
});

describe('customFieldProblems', () => {
  const options = new Map([['codes', [{ id: 'P1' }, { id: 'P2', disabled: true }]]]);
  const problems = (field: Partial<CustomField>, value: unknown) =>
    customFieldProblems([state({ key: 'k', ...field })], { k: value }, options).map(({ message }) => message);

  it.each([
    ['DATE', 1522540800000, '2018-04-01'],
    ['LONG', 3, 3.5],
    ['NUMBER', 3.5, '3.5'],
    ['BOOLEAN', false, 'false'],
    ['STRING', 'x', 7],
    ['LONGTEXT', 'x', {}],
    ['EXTERNAL', 'x', 7],
    ['STRING_SET', ['x', 'y'], ['x', 1]],
    ['LIST', 'P1', 4],
    ['LIST', ['P1'], [4]],
    ['FILES', ['u/f.pdf'], 'u/f.pdf'],
    ['TIME_HH_MM', '23:59', '24:00'],
    ['PLACE', 'Lyon', 7],
    ['PLACE', { address: 'Lyon' }, ['Lyon']],
  ])('%s takes %j, not %j', (type, good, bad) => {
    expect(problems({ type }, good)).toEqual([]);
    expect(problems({ type }, bad)).toEqual([expect.stringMatching(new RegExp(`"k" \\(${type}\\) needs `))]);
  });

  it('holds numbers to their bounds, wherever those are written', () => {
    expect(problems({ type: 'LONG', validation: { minimumValue: 1, maximumValue: 5 } }, 5)).toEqual([]);
    expect(problems({ type: 'LONG', validation: { minimumValue: 1, maximumValue: 5 } }, 6)).toHaveLength(1);
    expect(problems({ type: 'NUMBER', minimumValue: 0.5 }, 0.4)).toHaveLength(1);
  });

  it('refuses unknown and disabled options', () => {
    const list = { type: 'LIST', listId: 'codes' };
    expect(problems(list, 'P1')).toEqual([]);
    expect(problems(list, 'P9')).toEqual([expect.stringContaining('no option "P9"')]);
    expect(problems(list, ['P1', 'P2'])).toEqual([expect.stringContaining('"P2" disabled')]);
  });

  it('lets undefined keys, empty values and new types through', () => {
    expect(customFieldProblems([state({ key: 'k' })], { '': '', other: 1, k: null }, options)).toEqual([]);
    expect(problems({ type: 'HOLOGRAM' }, { any: 'thing' })).toEqual([]);
  });
});
