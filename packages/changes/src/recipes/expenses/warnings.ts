import { type Expense, type ExpenseWarning, InvalidArgumentsError, type WarningRule } from '@jenji-kit/client';
import { ChangeRefused } from '../../change-refused.ts';
import { byId, itemOf, without } from '../../forms/collection.ts';
import { named, shownCode } from '../../forms/naming.ts';
import { type Reading, type Recipe, type Reversal, recipe } from '../../recipe.ts';
import { nameOf, readExpense } from './expense-record.ts';

type WarningState = {
  /** Without its warnings. */
  expense: Expense;
  /** By the rule that they are of. */
  warnings: Record<string, ExpenseWarning>;
  /** Those of the API, by id. Only they can be put on expenses and taken off. */
  rule: WarningRule;
};

async function readWarnings(
  reading: Reading,
  path: { expenseId: string; warningRuleId: string },
): Promise<WarningState> {
  const { warnings: _, ...expense } = await readExpense(reading, path);
  const [rule, { data }] = await Promise.all([
    readRule(reading, expense.organizationId ?? '', path.warningRuleId),
    reading.call('expenses.warnings.list', { path: { expenseId: path.expenseId } }),
  ]);
  return { expense, warnings: byId(data, ({ warningRuleId }) => warningRuleId), rule };
}

/** The rule that a path names by its own id or, after `ext-`, by the one given to it. */
async function readRule(reading: Reading, organizationId: string, id: string): Promise<WarningRule> {
  const { data } = await reading.call('warningRules.list', { path: { organizationId } });
  const rule = data.find((each) => each.id === id || (each.externalRuleId && `ext-${each.externalRuleId}` === id));
  if (rule) return rule;
  const known = data.map((each) => nameOfRule(each)).join(', ');
  const message =
    `names ${JSON.stringify(id)}, which is no rule made by API; Jenji’s own, such as "duplicate", can neither be put on ` +
    `an expense nor taken off. ${known === '' ? 'The organization has none.' : `There are ${known}.`}`;
  throw new InvalidArgumentsError([{ path: 'path.warningRuleId', message }], {});
}

const nameOfRule = ({ id, labels }: WarningRule) => named('warning rule', id ?? '', labels);

const nameOfWarning = ({ code }: ExpenseWarning, rule: WarningRule) =>
  `${code ? `warning ${JSON.stringify(code)}` : 'the warning'} of ${nameOfRule(rule)}`;

const codesOf = ({ options }: WarningRule) => (options ?? []).flatMap(({ code }) => (code ? [code] : []));

function checkCode(rule: WarningRule, code: string | null | undefined): void {
  const codes = codesOf(rule);
  const those = codes.map((each) => JSON.stringify(each)).join(', ');
  const problem =
    code == null && codes.length > 1
      ? `is required: ${nameOfRule(rule)} has several options; give one of ${those}`
      : code != null && !codes.includes(code)
        ? `must be ${codes.length > 0 ? `one of ${those}` : 'left out'}: ${nameOfRule(rule)} has no option ${JSON.stringify(code)}`
        : undefined;
  if (problem) throw new InvalidArgumentsError([{ path: 'body.code', message: problem }], {});
}

/** What Jenji knows of a warning beyond its rule and its code. */
const jenjisOwn = ['updatedAt', 'userId', 'time', 'isPreventingValidation', 'mutedAt', 'mutedBy'];
const jenjisLists = ['labelsPerLanguage', 'linkedExpensesIds'];

const mayChangeOn = (ruleId: string) => [
  'expense.updatedAt',
  ...jenjisOwn.map((name) => ['warnings', ruleId, name]),
  ...jenjisLists.map((name) => ['warnings', ruleId, name, '**']),
];

/** Puts a warning back as it was, as far as its rule still allows. */
function putBack(expenseId: string, rule: WarningRule, was: ExpenseWarning): Reversal {
  const codes = codesOf(rule);
  if (was.code ? !codes.includes(was.code) : codes.length > 1) {
    return {
      cannot: `${nameOfRule(rule)} has no option ${JSON.stringify(was.code ?? '')} any more, with which it stood.`,
    };
  }
  const body = was.code ? { code: was.code } : {};
  return {
    requests: [{ operation: 'expenses.warnings.add', path: { expenseId, warningRuleId: rule.id ?? '' }, body }],
    except: was.mutedAt ? [`It was muted by ${JSON.stringify(was.mutedBy ?? '')}; no operation mutes it again.`] : [],
  };
}

const muting = ({ mutedAt, mutedBy }: ExpenseWarning) =>
  mutedAt
    ? [
        {
          kind: 'cleared' as const,
          what: `its being muted by ${JSON.stringify(mutedBy ?? '')} (${shownCode(mutedAt)})`,
        },
      ]
    : [];

export const warningRecipes: readonly Recipe[] = [
  recipe({
    operation: 'expenses.warnings.add',
    read: (reading, { path }) => readWarnings(reading, path),
    prepare({ expense, warnings, rule }, { path, body }) {
      checkCode(rule, body.code);
      const id = rule.id ?? '';
      const present = itemOf(warnings, id);
      if (present && (body.code == null || present.code === body.code)) {
        throw new ChangeRefused(
          'state',
          `There is nothing to do: ${nameOfWarning(present, rule)} stands on ${nameOf(expense)}.`,
        );
      }
      const added = { ...present, warningRuleId: id, ...(body.code != null && { code: body.code }) };
      return {
        title: `Put ${nameOfWarning(added, rule)} on ${nameOf(expense)}`,
        // Under the id that Jenji gave, which is the one that the manual knows for sure.
        args: { path: { ...path, warningRuleId: id }, body },
        expected: { expense, warnings: { ...warnings, [id]: added }, rule },
        mayChange: [...mayChangeOn(id), ...(body.code == null ? [['warnings', id, 'code']] : [])],
        losses: present ? [{ kind: 'removed', what: nameOfWarning(present, rule) }, ...muting(present)] : [],
        notes: rule.options?.some((each) => each.code === body.code && each.isPreventingValidation)
          ? ['It keeps the expense from being validated as long as it stands.']
          : [],
      };
    },
    reverse({ request: { path }, before: { warnings, rule } }) {
      const was = itemOf(warnings, rule.id ?? '');
      if (was) return putBack(path.expenseId, rule, was);
      const back = { expenseId: path.expenseId, warningRuleId: rule.id ?? '' };
      return { requests: [{ operation: 'expenses.warnings.remove', path: back }] };
    },
    organization: ({ expense }) => expense.organizationId,
  }),

  recipe({
    operation: 'expenses.warnings.remove',
    read: (reading, { path }) => readWarnings(reading, path),
    prepare({ expense, warnings, rule }, { path }) {
      const id = rule.id ?? '';
      const present = itemOf(warnings, id);
      if (present === undefined) {
        throw new ChangeRefused('state', `There is no warning of ${nameOfRule(rule)} on ${nameOf(expense)}.`);
      }
      return {
        title: `Take ${nameOfWarning(present, rule)} off ${nameOf(expense)}`,
        args: { path: { ...path, warningRuleId: id } },
        expected: { expense, warnings: without(warnings, id), rule },
        mayChange: ['expense.updatedAt'],
        losses: [{ kind: 'removed', what: nameOfWarning(present, rule) }, ...muting(present)],
      };
    },
    reverse({ request: { path }, before: { warnings, rule } }) {
      return putBack(path.expenseId, rule, itemOf(warnings, rule.id ?? '') ?? {});
    },
    organization: ({ expense }) => expense.organizationId,
  }),
];
