import * as z from 'zod';
import { endpoint, noContent } from './endpoint.ts';
import * as request from './request-types.ts';
import { expense, expenseWarning, receiptDownload, receiptUpload } from './resources/expense.ts';
import { distanceUnit } from './resources/mileage.ts';
import { listOf, resource, text } from './response-types.ts';
import { waypointInput } from './waypoint-input.ts';

const searchMode = z.enum(['TIME', 'CREATION']);

const search = z
  .strictObject({
    searchMode: searchMode
      .nullish()
      .describe('Which day the period is about: TIME, that of the expense; CREATION, that of its creation.'),
    start: request.localDate.nullish().describe('First day.'),
    end: request.localDate.nullish().describe('Last day, included.'),
    states: z
      .array(request.requiredText)
      .nullish()
      .describe(
        'ACCEPTED, WAITING_FOR_VALIDATION, EXPORTED, ACCOUNTED, PAID, or those of the workflow; empty for any.',
      ),
    includeDeleted: z.boolean().nullish().describe('Default false.'),
  })
  .refine(({ searchMode, start, end }) => new Set([searchMode, start, end].map((given) => given == null)).size === 1, {
    path: ['searchMode'],
    error: 'searchMode, start and end go together; give all three or none',
  })
  .refine(request.startsBeforeItEnds, request.periodOrder);

const anyExpense = {
  time: request.localDate.describe('The day the money was spent.'),
  explanation: z.string().nullish().describe('For the person who approves it.'),
  billable: z.boolean().nullish().describe('Whether another party can be charged for it.'),
  tags: z.array(z.string()).nullish(),
  customFields: request.customFieldValues.nullish(),
};

const taxes = z
  .array(
    z.strictObject({
      baseAmount: request.decimal.nullish().describe('Amount the tax is on.'),
      rate: request.decimal.nullish().describe('Percent: 20 means 20 %.'),
      amount: request.decimal.nullish(),
    }),
  )
  .nullish();

const attendees = z.array(request.requiredText).nullish().describe('Ids of the users who took part.');

const standardExpense = {
  type: z.literal('STANDARD'),
  ...anyExpense,
  taxes,
  attendees,
  country: request.country,
  label: request.requiredText.describe('The vendor.'),
  category: request.requiredText.describe('Category id.'),
  currency: request.currency,
  total: request.decimal.describe('With taxes, in `currency`, with no more decimals than it has.'),
  totalWithoutTax: request.decimal.nullish().describe('In `currency`, with no more decimals than it has.'),
  paymentMethodId: request.requiredText,
  reimbursable: z.boolean().nullish(),
};

const mileageExpense = {
  type: z.literal('MILEAGE'),
  ...anyExpense,
  label: request.requiredText.describe('What the trip was.'),
  country: request.country,
  reimbursable: z.boolean().nullish(),
  distance: request.decimal.describe('In `distanceUnit`.'),
  computedDistance: request.decimal.nullish().describe('What a map service computed.'),
  distanceUnit: distanceUnit.nullish().describe('Default KM.'),
  numberOfPassengers: z.int().nullish(),
  vehicleId: request.requiredText.describe('One of the user’s vehicles.'),
  waypoints: z.array(waypointInput).nullish(),
  total: request.decimal.nullish().describe('Overrides the amount that Jenji would compute.'),
};

const onlyIfTemplateLacksIt = 'Only where the template leaves it open.';

const allowanceExpense = {
  type: z.literal('ALLOWANCE'),
  ...anyExpense,
  taxes,
  attendees,
  country: request.country.nullish().describe(onlyIfTemplateLacksIt),
  label: z.string().nullish().describe(onlyIfTemplateLacksIt),
  category: z.string().nullish().describe(onlyIfTemplateLacksIt),
  paymentMethodId: z.string().nullish().describe(onlyIfTemplateLacksIt),
};

const created = { userId: request.requiredText.describe('Who spent the money and gets it back.') };

const actionUserId = z
  .string()
  .nullish()
  .describe('Who acts, of the same organization as the owner; the user of the key when left out.');

const updated = { actionUserId };

const checkMissing = z.strictObject({
  'check-missing-custom-fields': z
    .boolean()
    .nullish()
    .describe('True refuses an expense without the custom fields its validation needs. Default false.'),
});

export const expenseOperations = {
  'expenses.searchOrganization': endpoint({
    method: 'POST',
    path: '/api/org/v1/organizations/{organizationId}/expenses/search',
    summary: 'Search the expenses of an organization by period and state; all of them come in one answer.',
    hazard: 'read',
    body: search,
    response: listOf(expense),
  }),

  'expenses.search': endpoint({
    method: 'POST',
    path: '/api/org/v1/expenses/search',
    summary: 'Search the expenses of the key’s own organization by period and state; all of them come in one answer.',
    hazard: 'read',
    body: search,
    response: listOf(expense),
  }),

  'expenses.get': endpoint({
    method: 'GET',
    path: '/api/org/v1/expenses/{expenseId}',
    summary: 'Read one expense.',
    hazard: 'read',
    response: expense,
  }),

  'expenses.create': endpoint({
    method: 'POST',
    path: '/api/org/v1/expenses',
    summary: 'Create an expense: standard with a receipt, mileage, or allowance from a template.',
    hazard: 'create',
    query: checkMissing,
    body: z.discriminatedUnion('type', [
      z
        .strictObject({
          ...standardExpense,
          receiptKey: request.requiredText.describe('The `key` of `receipts.uploadUrl`; cannot be changed later.'),
          ...created,
        })
        .check(request.amountsFitCurrency),
      z.strictObject({ ...mileageExpense, ...created }),
      z.strictObject({
        ...allowanceExpense,
        templateId: request.requiredText.describe('Allowance template; cannot be changed later.'),
        ...created,
      }),
    ]),
    response: expense,
  }),

  'expenses.update': endpoint({
    method: 'PUT',
    path: '/api/org/v1/expenses/{expenseId}',
    summary: 'Replace an expense, where its state allows; fields left out are cleared. The receipt stays.',
    hazard: 'replace',
    query: checkMissing,
    body: z.discriminatedUnion('type', [
      z.strictObject({ ...standardExpense, ...updated }).check(request.amountsFitCurrency),
      z.strictObject({ ...mileageExpense, ...updated }),
      z.strictObject({ ...allowanceExpense, ...updated }),
    ]),
    response: expense,
  }),

  'expenses.actions.list': endpoint({
    method: 'GET',
    path: '/api/org/v1/expenses/{expenseId}/actions',
    summary: 'List the codes of the workflow actions that are possible on an expense now.',
    hazard: 'read',
    response: listOf(text),
  }),

  'expenses.actions.execute': endpoint({
    method: 'POST',
    path: '/api/org/v1/expenses/{expenseId}/actions/{actionCode}',
    summary: 'Run a workflow action on an expense, such as accepting it; its state changes.',
    hazard: 'transition',
    body: z.strictObject({
      actionUserId,
      comment: z.string().nullish().describe('Why; kept with the change of state.'),
    }),
    response: expense,
  }),

  'expenses.delete': endpoint({
    method: 'DELETE',
    path: '/api/org/v1/expenses/{expenseId}',
    summary: 'Delete an expense: its state becomes DELETED and it leaves every process.',
    hazard: 'delete',
    response: noContent,
  }),

  'receipts.uploadUrl': endpoint({
    method: 'POST',
    path: '/api/org/v1/receipts/upload-url',
    summary: 'Get a storage link to upload a receipt to, and the key a new expense takes.',
    // The link lets whoever has it put a file into the company's storage: not for a read-only server to hand out.
    hazard: 'create',
    body: z.strictObject({
      fileType: z.enum(['jpg', 'jpeg', 'pdf']).describe('Extension of the file.'),
      userId: request.requiredText.describe('Who spent the money.'),
      md5: z
        .string()
        .regex(
          /^[A-Za-z0-9+/]{21}[AQgw]==$/,
          'must be the base64 of the 16 bytes of the MD5, 24 characters ending in ==, not its hexadecimal form',
        )
        .describe('Base64 of the MD5 of the file; the upload sends it again as Content-MD5.'),
      receiptType: z.enum(['EXPENSE', 'EXPENSE_REQUEST']).nullish().describe('Default EXPENSE.'),
    }),
    response: receiptUpload,
  }),

  'receipts.downloadUrl': endpoint({
    method: 'POST',
    path: '/api/org/v1/expenses/{expenseId}/receipts/download-url',
    summary: 'Get a storage link to download the receipt of an expense from.',
    hazard: 'read',
    response: receiptDownload,
  }),

  'expenses.warnings.list': endpoint({
    method: 'GET',
    path: '/api/org/v1/expenses/{expenseId}/warnings',
    summary: 'List the warnings on an expense.',
    hazard: 'read',
    response: listOf(expenseWarning),
  }),

  'expenses.warnings.add': endpoint({
    method: 'PUT',
    path: '/api/org/v1/expenses/{expenseId}/warnings/{warningRuleId}',
    summary: 'Put a warning of a rule created by API on an expense; other warnings stay.',
    hazard: 'create',
    body: z.strictObject({
      code: z.string().nullish().describe('Code of one of the rule’s options; required where it has several.'),
    }),
    response: expenseWarning,
  }),

  'expenses.warnings.remove': endpoint({
    method: 'DELETE',
    path: '/api/org/v1/expenses/{expenseId}/warnings/{warningRuleId}',
    summary: 'Take a warning of a rule created by API off an expense.',
    hazard: 'delete',
    response: noContent,
  }),

  'expenses.exports.get': endpoint({
    method: 'GET',
    path: '/api/org/v1/expenses/{expenseId}/exports',
    summary: 'Read which accounting and payroll exports hold an expense.',
    hazard: 'read',
    response: resource('ExpenseExports', { expenseId: text, accounting: text, payroll: text }),
  }),

  'expenses.exports.delete': endpoint({
    method: 'DELETE',
    path: '/api/org/v1/expenses/{expenseId}/exports/{exportType}',
    summary: 'Detach an expense from its accounting or payroll export.',
    hazard: 'delete',
    response: noContent,
  }),
};
