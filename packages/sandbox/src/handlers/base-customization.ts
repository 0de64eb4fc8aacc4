import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { organizationOf } from '../access.ts';
import { badRequest, invalidField, notFound, unknownReference } from '../http/api-error.ts';
import {
  amount,
  bodyReader,
  booleanParameter,
  country,
  emptyOr,
  flag,
  integer,
  mandatoryText,
  text,
  texts,
  translations,
} from '../http/body.ts';
import { type Call, handlers } from '../http/call.ts';
import { scopeCondition } from '../http/scope-condition-body.ts';
import { requireCurrency, requireDecimals } from '../money.ts';
import type { AllowanceTemplate, Category, OrganizationState, PaymentMethod } from '../world/index.ts';
import { list } from './views.ts';

const categoryFields = () => ({
  disabled: flag,
  notSelectable: flag,
  labelsPerLanguage: translations,
  ocrMappedStandardCategories: texts,
  order: integer,
  parentCategoryId: text,
  iconId: text,
  colorId: text,
  scopeCondition,
});
const categoryList = bodyReader(() => z.array(z.object({ id: mandatoryText, ...categoryFields() })));
const categoryUpdate = bodyReader(() => z.object(categoryFields()));

const paymentMethodFields = () => ({
  labelsPerLanguage: translations,
  code: text,
  reimbursable: flag,
  disabled: flag,
});
const paymentMethodList = bodyReader(() => z.array(z.object({ id: text, ...paymentMethodFields() })));
const paymentMethodCreation = bodyReader(() => z.object(paymentMethodFields()));
const paymentMethodUpdate = bodyReader(() => z.object({ id: text, ...paymentMethodFields() }));

const allowanceTemplateData = bodyReader(() =>
  z.object({
    labelsPerLanguage: translations,
    total: amount,
    currency: text,
    country: emptyOr(country),
    category: text,
    paymentMethodId: text,
    order: integer,
    disabled: flag,
    requireReceipt: flag,
    creationCondition: scopeCondition,
  }),
);

export const baseCustomizationHandlers = handlers({
  'categories.list': (call) => list(byDisabled(call, [...organizationOf(call).categories].sort(byOrder))),

  'categories.replaceAll': (call) => {
    const organization = organizationOf(call);
    organization.categories = replaceCategories(organization.categories, readCategories(call.body));
    return list(organization.categories);
  },

  'categories.update': (call) => {
    const organization = organizationOf(call);
    const id = call.parameter('categoryId');
    const index = organization.categories.findIndex((each) => each.id === id);
    if (index < 0) throw notFound('category', id);
    const { disabled = false, ...fields } = categoryUpdate(call.body);
    const category: Category = { id, disabled, ...fields };
    const categories = organization.categories.with(index, category);
    requireOneLevel(categories);
    organization.categories = withDisabledChildren(categories, disabled ? [id] : []);
    return category;
  },

  'paymentMethods.list': (call) => list(byDisabled(call, organizationOf(call).paymentMethods)),

  'paymentMethods.replaceAll': (call) => {
    const organization = organizationOf(call);
    const sent = paymentMethodList(call.body);
    requireDistinct(sent.flatMap(({ id }) => id ?? []));
    const replaced = sent.map(({ id = randomUUID(), ...fields }) =>
      paymentMethod(organization, id, fields, existingPaymentMethod(organization, id)),
    );
    const kept = new Set(replaced.map(({ id }) => id));
    const disabled = organization.paymentMethods
      .filter(({ id }) => !kept.has(id))
      .map((method) => ({ ...method, disabled: true }));
    organization.paymentMethods = [...replaced, ...disabled];
    return list(organization.paymentMethods);
  },

  'paymentMethods.create': (call) => {
    const organization = organizationOf(call);
    const method = paymentMethod(organization, randomUUID(), paymentMethodCreation(call.body));
    organization.paymentMethods.push(method);
    return method;
  },

  // "If null, a random UUID will be generated": a body without the id gives the payment method another one.
  'paymentMethods.update': (call) => {
    const organization = organizationOf(call);
    const pathId = call.parameter('paymentMethodId');
    const index = organization.paymentMethods.findIndex(({ id }) => id === pathId);
    if (index < 0) throw notFound('payment method', pathId);
    const { id = randomUUID(), ...fields } = paymentMethodUpdate(call.body);
    if (id !== pathId && existingPaymentMethod(organization, id)) {
      throw invalidField('id', `another payment method has the id "${id}"`);
    }
    const method = paymentMethod(organization, id, fields, organization.paymentMethods[index]);
    organization.paymentMethods[index] = method;
    return method;
  },

  'allowanceTemplates.list': (call) =>
    list(byDisabled(call, [...organizationOf(call).allowanceTemplates].sort(byOrder))),

  'allowanceTemplates.create': (call) => {
    const organization = organizationOf(call);
    const { order = endOfList(organization.allowanceTemplates), ...fields } = readAllowanceTemplate(call, organization);
    const template: AllowanceTemplate = { templateId: randomUUID(), order, ...fields };
    organization.allowanceTemplates.push(template);
    return template;
  },

  // An absent order keeps the present one, a null order moves the template to the end.
  'allowanceTemplates.update': (call) => {
    const organization = organizationOf(call);
    const templateId = call.parameter('templateId');
    const templates = organization.allowanceTemplates;
    const index = templates.findIndex((each) => each.templateId === templateId);
    const present = templates[index];
    if (!present) throw notFound('allowance template', templateId);
    const { order, ...fields } = readAllowanceTemplate(call, organization);
    const unsaid = isNullMember(call.body, 'order') ? endOfList(templates.toSpliced(index, 1)) : present.order;
    const template: AllowanceTemplate = { templateId, order: order ?? unsaid, ...fields };
    templates[index] = template;
    return template;
  },
});

/** A whole list of categories as it is sent. */
export function readCategories(body: unknown): Category[] {
  return categoryList(body).map(({ id, disabled = false, ...fields }) => ({ id, disabled, ...fields }));
}

/** The list sent, as sent, then whatever it leaves out: disabled, and ordered at the end. */
export function replaceCategories(present: Category[], sent: Category[]): Category[] {
  requireDistinct(sent.map(({ id }) => id));
  const kept = new Set(sent.map(({ id }) => id));
  const order = Math.max(99, endOfList(sent));
  const disabled = present.filter(({ id }) => !kept.has(id)).map((each) => ({ ...each, disabled: true, order }));
  const categories = [...sent, ...disabled];
  requireOneLevel(categories);
  const parents = categories.filter((each) => each.disabled);
  return withDisabledChildren(
    categories,
    parents.map(({ id }) => id),
  );
}

/** "Disabling a category will disable all sub categories." */
function withDisabledChildren(categories: Category[], parentIds: string[]): Category[] {
  return categories.map((each) =>
    each.parentCategoryId !== undefined && parentIds.includes(each.parentCategoryId)
      ? { ...each, disabled: true }
      : each,
  );
}

function requireOneLevel(categories: Category[]): void {
  const byId = new Map(categories.map((category) => [category.id, category]));
  for (const { id, parentCategoryId } of categories) {
    if (parentCategoryId === undefined) continue;
    const parent = byId.get(parentCategoryId);
    if (!parent) throw unknownReference('parentCategoryId', parentCategoryId);
    if (parent.id === id || parent.parentCategoryId !== undefined) {
      throw invalidField('parentCategoryId', 'only one category level is authorized');
    }
  }
}

function existingPaymentMethod({ paymentMethods }: OrganizationState, id: string): PaymentMethod | undefined {
  return paymentMethods.find((each) => each.id === id);
}

/** The label follows the labels; what can not be written stays. */
function paymentMethod(
  { header }: OrganizationState,
  id: string,
  { disabled = false, ...fields }: ReturnType<typeof paymentMethodCreation>,
  present?: PaymentMethod,
): PaymentMethod {
  const labels = fields.labelsPerLanguage ?? {};
  const label = labels[header.masterLanguage ?? 'en'] ?? Object.values(labels)[0] ?? present?.label;
  return {
    id,
    label,
    ...fields,
    disabled,
    dissociated: present?.dissociated,
    transactionProvider: present?.transactionProvider,
  };
}

function readAllowanceTemplate(call: Call, organization: OrganizationState) {
  const { disabled = false, requireReceipt = false, ...fields } = allowanceTemplateData(call.body);
  const { currency, total, category, paymentMethodId } = fields;
  if (currency !== undefined) {
    requireCurrency('currency', currency);
    requireDecimals('total', total, currency);
  }
  if (category !== undefined && !organization.categories.some(({ id }) => id === category)) {
    throw unknownReference('category', category);
  }
  if (paymentMethodId !== undefined && !existingPaymentMethod(organization, paymentMethodId)) {
    throw unknownReference('paymentMethodId', paymentMethodId);
  }
  return { ...fields, disabled, requireReceipt };
}

/** The documented filter: `false` gives what is active; `true`, of which nothing is said, what is disabled. */
function byDisabled<Item extends { disabled: boolean }>(call: Call, items: Item[]): Item[] {
  const disabled = booleanParameter(call.query, 'disabled');
  return disabled === undefined ? items : items.filter((item) => item.disabled === disabled);
}

function byOrder(left: { order?: number }, right: { order?: number }): number {
  return (left.order ?? 0) - (right.order ?? 0);
}

/** The order after all others. */
export function endOfList(items: { order?: number }[]): number {
  return Math.max(-1, ...items.map(({ order = -1 }) => order)) + 1;
}

export function requireDistinct(ids: string[]): void {
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) throw badRequest(`"${twice}" is in the list twice`);
}

function isNullMember(body: unknown, name: string): boolean {
  return typeof body === 'object' && body !== null && Reflect.get(body, name) === null;
}
