import * as z from 'zod';
import { decimal, requiredText } from '../request-types.ts';
import { flag, looseFields, open, text, texts } from '../response-types.ts';

export const compareMode = z.enum(['GT', 'GE', 'LT', 'LE', 'EQ']);

export const expenseBaseField = z.enum([
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
]);

export type CompareMode = z.infer<typeof compareMode>;
export type ExpenseBaseField = z.infer<typeof expenseBaseField>;

/** A condition as it is sent. `type` is always there; `TRUE` and `FALSE` are texts. */
export type ScopeConditionInput =
  | { type: 'AND' | 'OR'; conditions: ScopeConditionInput[] }
  | { type: 'NOT'; condition: ScopeConditionInput }
  | { type: 'TRUE' | 'FALSE' }
  | { type: 'UCF_EQ' | 'ECF_EQ'; code: string; value: string }
  | { type: 'UCF_EMPTY' | 'UCF_NOT_EMPTY' | 'ECF_EMPTY' | 'ECF_NOT_EMPTY'; code: string }
  | { type: 'ECF_COMPARE'; code: string; value: number; mode: CompareMode }
  | { type: 'EBF_EQ'; field: ExpenseBaseField; value: string }
  | { type: 'EBF_COMPARE'; field: ExpenseBaseField; value: number; mode: CompareMode }
  | { type: 'EBF_EMPTY' | 'EBF_NOT_EMPTY'; field: ExpenseBaseField }
  | { type: 'HAS_ANY_PRO'; profiles: string[] }
  | { type: 'IS_IN_GROUP'; groups: string[] }
  | { type: 'IS_ADMIN'; isAdmin?: boolean | null | undefined }
  | { type: 'IS_ACCOUNTANT'; isAccountant?: boolean | null | undefined }
  | { type: 'IS_CHECKER'; isChecker?: boolean | null | undefined }
  | { type: 'IS_MANAGER'; isManager?: boolean | null | undefined };

type Nested = z.ZodType<ScopeConditionInput, ScopeConditionInput>;

const customFieldCode = { code: requiredText };
const baseField = { field: expenseBaseField };
/** Null counts as true. */
const role = z.boolean().nullish();

export const scopeConditionInput = z
  .discriminatedUnion('type', [
    z.strictObject({
      type: z.literal('AND'),
      get conditions(): z.ZodArray<Nested> {
        return z.array(scopeConditionInput);
      },
    }),
    z.strictObject({
      type: z.literal('OR'),
      get conditions(): z.ZodArray<Nested> {
        return z.array(scopeConditionInput);
      },
    }),
    z.strictObject({
      type: z.literal('NOT'),
      get condition(): Nested {
        return scopeConditionInput;
      },
    }),
    z.strictObject({ type: z.literal('TRUE') }),
    z.strictObject({ type: z.literal('FALSE') }),
    // Of the user: values are texts even where the custom field is a number or a boolean.
    z.strictObject({ type: z.literal('UCF_EQ'), ...customFieldCode, value: z.string() }),
    z.strictObject({ type: z.literal('UCF_EMPTY'), ...customFieldCode }),
    z.strictObject({ type: z.literal('UCF_NOT_EMPTY'), ...customFieldCode }),
    z.strictObject({ type: z.literal('HAS_ANY_PRO'), profiles: z.array(requiredText) }),
    z.strictObject({ type: z.literal('IS_IN_GROUP'), groups: z.array(requiredText) }),
    z.strictObject({ type: z.literal('IS_ADMIN'), isAdmin: role }),
    z.strictObject({ type: z.literal('IS_ACCOUNTANT'), isAccountant: role }),
    z.strictObject({ type: z.literal('IS_CHECKER'), isChecker: role }),
    z.strictObject({ type: z.literal('IS_MANAGER'), isManager: role }),
    // Of the expense: custom fields, then base fields.
    z.strictObject({ type: z.literal('ECF_EQ'), ...customFieldCode, value: z.string() }),
    z.strictObject({ type: z.literal('ECF_COMPARE'), ...customFieldCode, value: decimal, mode: compareMode }),
    z.strictObject({ type: z.literal('ECF_EMPTY'), ...customFieldCode }),
    z.strictObject({ type: z.literal('ECF_NOT_EMPTY'), ...customFieldCode }),
    z.strictObject({ type: z.literal('EBF_EQ'), ...baseField, value: z.string() }),
    z.strictObject({
      type: z.literal('EBF_COMPARE'),
      field: expenseBaseField.refine(
        (field) => field === 'TOTAL' || field === 'TOTAL_WOT',
        'must be TOTAL or TOTAL_WOT: no other field can be compared',
      ),
      value: decimal,
      mode: compareMode,
    }),
    z.strictObject({ type: z.literal('EBF_EMPTY'), ...baseField }),
    z.strictObject({ type: z.literal('EBF_NOT_EMPTY'), ...baseField }),
  ])
  .meta({ title: 'ScopeCondition' });

export const scopeConditionTypes = z.enum(
  scopeConditionInput.options.flatMap((option) => [...option.shape.type.values]),
);

/**
 * A condition as it is read: the fields of all types together, so that a type added later is read as well.
 */
export const scopeCondition = looseFields({
  type: open(scopeConditionTypes),
  code: text,
  field: open(expenseBaseField),
  /** A text, or a number where `mode` compares. */
  value: z.unknown(),
  mode: open(compareMode),
  profiles: texts,
  groups: texts,
  isAdmin: flag,
  isAccountant: flag,
  isChecker: flag,
  isManager: flag,
})
  .extend({
    get conditions(): z.ZodOptional<z.ZodNullable<z.ZodArray<typeof scopeCondition>>> {
      return z.array(scopeCondition).nullish();
    },
    get condition(): z.ZodOptional<z.ZodNullable<typeof scopeCondition>> {
      return scopeCondition.nullish();
    },
  })
  .meta({ title: 'ScopeCondition' });

export type ScopeCondition = z.infer<typeof scopeCondition>;
