export type CompareMode = 'GT' | 'GE' | 'LT' | 'LE' | 'EQ';

export type ExpenseBaseField =
  | 'TOTAL'
  | 'TOTAL_WOT'
  | 'CATEGORY'
  | 'EXPENSE_TYPE'
  | 'CURRENCY'
  | 'COUNTRY'
  | 'META_STATE'
  | 'PAYMENT_METHOD'
  | 'ALLOWANCE_ID'
  | 'BILLABLE'
  | 'ATTENDEES';

/**
 * The 22 conditions of `ScopeCondition`. They are kept as they were sent, unknown or absent members included, so every
 * member but `type` may be missing: evaluation copes, storage does not judge.
 */
export type ScopeCondition =
  | { type: 'AND' | 'OR'; conditions?: ScopeCondition[] | null }
  | { type: 'NOT'; condition?: ScopeCondition | null }
  | { type: 'TRUE' | 'FALSE' }
  | { type: 'UCF_EQ' | 'ECF_EQ'; code?: string; value?: string | null }
  | { type: 'UCF_EMPTY' | 'UCF_NOT_EMPTY' | 'ECF_EMPTY' | 'ECF_NOT_EMPTY'; code?: string }
  | { type: 'ECF_COMPARE'; code?: string; value?: number | null; mode?: CompareMode }
  | { type: 'HAS_ANY_PRO'; profiles?: string[] | null }
  | { type: 'IS_IN_GROUP'; groups?: string[] | null }
  | { type: 'IS_ADMIN'; isAdmin?: boolean | null }
  | { type: 'IS_ACCOUNTANT'; isAccountant?: boolean | null }
  | { type: 'IS_CHECKER'; isChecker?: boolean | null }
  | { type: 'IS_MANAGER'; isManager?: boolean | null }
  | { type: 'EBF_EQ'; field?: ExpenseBaseField; value?: string | null }
  | { type: 'EBF_COMPARE'; field?: ExpenseBaseField; value?: number | null; mode?: CompareMode }
  | { type: 'EBF_EMPTY' | 'EBF_NOT_EMPTY'; field?: ExpenseBaseField };
