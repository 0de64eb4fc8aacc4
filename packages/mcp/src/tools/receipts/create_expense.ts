import * as z from 'zod';
import { fieldValues } from '../../arguments/field-values.ts';
import { text } from '../../arguments/text.ts';
import { defineChangeTool } from '../../changes/define-change-tool.ts';
import { anyNewExpense, newExpenseFields, ownerOf } from '../../expense/new-expense.ts';
import { amount } from '../../search/amount-arguments.ts';

const { argumentNames, creation } = newExpenseFields({
  label: 'label',
  amount: 'total',
  currency: 'currency',
  amount_without_tax: 'totalWithoutTax',
  category: 'category',
  payment_method: 'paymentMethodId',
  country: 'country',
  receipt: 'receiptKey',
});

export default defineChangeTool({
  name: 'create_expense',
  title: 'Create an expense',
  toolset: 'receipts',
  hazard: 'create',
  operations: ['expenses.create'],
  description: [
    'Creates an expense with a receipt; upload_receipt gives the key it needs.',
    'Refuses what looks like one there is. For a trip by car use create_mileage, for a flat rate create_allowance.',
    'Costs 4 requests, first up to 8.',
  ],
  input: z.strictObject({
    ...anyNewExpense,
    label: text(1000).describe('The vendor'),
    amount: amount().describe('With taxes'),
    currency: text(3).optional().describe("Default the organization's"),
    amount_without_tax: amount().optional().describe('In the same currency'),
    category: text().describe('Label or id'),
    payment_method: text().describe('Label or id'),
    country: text(2).optional().describe("Such as FR; default the organization's"),
    receipt: text(500).describe('Key of the uploaded file'),
    set: fieldValues().optional().describe('taxes, billable, reimbursable, attendees, tags'),
  }),
  argumentNames,
  async toChange(input, scope) {
    const { organizationId, person, country, currency } = await ownerOf(input, scope);
    const at = { organizationId, userId: person.id, scope };
    return await creation('STANDARD', { country, currency, ...input }, at);
  },
});
