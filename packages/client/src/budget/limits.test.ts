import fc from 'fast-check';
import { expect, it } from 'vitest';
import { budgetLimitsFrom, checkedLimits } from './limits.ts';

it("are Jenji's own where the environment says nothing", () => {
  expect(budgetLimitsFrom({})).toEqual({ perSecond: 3, perMinute: 120 });
  expect(budgetLimitsFrom({ JENJI_BUDGET_PER_SECOND: '', JENJI_BUDGET_PER_MINUTE: ' ' })).toEqual({
    perSecond: 3,
    perMinute: 120,
  });
  expect(checkedLimits({ perSecond: 1 })).toEqual({ perSecond: 1, perMinute: 120 });
});

it('are read from the environment', () => {
  expect(budgetLimitsFrom({ JENJI_BUDGET_PER_SECOND: '2', JENJI_BUDGET_PER_MINUTE: ' 60 ' })).toEqual({
    perSecond: 2,
    perMinute: 60,
  });
});

it.each(['0', '-1', '2.5', '1e3', 'three', '0x10', '9007199254740993'])('refuse %s, naming the variable', (text) => {
  expect(() => budgetLimitsFrom({ JENJI_BUDGET_PER_SECOND: text })).toThrow(
    `JENJI_BUDGET_PER_SECOND must be a whole number of requests, 1 or more; it is "${text}". Jenji's own limit is 3.`,
  );
  expect(() => budgetLimitsFrom({ JENJI_BUDGET_PER_MINUTE: text })).toThrow('JENJI_BUDGET_PER_MINUTE');
});

it('refuse everything but whole numbers from 1 on', () => {
  fc.assert(
    fc.property(fc.oneof(fc.double(), fc.integer()), (perMinute) => {
      const check = () => checkedLimits({ perMinute });
      if (Number.isSafeInteger(perMinute) && perMinute >= 1) expect(check().perMinute).toBe(perMinute);
      else expect(check).toThrow('budget.perMinute');
    }),
  );
});
