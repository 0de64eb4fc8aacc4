import { decimalOf, type Expense, type ExpenseWarning } from '@jenji-kit/client';
import { type ShownValue, shownValues } from '../directory/custom-values.ts';
import { labelOf } from '../directory/labels.ts';
import type { Names, Reader } from '../directory/reader.ts';
import { filled } from '../results/filled.ts';
import { moneyIn } from '../search/totals.ts';

/** Fields of the wire that an answer shows on its own terms; all others are shown as they are. */
const shownOtherwise = [
  'id',
  'type',
  'state',
  'label',
  'explanation',
  'organizationId',
  'userId',
  'time',
  'total',
  'currency',
  'totalWithoutTax',
  'totalInMasterCurrency',
  'totalWithoutTaxInMasterCurrency',
  'totalConversionRate',
  'taxes',
  'category',
  'paymentMethodId',
  'attendees',
  'receiptKey',
  'invalidReceipt',
  'vehicleId',
  'distance',
  'distanceUnit',
  'computedDistance',
  'numberOfPassengers',
  'customFields',
  'reimbursement',
  'warnings',
  'createdAt',
  'createdWith',
  'updatedAt',
  'templateId',
] as const;

/** What happened to an expense, as the names of the fields that tell who and when begin. */
const steps = ['checked', 'validated', 'accounted', 'paid', 'deleted'] as const;

/** Every field of an expense by name, with what its ids mean. A field unknown to the manual is shown as it is. */
export function shownExpense(expense: Expense, { directory, people }: Names): Record<string, unknown> {
  const master = directory.source.masterCurrency ?? '';
  const money = (value: number | null | undefined, currency: string | null | undefined) => {
    if (value == null) return undefined;
    const decimal = decimalOf(value);
    return { ...moneyIn(decimal.value, currency ?? ''), ...(!decimal.exact && { inexact: true }) };
  };
  const person = (id: string | null | undefined) => (id ? { id, name: people.nameOf(id) } : undefined);
  const owner = people.get(expense.userId);
  const group = directory.groups.get(owner?.source.groupId);
  const vehicle = owner?.source.vehicles?.find(({ id }) => id === expense.vehicleId);
  const { reimbursement } = expense;
  const shown = {
    id: expense.id,
    type: expense.type,
    state: expense.state,
    date: expense.time,
    label: expense.label,
    explanation: expense.explanation,
    amount: money(expense.total, expense.currency),
    amount_without_tax: money(expense.totalWithoutTax, expense.currency),
    taxes: expense.taxes?.map(({ rate, baseAmount, amount }) => ({
      percent: rate,
      base: money(baseAmount, expense.currency)?.amount,
      amount: money(amount, expense.currency)?.amount,
    })),
    converted: money(expense.totalInMasterCurrency, master),
    converted_without_tax: money(expense.totalWithoutTaxInMasterCurrency, master),
    conversion_rate: expense.totalConversionRate,
    user: person(expense.userId),
    group: group && { id: group.id, path: group.path },
    category: expense.category && { id: expense.category, label: directory.categories.nameOf(expense.category) },
    payment_method: expense.paymentMethodId && {
      id: expense.paymentMethodId,
      label: directory.paymentMethods.nameOf(expense.paymentMethodId),
    },
    attendees: expense.attendees?.map(person),
    has_receipt: expense.receiptKey == null ? undefined : true,
    invalid_receipt: expense.invalidReceipt,
    distance: expense.distance,
    distance_unit: expense.distance == null ? undefined : (expense.distanceUnit ?? 'KM'),
    computed_distance: expense.computedDistance,
    passengers: expense.numberOfPassengers,
    vehicle: expense.vehicleId && { id: expense.vehicleId, label: vehicle?.label },
    allowance_template_id: expense.templateId,
    reimbursement: reimbursement && {
      reimbursable: money(reimbursement.reimbursableAmount, reimbursement.reimbursementCurrency),
      due: money(reimbursement.dueAmount, reimbursement.reimbursementCurrency),
      advances: reimbursement.advances?.map(({ advanceId, imputedAmount }) => ({
        id: advanceId,
        used: money(imputedAmount, reimbursement.reimbursementCurrency),
      })),
    },
    created_at: expense.createdAt,
    created_with: expense.createdWith,
    updated_at: expense.updatedAt,
    history: steps.flatMap((step) => {
      const [at, by] = [expense[`${step}At`], expense[`${step}By`]];
      return at || by ? [{ step, at, by: person(by) }] : [];
    }),
  };
  return { ...filled(shown), ...filled(unshown(expense)) };
}

/** The fields of an expense that `shownExpense` does not name otherwise. */
function unshown(expense: Expense): Record<string, unknown> {
  const known = new Set<string>([...shownOtherwise, ...steps.flatMap((step) => [`${step}At`, `${step}By`])]);
  return Object.fromEntries(Object.entries(expense).filter(([name]) => !known.has(name)));
}

/** The custom fields of an expense that have a value. */
export function shownCustomFields(expense: Expense, { directory }: Names, reader: Reader): Promise<ShownValue[]> {
  return shownValues(expense.customFields, directory.fields.expense, directory.id, reader);
}

/** The warnings on an expense, each with the words of its rule. */
export async function shownWarnings(
  warnings: readonly ExpenseWarning[],
  { directory, people }: Names,
  reader: Reader,
): Promise<Record<string, unknown>[]> {
  const isNamed = ({ labelsPerLanguage, warningRuleId }: ExpenseWarning) =>
    labelOf(labelsPerLanguage) !== undefined || !isMadeByApi(warningRuleId);
  const labels = warnings.every(isNamed) ? undefined : await reader.warningLabels(directory.id);
  return warnings.map((warning) =>
    filled({
      rule: warning.warningRuleId,
      label:
        labelOf(warning.labelsPerLanguage, directory.source.masterLanguage) ?? labels?.get(warning.warningRuleId ?? ''),
      code: warning.code,
      prevents_validation: warning.isPreventingValidation,
      at: warning.updatedAt,
      muted_at: warning.mutedAt,
      muted_by: warning.mutedBy && { id: warning.mutedBy, name: people.nameOf(warning.mutedBy) },
      linked_expenses: warning.linkedExpensesIds,
    }),
  );
}

/** Jenji's own rules have a word as id, such as `duplicate`; no operation lists them. */
function isMadeByApi(ruleId: string | null | undefined): boolean {
  return /\d|-/.test(ruleId ?? '');
}
