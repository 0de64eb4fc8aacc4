import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluateScopeCondition, isInScope, type ScopeContext, scopeConditionTypes } from './scope-condition.ts';

const groups = [{ id: 'root' }, { id: 'sales', parentGroupId: 'root' }, { id: 'north', parentGroupId: 'sales' }];
const context: ScopeContext = {
  user: {
    groupId: 'north',
    profiles: [{ profileId: 'manager', groupIds: ['sales'] }],
    customFields: { agency: 'Lyon', level: 42, remote: true, skills: ['sql', 'law'], nothing: '', none: [] },
  },
  groups,
  expense: {
    type: 'STANDARD',
    total: 25.5,
    totalWithoutTax: 21.25,
    category: 'meal',
    currency: 'EUR',
    country: 'FR',
    state: 'ACCEPTED',
    paymentMethodId: 'card',
    billable: false,
    attendees: [],
    customFields: { project: 'P-1', nights: 3, tags: ['a', 'b'] },
  },
};
const yes = { type: 'TRUE' };
const no = { type: 'FALSE' };

const cases: [condition: { type: string } & Record<string, unknown>, holds: boolean][] = [
  [yes, true],
  [no, false],
  [{ type: 'AND', conditions: [] }, false],
  [{ type: 'AND' }, false],
  [{ type: 'AND', conditions: [yes, yes] }, true],
  [{ type: 'AND', conditions: [yes, no] }, false],
  [{ type: 'OR', conditions: [] }, false],
  [{ type: 'OR', conditions: [no, yes] }, true],
  [{ type: 'OR', conditions: [no, no] }, false],
  [{ type: 'NOT', condition: no }, true],
  [{ type: 'NOT', condition: yes }, false],
  [{ type: 'UCF_EQ', code: 'agency', value: 'Lyon' }, true],
  [{ type: 'UCF_EQ', code: 'agency', value: 'lyon' }, false],
  [{ type: 'UCF_EQ', code: 'level', value: '42' }, true],
  [{ type: 'UCF_EQ', code: 'level', value: '42.0' }, true],
  [{ type: 'UCF_EQ', code: 'level', value: 42 }, false],
  [{ type: 'UCF_EQ', code: 'remote', value: 'true' }, true],
  [{ type: 'UCF_EQ', code: 'remote', value: 'false' }, false],
  [{ type: 'UCF_EQ', code: 'skills', value: 'law' }, true],
  [{ type: 'UCF_EQ', code: 'skills', value: 'cooking' }, false],
  [{ type: 'UCF_EQ', code: 'toString', value: 'x' }, false],
  [{ type: 'UCF_EMPTY', code: 'nothing' }, true],
  [{ type: 'UCF_EMPTY', code: 'none' }, true],
  [{ type: 'UCF_EMPTY', code: 'absent' }, true],
  [{ type: 'UCF_EMPTY', code: 'agency' }, false],
  [{ type: 'UCF_NOT_EMPTY', code: 'agency' }, true],
  [{ type: 'UCF_NOT_EMPTY', code: 'absent' }, false],
  [{ type: 'HAS_ANY_PRO', profiles: ['admin', 'manager'] }, true],
  [{ type: 'HAS_ANY_PRO', profiles: ['admin'] }, false],
  [{ type: 'HAS_ANY_PRO', profiles: [] }, false],
  [{ type: 'IS_ADMIN', isAdmin: true }, false],
  [{ type: 'IS_ADMIN', isAdmin: null }, false],
  [{ type: 'IS_ADMIN', isAdmin: false }, true],
  [{ type: 'IS_IN_GROUP', groups: ['north'] }, true],
  [{ type: 'IS_IN_GROUP', groups: ['sales'] }, true],
  [{ type: 'IS_IN_GROUP', groups: ['south'] }, false],
  [{ type: 'IS_ACCOUNTANT' }, false],
  [{ type: 'IS_CHECKER', isChecker: false }, true],
  [{ type: 'IS_MANAGER', isManager: true }, true],
  [{ type: 'IS_MANAGER', isManager: null }, true],
  [{ type: 'IS_MANAGER', isManager: false }, false],
  [{ type: 'ECF_EQ', code: 'project', value: 'P-1' }, true],
  [{ type: 'ECF_EQ', code: 'nights', value: '3' }, true],
  [{ type: 'ECF_EQ', code: 'tags', value: 'b' }, true],
  [{ type: 'ECF_COMPARE', code: 'nights', value: 2, mode: 'GT' }, true],
  [{ type: 'ECF_COMPARE', code: 'nights', value: 3, mode: 'GT' }, false],
  [{ type: 'ECF_COMPARE', code: 'nights', value: 3, mode: 'GE' }, true],
  [{ type: 'ECF_COMPARE', code: 'nights', value: 3, mode: 'LT' }, false],
  [{ type: 'ECF_COMPARE', code: 'nights', value: 3, mode: 'LE' }, true],
  [{ type: 'ECF_COMPARE', code: 'nights', value: 3, mode: 'EQ' }, true],
  [{ type: 'ECF_COMPARE', code: 'project', value: 3, mode: 'GE' }, false],
  [{ type: 'ECF_EMPTY', code: 'absent' }, true],
  [{ type: 'ECF_NOT_EMPTY', code: 'project' }, true],
  [{ type: 'EBF_EQ', field: 'CATEGORY', value: 'meal' }, true],
  [{ type: 'EBF_EQ', field: 'TOTAL', value: '25.50' }, true],
  [{ type: 'EBF_EQ', field: 'EXPENSE_TYPE', value: 'MILEAGE' }, false],
  [{ type: 'EBF_EQ', field: 'CURRENCY', value: 'EUR' }, true],
  [{ type: 'EBF_EQ', field: 'COUNTRY', value: 'US' }, false],
  [{ type: 'EBF_EQ', field: 'META_STATE', value: 'ACCEPTED' }, true],
  [{ type: 'EBF_EQ', field: 'PAYMENT_METHOD', value: 'card' }, true],
  [{ type: 'EBF_EQ', field: 'BILLABLE', value: 'false' }, true],
  [{ type: 'EBF_COMPARE', field: 'TOTAL', value: 25, mode: 'GT' }, true],
  [{ type: 'EBF_COMPARE', field: 'TOTAL_WOT', value: 21.25, mode: 'LT' }, false],
  [{ type: 'EBF_EMPTY', field: 'ATTENDEES' }, true],
  [{ type: 'EBF_EMPTY', field: 'ALLOWANCE_ID' }, true],
  [{ type: 'EBF_NOT_EMPTY', field: 'CATEGORY' }, true],
  [{ type: 'EBF_NOT_EMPTY', field: 'ATTENDEES' }, false],
];

describe('scope conditions', () => {
  it.each(cases)('%j: %s', (condition, holds) => {
    expect(evaluateScopeCondition(condition, context)).toEqual({ holds });
  });

  it('are 22, each with a case above', () => {
    expect(new Set(cases.map(([{ type }]) => type))).toEqual(new Set(scopeConditionTypes));
    expect(scopeConditionTypes).toHaveLength(22);
  });

  const malformed: [string, unknown][] = [
    ['unknown type', { type: 'IS_HAPPY' }],
    ['an inherited name as type', { type: 'constructor' }],
    ['no type', { conditions: [yes] }],
    ['no object', 'TRUE'],
    ['a list', [yes]],
    ['conditions that are no list', { type: 'AND', conditions: yes }],
    ['no code', { type: 'UCF_EQ', value: 'x' }],
    ['unknown base field', { type: 'EBF_EQ', field: 'COLOUR', value: 'red' }],
    ['comparison of a text field', { type: 'EBF_COMPARE', field: 'COUNTRY', value: 3, mode: 'GT' }],
    ['equality of attendees', { type: 'EBF_EQ', field: 'ATTENDEES', value: 'x' }],
    ['unknown mode', { type: 'EBF_COMPARE', field: 'TOTAL', value: 3, mode: 'NEAR' }],
    ['a text to compare with', { type: 'EBF_COMPARE', field: 'TOTAL', value: '3', mode: 'GT' }],
  ];
  it.each(malformed)('do not hold, with a reason, not even negated: %s', (_, condition) => {
    expect(evaluateScopeCondition(condition, context)).toEqual({ holds: false, reason: expect.any(String) });
    expect(evaluateScopeCondition({ type: 'NOT', condition }, context).holds).toBe(false);
  });

  it('about an expense or a user do not hold where there is none', () => {
    for (const [condition] of cases) {
      if (condition.type.startsWith('E')) {
        expect(evaluateScopeCondition(condition, { ...context, expense: undefined }).holds).toBe(false);
      }
      if (condition.type.startsWith('UCF') || condition.type.startsWith('IS_')) {
        expect(evaluateScopeCondition(condition, { ...context, user: undefined }).holds).toBe(false);
      }
    }
  });

  it('restrict nothing when absent', () => {
    expect(isInScope(undefined, context)).toBe(true);
    expect(isInScope(null, context)).toBe(true);
    expect(isInScope(no, context)).toBe(false);
  });

  it('that are nested too deep are refused, not run', () => {
    let deep: unknown = yes;
    for (let depth = 0; depth < 100_000; depth += 1) deep = { type: 'NOT', condition: deep };
    expect(evaluateScopeCondition(deep, context)).toEqual({ holds: false, reason: expect.stringContaining('deep') });
  });

  it('obey De Morgan’s laws, for lists that are not empty', () => {
    const leaf = fc.constantFrom(...cases.map(([condition]) => condition));
    fc.assert(
      fc.property(fc.array(leaf, { minLength: 1, maxLength: 5 }), (conditions) => {
        const negated = conditions.map((condition) => ({ type: 'NOT', condition }));
        const left = { type: 'NOT', condition: { type: 'AND', conditions } };
        const right = { type: 'OR', conditions: negated };
        expect(evaluateScopeCondition(left, context).holds).toBe(evaluateScopeCondition(right, context).holds);
      }),
    );
  });

  it('never throw, whatever they are', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => typeof evaluateScopeCondition(value, context).holds === 'boolean'),
    );
  });
});
