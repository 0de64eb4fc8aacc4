import type * as z from 'zod';
import { decimal, flag, integer, labels, resource, text, texts } from '../response-types.ts';
import { scopeCondition } from './scope-condition.ts';

export const category = resource('Category', {
  id: text,
  disabled: flag,
  notSelectable: flag,
  labelsPerLanguage: labels,
  /** Standard categories that receipt recognition maps onto this one. */
  ocrMappedStandardCategories: texts,
  order: integer,
  /** One level only: a child has no children. */
  parentCategoryId: text,
  iconId: text,
  colorId: text,
  scopeCondition,
});

export const paymentMethod = resource('PaymentMethod', {
  id: text,
  label: text,
  labelsPerLanguage: labels,
  code: text,
  reimbursable: flag,
  dissociated: flag,
  disabled: flag,
  transactionProvider: text,
});

export const allowanceTemplate = resource('AllowanceTemplate', {
  templateId: text,
  labelsPerLanguage: labels,
  total: decimal,
  currency: text,
  country: text,
  category: text,
  paymentMethodId: text,
  order: integer,
  disabled: flag,
  /** An allowance created by API cannot carry the receipt this asks for. */
  requireReceipt: flag,
  creationCondition: scopeCondition,
});

export type Category = z.infer<typeof category>;
export type PaymentMethod = z.infer<typeof paymentMethod>;
export type AllowanceTemplate = z.infer<typeof allowanceTemplate>;
