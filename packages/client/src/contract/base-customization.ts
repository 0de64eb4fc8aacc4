import * as z from 'zod';
import { endpoint } from './endpoint.ts';
import * as request from './request-types.ts';
import { allowanceTemplate, category, paymentMethod } from './resources/customization.ts';
import { scopeConditionInput } from './resources/scope-condition.ts';
import { listOf } from './response-types.ts';

const activeFilter = z.strictObject({
  disabled: z.boolean().nullish().describe('False leaves the disabled ones out. What true does is not documented.'),
});

const categoryFields = {
  disabled: z.boolean().nullish().describe('Not usable on new expenses.'),
  notSelectable: z.boolean().nullish(),
  labelsPerLanguage: request.labels.nullish(),
  ocrMappedStandardCategories: z
    .array(request.requiredText)
    .nullish()
    .describe('Standard categories that receipt recognition maps onto this one.'),
  order: z.int().nullish().describe('Place in lists.'),
  parentCategoryId: z.string().nullish().describe('One level only: never give a child to a child.'),
  iconId: z.string().nullish(),
  colorId: z.string().nullish(),
  scopeCondition: scopeConditionInput.nullish().describe('Who can use it, and when.'),
};

/** A category in a list that replaces all of them: matched by `id`. */
export const categoryInput = z.strictObject({ id: request.requiredText, ...categoryFields });

const paymentMethodFields = {
  labelsPerLanguage: request.labels.nullish(),
  code: z.string().nullish().describe('Code for exports.'),
  reimbursable: z.boolean().nullish().describe('Whether expenses paid this way are paid back to the user.'),
  disabled: z.boolean().nullish().describe('Not usable on new expenses.'),
};

const allowanceTemplateFields = z
  .strictObject({
    labelsPerLanguage: request.labels.nullish(),
    total: request.decimal.nullish().describe('Amount of the allowance, in `currency`.'),
    currency: request.currency.nullish(),
    country: request.country.nullish(),
    category: z.string().nullish().describe('Category id.'),
    paymentMethodId: z.string().nullish(),
    order: z
      .int()
      .nullish()
      .describe('Place in lists. Null may move it to the end: on update, send the number it has.'),
    disabled: z.boolean().nullish().describe('No new expenses from it. Default false.'),
    requireReceipt: z.boolean().nullish().describe('Default false. Allowances made by API cannot carry a receipt.'),
    creationCondition: scopeConditionInput.nullish().describe('Who can use it, and when.'),
  })
  .check(request.amountsFitCurrency);

export const baseCustomizationOperations = {
  'categories.list': endpoint({
    method: 'GET',
    path: '/api/org/v1/organizations/{organizationId}/categories',
    summary: 'List the expense categories of an organization.',
    hazard: 'read',
    query: activeFilter,
    response: listOf(category),
  }),

  'categories.replaceAll': endpoint({
    method: 'PUT',
    path: '/api/org/v1/organizations/{organizationId}/categories',
    summary: 'Replace the whole list of categories; those left out are disabled and moved to the end.',
    hazard: 'replace',
    body: z.array(categoryInput),
    response: listOf(category),
  }),

  'categories.update': endpoint({
    method: 'PUT',
    path: '/api/org/v1/organizations/{organizationId}/categories/{categoryId}',
    summary: 'Replace one category; fields left out are cleared, and disabling it disables its children.',
    hazard: 'replace',
    body: z.strictObject(categoryFields),
    response: category,
  }),

  'paymentMethods.list': endpoint({
    method: 'GET',
    path: '/api/org/v1/organizations/{organizationId}/payment-methods',
    summary: 'List the payment methods of an organization.',
    hazard: 'read',
    query: activeFilter,
    response: listOf(paymentMethod),
  }),

  'paymentMethods.replaceAll': endpoint({
    method: 'PUT',
    path: '/api/org/v1/organizations/{organizationId}/payment-methods',
    summary: 'Replace the whole list of payment methods; those left out are disabled.',
    hazard: 'replace',
    body: z.array(
      z.strictObject({
        id: request.requiredText.nullish().describe('Id to update; left out, a new payment method is created.'),
        ...paymentMethodFields,
      }),
    ),
    createsWithout: 'id',
    response: listOf(paymentMethod),
  }),

  'paymentMethods.create': endpoint({
    method: 'POST',
    path: '/api/org/v1/organizations/{organizationId}/payment-methods',
    summary: 'Add a payment method.',
    hazard: 'create',
    body: z.strictObject(paymentMethodFields),
    response: paymentMethod,
  }),

  'paymentMethods.update': endpoint({
    method: 'PUT',
    path: '/api/org/v1/organizations/{organizationId}/payment-methods/{paymentMethodId}',
    summary: 'Replace one payment method; fields left out are cleared.',
    hazard: 'replace',
    body: z.strictObject({
      // Null would ask the service for a random id.
      id: request.requiredText.describe('The id of the path again.'),
      ...paymentMethodFields,
    }),
    bodyRepeats: { id: 'paymentMethodId' },
    response: paymentMethod,
  }),

  'allowanceTemplates.list': endpoint({
    method: 'GET',
    path: '/api/org/v1/organizations/{organizationId}/allowance-templates',
    summary: 'List the allowance templates of an organization.',
    hazard: 'read',
    query: activeFilter,
    response: listOf(allowanceTemplate),
  }),

  'allowanceTemplates.create': endpoint({
    method: 'POST',
    path: '/api/org/v1/organizations/{organizationId}/allowance-templates',
    summary: 'Add an allowance template.',
    hazard: 'create',
    body: allowanceTemplateFields,
    response: allowanceTemplate,
  }),

  'allowanceTemplates.update': endpoint({
    method: 'PUT',
    path: '/api/org/v1/organizations/{organizationId}/allowance-templates/{templateId}',
    summary: 'Replace an allowance template; fields left out are cleared, expenses already made from it stay.',
    hazard: 'replace',
    body: allowanceTemplateFields,
    response: allowanceTemplate,
  }),
};
