import * as z from 'zod';
import {
  customFieldValues,
  decimal,
  flag,
  instant,
  integer,
  labels,
  localDate,
  open,
  resource,
  text,
  texts,
} from '../response-types.ts';
import { distanceUnit, waypoint } from './mileage.ts';

export const expenseType = z.enum(['STANDARD', 'MILEAGE', 'ALLOWANCE', 'PERDIEM']);

/** Net plus taxes may differ from the total by a cent. */
export const tax = resource('Tax', {
  baseAmount: decimal,
  /** Percent: 20 means 20 %. */
  rate: decimal,
  amount: decimal,
});

/** What of an advance this expense used up, in the reimbursement currency. */
export const advanceImputation = resource('Advance imputation', { advanceId: text, imputedAmount: decimal });

/** Amounts are in `reimbursementCurrency`. */
export const reimbursement = resource('Reimbursement', {
  reimbursementCurrency: text,
  /** After the organization's limits. */
  reimbursableAmount: decimal,
  advances: z.array(advanceImputation),
  /** What is still owed to the user, after advances. */
  dueAmount: decimal,
});

export const expenseWarning = resource('ExpenseWarning', {
  /** Id of a rule, or a reserved name such as `duplicate`. */
  warningRuleId: text,
  userId: text,
  time: localDate,
  updatedAt: instant,
  code: text,
  labelsPerLanguage: labels,
  isPreventingValidation: flag,
  mutedAt: instant,
  mutedBy: text,
  linkedExpensesIds: texts,
});

const common = {
  type: open(expenseType),
  id: text,
  userId: text,
  organizationId: text,
  /** The day the money was spent. */
  time: localDate,
  explanation: text,
  tags: texts,
  /** With taxes, in `currency`. */
  total: decimal,
  currency: text,
  country: text,
  billable: flag,
  reimbursable: flag,
  /** User ids. */
  attendees: texts,
  /** Depends on the workflow of the organization. */
  state: text,
  /** The vendor; for a mileage, the trip. */
  label: text,
  customFields: customFieldValues,
  /** Set once the expense is validated. */
  reimbursement,
  createdAt: instant,
  createdWith: text,
  updatedAt: instant,
  validatedBy: text,
  validatedAt: instant,
  accountedBy: text,
  accountedAt: instant,
  paidBy: text,
  paidAt: instant,
  checkedBy: text,
  checkedAt: instant,
  deletedBy: text,
  deletedAt: instant,
  warnings: z.array(expenseWarning),
};

const priced = {
  category: text,
  /** May hold the e-mail address of the user. */
  receiptKey: text,
  invalidReceipt: flag,
  paymentMethodId: text,
  totalWithoutTax: decimal,
  totalInMasterCurrency: decimal,
  totalWithoutTaxInMasterCurrency: decimal,
  /** From the currency of the expense to the organization's. */
  totalConversionRate: decimal,
  taxes: z.array(tax),
};

const travelled = {
  /** In `distanceUnit`. */
  distance: decimal,
  computedDistance: decimal,
  distanceUnit: open(distanceUnit),
  numberOfPassengers: integer,
  vehicleId: text,
  waypoints: z.array(waypoint),
};

const templated = { templateId: text };

/** Which fields an expense of each documented type has. PERDIEM is not documented: read it as an allowance. */
export const expenseFields = {
  STANDARD: { ...common, ...priced },
  MILEAGE: { ...common, ...travelled },
  ALLOWANCE: { ...common, ...priced, ...templated },
};

/**
 * An expense of any type, with the fields of all types: those of the others are simply missing, and a PERDIEM or a type
 * added later keeps whatever else it has.
 */
export const expense = resource('Expense', { ...common, ...priced, ...travelled, ...templated });

/** Where to PUT the file, for a few minutes, and the key to give the new expense. */
export const receiptUpload = resource('ReceiptUpload', { uploadUrl: text, key: text });

/** Valid for a few minutes. */
export const receiptDownload = resource('ReceiptDownload', { downloadUrl: text });

export type ExpenseType = z.infer<typeof expenseType>;
export type Tax = z.infer<typeof tax>;
export type AdvanceImputation = z.infer<typeof advanceImputation>;
export type Reimbursement = z.infer<typeof reimbursement>;
export type ExpenseWarning = z.infer<typeof expenseWarning>;
export type Expense = z.infer<typeof expense>;
export type ReceiptUpload = z.infer<typeof receiptUpload>;
export type ReceiptDownload = z.infer<typeof receiptDownload>;
