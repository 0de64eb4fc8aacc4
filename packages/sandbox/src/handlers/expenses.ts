import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import {
  actingUser,
  conversionTo,
  findUser,
  groupPath,
  organizationOf,
  ownOrganization,
  reachedOrganization,
  requireActive,
  requireMayEdit,
  today,
} from '../access.ts';
import { countActivity } from '../activity.ts';
import { ApiError, badRequest, invalidField, notFound, unknownReference } from '../http/api-error.ts';
import {
  amount,
  bodyReader,
  booleanParameter,
  count,
  country,
  customFieldValues,
  distanceUnit,
  emptyOr,
  flag,
  localDate,
  mandatoryAmount,
  mandatoryText,
  text,
  texts,
} from '../http/body.ts';
import { type Call, handlers, streamedList } from '../http/call.ts';
import { requireCurrency, requireDecimals } from '../money.ts';
import { convertedAmounts } from '../rules/amount.ts';
import { mileageTotal } from '../rules/mileage.ts';
import { isInScope } from '../rules/scope-condition.ts';
import { isEditable, performTransition } from '../rules/workflow.ts';
import { deletion } from '../rules/workflows.ts';
import type {
  AllowanceExpense,
  CustomFieldValues,
  Expense,
  ExpensePeriod,
  ExpenseRecord,
  ExpenseWarning,
  MileageExpense,
  OrganizationState,
  StandardExpense,
  User,
} from '../world/index.ts';
import { findWarningRule } from './advanced-customization.ts';
import { requireCompleteCustomFields, requireFittingCustomFields } from './custom-field-values.ts';
import { list } from './views.ts';
import { actionBody, decide, listActions } from './workflow-actions.ts';

const searchCriteria = bodyReader(() =>
  z.object({
    searchMode: z.enum(['TIME', 'CREATION']).optional(),
    start: localDate.optional(),
    end: localDate.optional(),
    states: texts,
    includeDeleted: flag,
  }),
);

const commonFields = () => ({
  time: localDate,
  explanation: text,
  billable: flag,
  tags: texts,
  customFields: customFieldValues,
});
const taxes = () => z.array(z.object({ baseAmount: amount, rate: amount, amount })).optional();
const waypoints = () => z.array(z.object({ address: text, longitude: amount, latitude: amount })).optional();

const standardFields = () => ({
  ...commonFields(),
  taxes: taxes(),
  attendees: texts,
  country,
  label: mandatoryText,
  category: mandatoryText,
  currency: mandatoryText,
  total: mandatoryAmount,
  totalWithoutTax: amount,
  paymentMethodId: mandatoryText,
  reimbursable: flag,
});
const mileageFields = () => ({
  ...commonFields(),
  label: mandatoryText,
  country,
  reimbursable: flag,
  distance: mandatoryAmount.refine((value) => value > 0, 'must be more than zero'),
  computedDistance: amount,
  distanceUnit,
  numberOfPassengers: count,
  vehicleId: mandatoryText,
  waypoints: waypoints(),
  total: amount,
});
const allowanceFields = () => ({
  ...commonFields(),
  taxes: taxes(),
  attendees: texts,
  country: emptyOr(country),
  label: text,
  category: text,
  paymentMethodId: text,
});

const created = () => ({ userId: mandatoryText });
const standardCreation = bodyReader(() => z.object({ ...standardFields(), ...created(), receiptKey: mandatoryText }));
const mileageCreation = bodyReader(() => z.object({ ...mileageFields(), ...created() }));
const allowanceCreation = bodyReader(() => z.object({ ...allowanceFields(), ...created(), templateId: mandatoryText }));

const updated = () => ({ actionUserId: text });
const standardUpdate = bodyReader(() => z.object({ ...standardFields(), ...updated() }));
const mileageUpdate = bodyReader(() => z.object({ ...mileageFields(), ...updated() }));
const allowanceUpdate = bodyReader(() => z.object({ ...allowanceFields(), ...updated() }));
const actor = bodyReader(() => z.object(updated()));

const types = ['STANDARD', 'MILEAGE', 'ALLOWANCE'] as const;
const typed = bodyReader(() => z.object({ type: z.enum(types, { error: `must be one of ${types.join(', ')}` }) }));
const owned = bodyReader(() => z.object(created()));

const warningBody = bodyReader(() => z.object({ code: text }));

export const expenseHandlers = handlers({
  'expenses.searchOrganization': (call) => search(call, organizationOf(call, 'bookkeeper')),
  'expenses.search': (call) => search(call, ownOrganization(call)),

  'expenses.get': (call) => expenseOf(call).record.expense,

  'expenses.create': (call) => {
    const { type } = typed(call.body);
    const { userId } = owned(call.body);
    const found = findUser(call, userId);
    if (!found) throw unknownReference('userId', userId);
    const { organization, user } = found;
    requireActive(organization, user);
    const at = call.now().toISOString();
    const identity = {
      id: randomUUID(),
      userId,
      organizationId: organization.header.id,
      state: organization.expenseWorkflow.initialState,
      createdAt: at,
      createdWith: 'api/v1',
      updatedAt: at,
    };
    const draft = drafts[type].create(call, organization, user);
    const expense = { ...identity, ...draft } as Expense;
    checkCustomFields(call, organization, user, expense);
    const warnings = duplicateWarnings(call, organization, expense);
    if (warnings.length > 0) expense.warnings = warnings;
    call.world.expenses.put({ expense });
    countActivity(organization, userId, today(call), 'created');
    return expense;
  },

  // Whatever is left out is cleared; identity, receipt, state and history are not part of the body.
  'expenses.update': (call) => {
    const { record, organization, owner } = expenseOf(call);
    const { type } = typed(call.body);
    const { expense } = record;
    if (type !== expense.type) throw invalidField('type', `the expense is of type ${expense.type}`);
    requireEditor(call, organization, owner, record, actor(call.body).actionUserId);
    requireEditable(organization, expense);
    const draft = drafts[type].update(call, organization, owner, expense);
    const updatedExpense = { ...kept(expense), ...draft, updatedAt: call.now().toISOString() } as Expense;
    updatedExpense.warnings = expense.warnings?.map((warning) => ({ ...warning, time: draft.time }));
    checkCustomFields(call, organization, owner, updatedExpense, expense.customFields);
    call.world.expenses.put({ ...record, expense: updatedExpense });
    return updatedExpense;
  },

  'expenses.actions.list': (call) => {
    const { organization, record } = expenseOf(call);
    return list(listActions(organization.expenseWorkflow, record.expense.state));
  },

  'expenses.actions.execute': (call) => {
    const { organization, record, owner } = expenseOf(call);
    const { actionUserId, comment } = actionBody(call.body);
    const acting = actingUser(call, organization, actionUserId);
    const { expense } = record;
    const transition = decide(call, organization, organization.expenseWorkflow, expense.state, owner, acting, expense);
    const at = call.now().toISOString();
    const conversion = reimbursementConversion(call, organization, expense);
    const performed = performTransition(
      record,
      transition,
      { actorId: acting.id, at, comment },
      conversion,
      randomUUID,
    );
    call.world.expenses.put(performed);
    if (transition.counts) countActivity(organization, acting.id, today(call), transition.counts);
    return performed.expense;
  },

  // A logical deletion, of what may still be changed; repeating it changes nothing.
  'expenses.delete': (call) => {
    const { organization, record, owner } = expenseOf(call);
    const { expense } = record;
    if (expense.state === deletion.to) return null;
    const acting = requireEditor(call, organization, owner, record);
    requireEditable(organization, expense);
    const at = call.now().toISOString();
    const conversion = reimbursementConversion(call, organization, expense);
    const by = { actorId: acting.id, at };
    call.world.expenses.put(performTransition(record, deletion, by, conversion, randomUUID));
    countActivity(organization, acting.id, today(call), 'deleted');
    return null;
  },

  'expenses.warnings.list': (call) => list(expenseOf(call).record.expense.warnings ?? []),

  'expenses.warnings.add': (call) => {
    const { organization, record, owner } = expenseOf(call);
    const rule = externalRule(call, organization);
    const { code } = warningBody(call.body ?? {});
    const options = rule.options ?? [];
    const option = options.find((each) => each.code === code);
    if (code === undefined && options.length > 1) {
      throw invalidField('code', `is mandatory: one of ${options.map((each) => each.code).join(', ')}`);
    }
    if (code !== undefined && !option) throw unknownReference('code', code);
    const warning: ExpenseWarning = {
      warningRuleId: rule.id,
      userId: owner.id,
      time: record.expense.time,
      updatedAt: call.now().toISOString(),
      code,
      isPreventingValidation: option?.isPreventingValidation,
    };
    const others = (record.expense.warnings ?? []).filter(({ warningRuleId }) => warningRuleId !== rule.id);
    call.world.expenses.put({ ...record, expense: { ...record.expense, warnings: [...others, warning] } });
    return warning;
  },

  'expenses.warnings.remove': (call) => {
    const { organization, record } = expenseOf(call);
    const rule = externalRule(call, organization);
    const { warnings, ...expense } = record.expense;
    const left = (warnings ?? []).filter(({ warningRuleId }) => warningRuleId !== rule.id);
    call.world.expenses.put({
      ...record,
      expense: { ...expense, ...(left.length > 0 && { warnings: left }) } as Expense,
    });
    return null;
  },

  'expenses.exports.get': (call) => {
    const { expense, exports } = expenseOf(call).record;
    return { expenseId: expense.id, ...exports };
  },

  // An expense that is still in the state the export brought it to goes back to where it came from.
  'expenses.exports.delete': (call) => {
    const { organization, record } = expenseOf(call);
    const exportType = call.parameter('exportType');
    if (exportType !== 'accounting' && exportType !== 'payroll') {
      throw invalidField('exportType', 'must be accounting or payroll');
    }
    const { [exportType]: removed, ...exports } = record.exports ?? {};
    if (removed === undefined) return null;
    const step = organization.expenseWorkflow.transitions.find(
      ({ exports: sort, to }) => sort === exportType && to === record.expense.state,
    );
    const [before] = step?.from ?? [];
    const expense = { ...record.expense, updatedAt: call.now().toISOString() };
    if (before !== undefined) expense.state = before;
    if (step?.marks) {
      delete expense[`${step.marks}By`];
      delete expense[`${step.marks}At`];
    }
    call.world.expenses.put({ ...record, expense, exports });
    return null;
  },
});

/** The expense of the path, if the key reaches its organization. */
export function expenseOf(call: Call) {
  const id = call.parameter('expenseId');
  const record = call.world.expenses.get(id);
  if (!record) throw notFound('expense', id);
  const organization = reachedOrganization(call, record.expense.organizationId, 'bookkeeper');
  const owner = organization.users.get(record.expense.userId)?.user;
  if (!owner) throw notFound('user', record.expense.userId);
  return { record, organization, owner };
}

function search(call: Call, organization: OrganizationState): Response {
  const { searchMode = 'TIME', start, end, states = [], includeDeleted = false } = searchCriteria(call.body);
  if ((start === undefined) !== (end === undefined)) {
    throw invalidField(start === undefined ? 'start' : 'end', 'is mandatory if you specify a period');
  }
  const period: ExpensePeriod | undefined =
    start === undefined || end === undefined ? undefined : { mode: searchMode, start, end };
  const { expenses } = call.world;
  function* matching() {
    for (const { expense } of expenses.search(organization.header.id, period)) {
      if (!includeDeleted && expense.state === deletion.to) continue;
      if (states.length > 0 && !states.includes(expense.state)) continue;
      yield expense;
    }
  }
  return streamedList(matching());
}

function requireEditor(
  call: Call,
  organization: OrganizationState,
  owner: User,
  { expense }: ExpenseRecord,
  actionUserId?: string,
): User {
  const acting = actingUser(call, organization, actionUserId);
  requireMayEdit(call, organization, acting, owner, organization.expenseWorkflow, expense.state);
  return acting;
}

function requireEditable({ expenseWorkflow }: OrganizationState, { state }: Expense): void {
  if (!isEditable(expenseWorkflow, state)) {
    throw badRequest(`An expense in state ${state} can not be changed`, 'INVALID_STATE');
  }
}

function checkCustomFields(
  call: Call,
  organization: OrganizationState,
  user: User,
  expense: Expense,
  present?: CustomFieldValues,
): void {
  requireFittingCustomFields(organization, 'expense', expense.customFields, present);
  if (booleanParameter(call.query, 'check-missing-custom-fields')) {
    requireCompleteCustomFields(organization, user, expense);
  }
}

/** What no update can say, and none clears: the attendees of a mileage among it. */
function kept(expense: Expense) {
  const { id, userId, organizationId, state, createdAt, createdWith, reimbursement } = expense;
  const { validatedBy, validatedAt, accountedBy, accountedAt, paidBy, paidAt } = expense;
  const { checkedBy, checkedAt, deletedBy, deletedAt } = expense;
  const particulars =
    expense.type === 'MILEAGE'
      ? { attendees: expense.attendees }
      : { receiptKey: expense.receiptKey, invalidReceipt: expense.invalidReceipt };
  return {
    ...{ id, userId, organizationId, state, createdAt, createdWith, reimbursement },
    ...{ validatedBy, validatedAt, accountedBy, accountedAt, paidBy, paidAt },
    ...{ checkedBy, checkedAt, deletedBy, deletedAt },
    ...particulars,
  };
}

type Draft<Type extends Expense> = Partial<Type> & Pick<Type, 'type' | 'time' | 'total' | 'currency'>;
interface Drafts<Type extends Expense> {
  create: (call: Call, organization: OrganizationState, owner: User) => Draft<Type>;
  update: (call: Call, organization: OrganizationState, owner: User, present: Expense) => Draft<Type>;
}

/** What the body of each variant makes of an expense. */
const drafts: {
  STANDARD: Drafts<StandardExpense>;
  MILEAGE: Drafts<MileageExpense>;
  ALLOWANCE: Drafts<AllowanceExpense>;
} = {
  STANDARD: {
    create: (call, organization, owner) => {
      const { receiptKey, userId, ...body } = standardCreation(call.body);
      if (!receiptKey.startsWith(`${userId}/`) || !call.links.isUploaded(receiptKey, 'EXPENSE')) {
        throw invalidField('receiptKey', 'no receipt of this user was uploaded with this key');
      }
      return { ...standard(call, organization, owner, body), receiptKey };
    },
    update: (call, organization, owner, present) => {
      const { actionUserId: _, ...body } = standardUpdate(call.body);
      return standard(call, organization, owner, body, present);
    },
  },
  MILEAGE: {
    create: (call, organization, owner) => {
      const { userId: _, ...body } = mileageCreation(call.body);
      return mileage(call, organization, owner, body);
    },
    update: (call, organization, owner, present) => {
      const { actionUserId: _, ...body } = mileageUpdate(call.body);
      return mileage(call, organization, owner, body, present);
    },
  },
  ALLOWANCE: {
    create: (call, organization, owner) => {
      const { userId: _, templateId, ...body } = allowanceCreation(call.body);
      return allowance(call, organization, owner, templateId, body);
    },
    update: (call, organization, owner, present) => {
      const { actionUserId: _, ...body } = allowanceUpdate(call.body);
      return allowanceUpdated(call, organization, owner, body, present);
    },
  },
};

type StandardBody = Omit<ReturnType<typeof standardUpdate>, 'actionUserId'>;

function standard(
  call: Call,
  organization: OrganizationState,
  owner: User,
  body: StandardBody,
  present?: Expense,
): Draft<StandardExpense> {
  const { currency, total, totalWithoutTax, paymentMethodId } = body;
  requireCurrency('currency', currency);
  requireDecimals('total', total, currency);
  requireDecimals('totalWithoutTax', totalWithoutTax, currency);
  requireCategory(organization, body.category, present);
  const method = requirePaymentMethod(organization, owner, paymentMethodId, present);
  requireAttendees(organization, body.attendees);
  return {
    type: 'STANDARD',
    ...body,
    reimbursable: body.reimbursable ?? method.reimbursable,
    ...inMasterCurrency(call, organization, body),
  };
}

type MileageBody = Omit<ReturnType<typeof mileageUpdate>, 'actionUserId'>;

function mileage(
  call: Call,
  organization: OrganizationState,
  owner: User,
  body: MileageBody,
  present?: Expense,
): Draft<MileageExpense> {
  const vehicle = owner.vehicles.find(({ id }) => id === body.vehicleId);
  if (!vehicle) throw unknownReference('vehicleId', body.vehicleId);
  const isUnchanged = present?.type === 'MILEAGE' && present.vehicleId === vehicle.id;
  if (vehicle.disabledAt && !isUnchanged) throw invalidField('vehicleId', 'the vehicle is disabled');
  const { distance, distanceUnit: unit = 'KM' } = body;
  const currency = organization.header.masterCurrency ?? 'EUR';
  requireDecimals('total', body.total, currency);
  const unitsPerEuro = call.world.exchangeRates.get(currency) ?? 1;
  return {
    type: 'MILEAGE',
    ...body,
    distanceUnit: unit,
    currency,
    total: body.total ?? mileageTotal({ distance, distanceUnit: unit, vehicle }, currency, unitsPerEuro),
    reimbursable: body.reimbursable ?? true,
  };
}

type AllowanceBody = Omit<ReturnType<typeof allowanceUpdate>, 'actionUserId'>;

/** What a template may fix, and the body may fill only where it does not. */
const templateFields = ['country', 'category', 'paymentMethodId'] as const;

function allowance(
  call: Call,
  organization: OrganizationState,
  owner: User,
  templateId: string,
  body: AllowanceBody,
): Draft<AllowanceExpense> {
  const template = organization.allowanceTemplates.find((each) => each.templateId === templateId);
  if (!template) throw unknownReference('templateId', templateId);
  if (template.disabled) throw invalidField('templateId', 'the template is disabled');
  if (!isInScope(template.creationCondition, { user: owner, groups: organization.groups })) {
    throw invalidField('templateId', 'the template is not available to this user');
  }
  if (template.requireReceipt) {
    throw invalidField('templateId', 'the template requires a receipt, which an allowance can not be given by API');
  }
  const { language } = organization.users.get(owner.id) ?? {};
  const labels = template.labelsPerLanguage ?? {};
  const fixed = {
    country: template.country,
    category: template.category,
    paymentMethodId: template.paymentMethodId,
    label: labels[language ?? organization.header.masterLanguage ?? 'en'] ?? Object.values(labels)[0],
  };
  refuseFixed(body, fixed);
  if (body.category !== undefined) requireCategory(organization, body.category);
  const paymentMethodId = fixed.paymentMethodId ?? body.paymentMethodId;
  const method = paymentMethodId && requirePaymentMethod(organization, owner, paymentMethodId);
  requireAttendees(organization, body.attendees);
  const { total = 0, currency = organization.header.masterCurrency ?? 'EUR' } = template;
  return {
    type: 'ALLOWANCE',
    templateId,
    ...body,
    ...withoutUndefined(fixed),
    total,
    currency,
    reimbursable: method ? method.reimbursable : true,
    ...inMasterCurrency(call, organization, { total, currency }),
  };
}

/** Template, amounts and what the template fixed stay as they were copied at the creation. */
function allowanceUpdated(
  call: Call,
  organization: OrganizationState,
  owner: User,
  body: AllowanceBody,
  present: Expense,
): Draft<AllowanceExpense> {
  if (present.type !== 'ALLOWANCE') throw invalidField('type', `the expense is of type ${present.type}`);
  const template = organization.allowanceTemplates.find(({ templateId }) => templateId === present.templateId);
  const isFixed = (field: (typeof templateFields)[number]) => template?.[field] !== undefined;
  const fixed = {
    ...Object.fromEntries(templateFields.filter(isFixed).map((field) => [field, present[field]])),
    ...(template?.labelsPerLanguage && { label: present.label }),
  };
  refuseFixed(body, fixed);
  if (body.category !== undefined) requireCategory(organization, body.category, present);
  if (body.paymentMethodId !== undefined) requirePaymentMethod(organization, owner, body.paymentMethodId, present);
  requireAttendees(organization, body.attendees);
  const { templateId, total, currency, totalWithoutTax, reimbursable } = present;
  return {
    type: 'ALLOWANCE',
    templateId,
    ...body,
    ...fixed,
    total,
    currency,
    totalWithoutTax,
    reimbursable,
    ...inMasterCurrency(call, organization, { total, currency, totalWithoutTax }),
  };
}

function refuseFixed(body: AllowanceBody, fixed: Partial<Record<'label' | (typeof templateFields)[number], unknown>>) {
  for (const field of [...templateFields, 'label'] as const) {
    if (body[field] !== undefined && fixed[field] !== undefined && body[field] !== fixed[field]) {
      throw invalidField(field, 'is set by the allowance template and can not be filled in');
    }
  }
}

function withoutUndefined<Members extends object>(members: Members): Partial<Members> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as Partial<Members>;
}

/** A category that the expense has already may be disabled by now. */
function requireCategory({ categories }: OrganizationState, id: string, present?: Expense): void {
  if (present && present.type !== 'MILEAGE' && present.category === id) return;
  const category = categories.find((each) => each.id === id);
  if (!category) throw unknownReference('category', id);
  if (category.disabled || category.notSelectable) throw invalidField('category', `"${id}" can not be used`);
}

function requirePaymentMethod(organization: OrganizationState, owner: User, id: string, present?: Expense) {
  const method = organization.paymentMethods.find((each) => each.id === id);
  if (!method) throw unknownReference('paymentMethodId', id);
  if (present && present.type !== 'MILEAGE' && present.paymentMethodId === id) return method;
  if (method.disabled) throw invalidField('paymentMethodId', 'the payment method is disabled');
  const path = groupPath(organization, owner);
  const nearest = organization.groups
    .filter((group) => path.includes(group.id) && group.paymentMethodIds)
    .sort((left, right) => path.indexOf(left.id) - path.indexOf(right.id))[0];
  if (nearest?.paymentMethodIds && !nearest.paymentMethodIds.includes(id)) {
    throw invalidField('paymentMethodId', `the group "${nearest.name}" may not use it`);
  }
  return method;
}

function requireAttendees({ users }: OrganizationState, attendees: string[] = []): void {
  const unknown = attendees.find((id) => !users.has(id));
  if (unknown !== undefined) throw unknownReference('attendees', unknown);
}

/** As in the manual's examples: nothing where the expense is in the organization's currency. */
function inMasterCurrency(
  call: Call,
  organization: OrganizationState,
  amounts: { total: number; totalWithoutTax?: number; currency: string },
) {
  const { masterCurrency, rate } = conversionTo(call.world, organization, amounts.currency);
  if (rate === undefined || masterCurrency === amounts.currency) return {};
  return convertedAmounts(amounts, masterCurrency, rate);
}

/** To the currency of the organization, or to none where there is no rate. */
function reimbursementConversion(call: Call, organization: OrganizationState, { currency }: Expense) {
  const { masterCurrency, rate } = conversionTo(call.world, organization, currency);
  return rate === undefined ? { masterCurrency: currency, rate: 1 } : { masterCurrency, rate };
}

/** Jenji's own rule "duplicate": "when 2 expenses of the same amount are created on the same day", by one user. */
function duplicateWarnings(call: Call, organization: OrganizationState, expense: Expense): ExpenseWarning[] {
  const { userId, time, total, currency, createdAt } = expense;
  const linkedExpensesIds: string[] = [];
  const day: ExpensePeriod = { mode: 'TIME', start: time, end: time };
  for (const { expense: other } of call.world.expenses.search(organization.header.id, day)) {
    const isSame = other.userId === userId && other.total === total && other.currency === currency;
    if (isSame && other.state !== deletion.to) linkedExpensesIds.push(other.id);
  }
  if (linkedExpensesIds.length === 0) return [];
  return [{ warningRuleId: 'duplicate', userId, time, updatedAt: createdAt, linkedExpensesIds }];
}

/** Only rules created by API can be put on expenses and taken off; Jenji's own have reserved words as ids. */
function externalRule(call: Call, organization: OrganizationState) {
  const id = call.parameter('warningRuleId');
  const rule = findWarningRule(organization, id);
  if (rule) return rule;
  throw new ApiError(404, 'NOT_FOUND', `No warning rule made by API has the id "${id}"`);
}
