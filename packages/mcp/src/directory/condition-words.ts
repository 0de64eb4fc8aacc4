import type { ScopeCondition } from '@jenji-kit/client';
import type { OrganizationDirectory } from './organization-directory.ts';

const comparisons: Readonly<Record<string, string>> = { GT: '>', GE: '>=', LT: '<', LE: '<=', EQ: '=' };
const roles: Readonly<Record<string, string>> = {
  IS_ADMIN: 'isAdmin',
  IS_ACCOUNTANT: 'isAccountant',
  IS_CHECKER: 'isChecker',
  IS_MANAGER: 'isManager',
};
/** Deeper conditions are cut: an answer has to stay readable. */
const deepest = 8;

/** A scope condition as a sentence, with the names of groups, categories and fields; undefined where there is none. */
export function conditionInWords(
  condition: ScopeCondition | null | undefined,
  directory: OrganizationDirectory,
): string | undefined {
  return condition ? wordsOf(condition, directory, 0) : undefined;
}

function wordsOf(condition: ScopeCondition, directory: OrganizationDirectory, depth: number): string {
  if (depth > deepest) return '…';
  const inner = (each: ScopeCondition) => wordsOf(each, directory, depth + 1);
  const { type, code, field, value, mode, conditions, groups, profiles } = condition;
  const expenseField = `expense's ${directory.fields.expense.nameOf(code) ?? code}`;
  const userField = `user's ${directory.fields.user.nameOf(code) ?? code}`;
  switch (type) {
    case 'AND':
    case 'OR': {
      const parts = (conditions ?? []).map(inner);
      // The manual: without conditions, AND is false; so is OR.
      if (parts.length === 0) return 'never';
      return parts.length === 1 ? parts.join('') : `(${parts.join(type === 'AND' ? ' and ' : ' or ')})`;
    }
    case 'NOT':
      return condition.condition ? `not ${inner(condition.condition)}` : 'never';
    case 'TRUE':
      return 'always';
    case 'FALSE':
      return 'never';
    case 'UCF_EQ':
      return `${userField} is ${value}`;
    case 'ECF_EQ':
      return `${expenseField} is ${value}`;
    case 'UCF_EMPTY':
      return `${userField} is empty`;
    case 'UCF_NOT_EMPTY':
      return `${userField} is filled`;
    case 'ECF_EMPTY':
      return `${expenseField} is empty`;
    case 'ECF_NOT_EMPTY':
      return `${expenseField} is filled`;
    case 'ECF_COMPARE':
      return `${expenseField} ${comparisons[mode ?? ''] ?? mode} ${value}`;
    case 'EBF_EQ':
      return `expense's ${field} is ${baseValue(field, value, directory)}`;
    case 'EBF_COMPARE':
      return `expense's ${field} ${comparisons[mode ?? ''] ?? mode} ${value}`;
    case 'EBF_EMPTY':
      return `expense's ${field} is empty`;
    case 'EBF_NOT_EMPTY':
      return `expense's ${field} is filled`;
    case 'HAS_ANY_PRO':
      return `user has profile ${(profiles ?? []).join(' or ')}`;
    case 'IS_IN_GROUP':
      return `user is in group ${(groups ?? []).map((id) => directory.groups.get(id)?.path ?? id).join(' or ')}`;
    default:
      return roleInWords(condition) ?? `condition of type ${type}`;
  }
}

function baseValue(field: string | null | undefined, value: unknown, directory: OrganizationDirectory): string {
  const id = String(value);
  if (field === 'CATEGORY') return directory.categories.nameOf(id) ?? id;
  if (field === 'PAYMENT_METHOD') return directory.paymentMethods.nameOf(id) ?? id;
  return id;
}

function roleInWords(condition: ScopeCondition): string | undefined {
  const flag = roles[condition.type ?? ''];
  if (flag === undefined) return undefined;
  // Null counts as true.
  const wanted = (condition as Record<string, unknown>)[flag] !== false;
  return `user is ${wanted ? '' : 'not '}${flag.slice(2).toLowerCase()}`;
}
