import type { Expense, User } from '../world/index.ts';
import { type GroupNode, groupAndAncestors } from './groups.ts';

/**
 * Whom and what a condition is about. The expense is absent where only a user is known, e.g. in a list of categories;
 * without the groups, a user is in his own group only.
 */
export interface ScopeContext {
  readonly user?: Pick<User, 'groupId' | 'profiles' | 'customFields'> | undefined;
  readonly expense?: Partial<Expense> | undefined;
  readonly groups?: readonly GroupNode[] | undefined;
}

/** `reason` is set when the condition could not be evaluated (and therefore does not hold): it says why. */
export interface ScopeVerdict {
  readonly holds: boolean;
  readonly reason?: string;
}

type Members = Readonly<Record<string, unknown>>;
type Variant = (condition: Members, context: ScopeContext, depth: number) => ScopeVerdict;

/** Deeper conditions are refused rather than allowed to exhaust the stack. */
const deepest = 64;

const holds: ScopeVerdict = { holds: true };
const fails: ScopeVerdict = { holds: false };
const undecidable = (reason: string): ScopeVerdict => ({ holds: false, reason });
const verdict = (value: boolean): ScopeVerdict => (value ? holds : fails);

/** Member of an expense that an `ExpenseBaseField` names. */
const baseFields: Readonly<Record<string, string>> = {
  TOTAL: 'total',
  TOTAL_WOT: 'totalWithoutTax',
  CATEGORY: 'category',
  EXPENSE_TYPE: 'type',
  CURRENCY: 'currency',
  COUNTRY: 'country',
  META_STATE: 'state',
  PAYMENT_METHOD: 'paymentMethodId',
  ALLOWANCE_ID: 'templateId',
  BILLABLE: 'billable',
  ATTENDEES: 'attendees',
};

const compareModes: Readonly<Record<string, (left: number, right: number) => boolean>> = {
  GT: (left, right) => left > right,
  GE: (left, right) => left >= right,
  LT: (left, right) => left < right,
  LE: (left, right) => left <= right,
  EQ: (left, right) => left === right,
};

/** The 22 variants of `ScopeCondition`, by the value of `type`. */
const variants: Readonly<Record<string, Variant>> = {
  TRUE: () => holds,
  FALSE: () => fails,
  AND: (condition, context, depth) => {
    const verdicts = nested(condition, context, depth);
    if (!Array.isArray(verdicts)) return verdicts;
    return verdicts.find((each) => !each.holds) ?? verdict(verdicts.length > 0);
  },
  OR: (condition, context, depth) => {
    const verdicts = nested(condition, context, depth);
    if (!Array.isArray(verdicts)) return verdicts;
    return verdicts.find((each) => each.holds) ?? verdicts.find((each) => each.reason !== undefined) ?? fails;
  },
  NOT: (condition, context, depth) => {
    const inner = evaluate(condition.condition, context, depth + 1);
    // What cannot be evaluated must not become true by being negated.
    return inner.reason === undefined ? verdict(!inner.holds) : inner;
  },
  HAS_ANY_PRO: ({ profiles }, { user }) =>
    onUser(user, (known) =>
      Array.isArray(profiles)
        ? verdict(known.profiles.some((own) => profiles.includes(own.profileId)))
        : undecidable('HAS_ANY_PRO needs a list "profiles"'),
    ),
  IS_IN_GROUP: ({ groups: wanted }, { user, groups = [] }) =>
    onUser(user, (known) =>
      Array.isArray(wanted)
        ? verdict(groupAndAncestors(known.groupId, groups).some((id) => wanted.includes(id)))
        : undecidable('IS_IN_GROUP needs a list "groups"'),
    ),
  IS_ADMIN: (condition, { user }) => hasRole(condition.isAdmin, 'admin', user),
  IS_ACCOUNTANT: (condition, { user }) => hasRole(condition.isAccountant, 'accountant', user),
  IS_CHECKER: (condition, { user }) => hasRole(condition.isChecker, 'checker', user),
  IS_MANAGER: (condition, { user }) => hasRole(condition.isManager, 'manager', user),
  UCF_EQ: (condition, { user }) =>
    onUser(user, (known) => onCustomField(condition, known, (value) => equalsText(value, condition.value))),
  UCF_EMPTY: (condition, { user }) => onUser(user, (known) => onCustomField(condition, known, isEmpty)),
  UCF_NOT_EMPTY: (condition, { user }) =>
    onUser(user, (known) => onCustomField(condition, known, (value) => !isEmpty(value))),
  ECF_EQ: (condition, { expense }) =>
    onExpense(expense, (known) => onCustomField(condition, known, (value) => equalsText(value, condition.value))),
  ECF_COMPARE: (condition, { expense }) =>
    onExpense(expense, ({ customFields }) =>
      typeof condition.code === 'string'
        ? compare(condition, ownValue(customFields, condition.code))
        : undecidable('ECF_COMPARE needs a "code"'),
    ),
  ECF_EMPTY: (condition, { expense }) => onExpense(expense, (known) => onCustomField(condition, known, isEmpty)),
  ECF_NOT_EMPTY: (condition, { expense }) =>
    onExpense(expense, (known) => onCustomField(condition, known, (value) => !isEmpty(value))),
  EBF_EQ: (condition, { expense }) =>
    condition.field === 'ATTENDEES'
      ? undecidable('EBF_EQ does not work on ATTENDEES, only the two empty conditions do')
      : onBaseField(condition, expense, (value) => verdict(equalsText(value, condition.value))),
  EBF_COMPARE: (condition, { expense }) =>
    condition.field === 'TOTAL' || condition.field === 'TOTAL_WOT'
      ? onBaseField(condition, expense, (value) => compare(condition, value))
      : undecidable(`EBF_COMPARE works on TOTAL and TOTAL_WOT only, not on ${String(condition.field)}`),
  EBF_EMPTY: (condition, { expense }) => onBaseField(condition, expense, (value) => verdict(isEmpty(value))),
  EBF_NOT_EMPTY: (condition, { expense }) => onBaseField(condition, expense, (value) => verdict(!isEmpty(value))),
};

/** The constants of `type` that are understood. */
export const scopeConditionTypes: readonly string[] = Object.keys(variants);

/**
 * Whether a `ScopeCondition` holds. Conditions are wire data of any shape: one that cannot be understood (unknown type,
 * missing member, a comparison of something that is no amount) does not hold, and the verdict says why; negating it
 * does not make it hold.
 *
 * The rules are those of the schema `ScopeCondition`: empty AND and OR are false, a null flag counts as true, values
 * are texts whatever the field's type, a list equals a text that it contains. A user is in a group when he belongs to
 * it or to one below it.
 */
export function evaluateScopeCondition(condition: unknown, context: ScopeContext): ScopeVerdict {
  return evaluate(condition, context, 0);
}

/** Absent or null conditions restrict nothing. */
export function isInScope(condition: unknown, context: ScopeContext): boolean {
  return condition === undefined || condition === null || evaluateScopeCondition(condition, context).holds;
}

function evaluate(condition: unknown, context: ScopeContext, depth: number): ScopeVerdict {
  if (depth > deepest) return undecidable(`scope conditions may be nested ${deepest} deep at most`);
  if (!isMembers(condition)) return undecidable('a scope condition must be an object');
  const { type } = condition;
  if (typeof type !== 'string' || !Object.hasOwn(variants, type)) {
    return undecidable(`unknown scope condition type ${JSON.stringify(type)}`);
  }
  return variants[type]?.(condition, context, depth) ?? fails;
}

function nested(condition: Members, context: ScopeContext, depth: number): ScopeVerdict[] | ScopeVerdict {
  const { conditions, type } = condition;
  if (conditions === undefined || conditions === null) return [];
  if (!Array.isArray(conditions)) return undecidable(`${String(type)} needs a list "conditions"`);
  return conditions.map((each) => evaluate(each, context, depth + 1));
}

function hasRole(flag: unknown, profileId: string, user: ScopeContext['user']): ScopeVerdict {
  return onUser(user, ({ profiles }) =>
    verdict(profiles.some((profile) => profile.profileId === profileId) === (flag !== false)),
  );
}

function onUser(
  user: ScopeContext['user'],
  test: (user: NonNullable<ScopeContext['user']>) => ScopeVerdict,
): ScopeVerdict {
  return user ? test(user) : undecidable('the condition is about a user, and there is none here');
}

function onExpense(
  expense: ScopeContext['expense'],
  test: (expense: NonNullable<ScopeContext['expense']>) => ScopeVerdict,
): ScopeVerdict {
  return expense ? test(expense) : undecidable('the condition is about an expense, and there is none here');
}

function onBaseField(
  condition: Members,
  expense: ScopeContext['expense'],
  test: (value: unknown) => ScopeVerdict,
): ScopeVerdict {
  const { field } = condition;
  const member = typeof field === 'string' && Object.hasOwn(baseFields, field) ? baseFields[field] : undefined;
  if (!member) return undecidable(`unknown expense base field ${JSON.stringify(field)}`);
  return onExpense(expense, (known: Members) => test(known[member]));
}

function onCustomField(
  condition: Members,
  { customFields: values }: { readonly customFields?: Members },
  test: (value: unknown) => boolean,
): ScopeVerdict {
  const { code, type } = condition;
  if (typeof code !== 'string') return undecidable(`${String(type)} needs a "code"`);
  return verdict(test(ownValue(values, code)));
}

function compare(condition: Members, left: unknown): ScopeVerdict {
  const { mode, value } = condition;
  const test = typeof mode === 'string' && Object.hasOwn(compareModes, mode) ? compareModes[mode] : undefined;
  if (!test) return undecidable(`unknown compare mode ${JSON.stringify(mode)}`);
  if (typeof value !== 'number') return undecidable('a comparison needs a number as "value"');
  return verdict(typeof left === 'number' && test(left, value));
}

/** The value of a custom field, whose key may be the name of what every object has. */
export function ownValue(values: Members | null | undefined, key: string): unknown {
  return values && Object.hasOwn(values, key) ? values[key] : undefined;
}

/** Also used for the values of required custom fields: what counts as not filled in. */
export function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
}

function equalsText(value: unknown, text: unknown): boolean {
  if (typeof text !== 'string') return false;
  if (Array.isArray(value)) return value.some((item) => equalsText(item, text));
  if (typeof value === 'number') return text.trim() !== '' && Number(text) === value;
  return (typeof value === 'string' || typeof value === 'boolean') && String(value) === text;
}

function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
