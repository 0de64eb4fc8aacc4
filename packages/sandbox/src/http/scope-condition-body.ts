import * as z from 'zod';
import { scopeConditionTypes } from '../rules/scope-condition.ts';
import type { ScopeCondition } from '../world/index.ts';

const code = z.string().optional();
const text = z.string().optional();
const number = z.number().optional();
const flag = z.boolean().optional();
const texts = z.array(z.string()).optional();
const mode = z.enum(['GT', 'GE', 'LT', 'LE', 'EQ']).optional();
const field = z
  .enum([
    'TOTAL',
    'TOTAL_WOT',
    'CATEGORY',
    'EXPENSE_TYPE',
    'CURRENCY',
    'COUNTRY',
    'META_STATE',
    'PAYMENT_METHOD',
    'ALLOWANCE_ID',
    'BILLABLE',
    'ATTENDEES',
  ])
  .optional();

/**
 * A scope condition as it is sent, nested ones included: a type that exists, members of the right kind. Which members a
 * type needs is not said; the evaluation copes with those that are missing.
 */
const condition: z.ZodType<ScopeCondition> = z.discriminatedUnion(
  'type',
  [
    z.object({
      type: z.literal(['AND', 'OR']),
      get conditions() {
        return z.array(condition).optional();
      },
    }),
    z.object({
      type: z.literal('NOT'),
      get condition() {
        return condition.optional();
      },
    }),
    z.object({ type: z.literal(['TRUE', 'FALSE']) }),
    z.object({ type: z.literal(['UCF_EQ', 'ECF_EQ']), code, value: text }),
    z.object({ type: z.literal(['UCF_EMPTY', 'UCF_NOT_EMPTY', 'ECF_EMPTY', 'ECF_NOT_EMPTY']), code }),
    z.object({ type: z.literal('ECF_COMPARE'), code, value: number, mode }),
    z.object({ type: z.literal('HAS_ANY_PRO'), profiles: texts }),
    z.object({ type: z.literal('IS_IN_GROUP'), groups: texts }),
    z.object({ type: z.literal('IS_ADMIN'), isAdmin: flag }),
    z.object({ type: z.literal('IS_ACCOUNTANT'), isAccountant: flag }),
    z.object({ type: z.literal('IS_CHECKER'), isChecker: flag }),
    z.object({ type: z.literal('IS_MANAGER'), isManager: flag }),
    z.object({ type: z.literal('EBF_EQ'), field, value: text }),
    z.object({ type: z.literal('EBF_COMPARE'), field, value: number, mode }),
    z.object({ type: z.literal(['EBF_EMPTY', 'EBF_NOT_EMPTY']), field }),
  ],
  {
    error: ({ code: problem }) =>
      problem === 'invalid_union' ? `must be one of ${scopeConditionTypes.join(', ')}` : 'must be an object',
  },
);

export const scopeCondition = condition.optional();
