import type { CustomFieldValues, DistanceUnit, Instant, LocalDate, Translations } from './values.ts';

export type ExpenseType = 'STANDARD' | 'MILEAGE' | 'ALLOWANCE' | 'PERDIEM';

export interface Tax {
  baseAmount?: number;
  rate?: number;
  amount?: number;
}

export interface Waypoint {
  address?: string;
  longitude?: number;
  latitude?: number;
}

export interface Reimbursement {
  reimbursementCurrency: string;
  reimbursableAmount: number;
  advances?: { advanceId: string; imputedAmount: number }[];
  dueAmount: number;
}

export interface ExpenseWarning {
  /** Id of a rule created by API, or a reserved word of Jenji's own rules, such as `duplicate`. */
  warningRuleId: string;
  userId: string;
  time: LocalDate;
  updatedAt: Instant;
  code?: string;
  labelsPerLanguage?: Translations;
  isPreventingValidation?: boolean;
  mutedAt?: Instant;
  mutedBy?: string;
  linkedExpensesIds?: string[];
}

interface ExpenseHeader {
  id: string;
  /** UUID or e-mail address. */
  userId: string;
  organizationId: string;
  /** Day of imputation: what a search by `TIME` looks at. */
  time: LocalDate;
  explanation?: string;
  tags?: string[];
  total: number;
  currency: string;
  country?: string;
  billable?: boolean;
  reimbursable?: boolean;
  attendees?: string[];
  state: string;
  label?: string;
  customFields?: CustomFieldValues;
  /** Only once validated. */
  reimbursement?: Reimbursement;
  /** Instant of creation: its UTC day is what a search by `CREATION` looks at. */
  createdAt: Instant;
  createdWith?: string;
  updatedAt?: Instant;
  validatedBy?: string;
  validatedAt?: Instant;
  accountedBy?: string;
  accountedAt?: Instant;
  paidBy?: string;
  paidAt?: Instant;
  checkedBy?: string;
  checkedAt?: Instant;
  deletedBy?: string;
  deletedAt?: Instant;
  warnings?: ExpenseWarning[];
}

interface ReceiptedExpense extends ExpenseHeader {
  category?: string;
  receiptKey?: string;
  invalidReceipt?: boolean;
  paymentMethodId?: string;
  totalWithoutTax?: number;
  totalInMasterCurrency?: number;
  totalWithoutTaxInMasterCurrency?: number;
  totalConversionRate?: number;
  taxes?: Tax[];
}

export interface StandardExpense extends ReceiptedExpense {
  type: 'STANDARD';
}

export interface AllowanceExpense extends ReceiptedExpense {
  type: 'ALLOWANCE';
  templateId: string;
}

/** Named as a type in the manual, described nowhere: read as an allowance, never created by API. */
export interface PerDiemExpense extends ReceiptedExpense {
  type: 'PERDIEM';
  templateId?: string;
}

export interface MileageExpense extends ExpenseHeader {
  type: 'MILEAGE';
  distance: number;
  computedDistance?: number;
  distanceUnit?: DistanceUnit;
  numberOfPassengers?: number;
  vehicleId: string;
  waypoints?: Waypoint[];
}

/** An expense exactly as it goes over the wire. */
export type Expense = StandardExpense | MileageExpense | AllowanceExpense | PerDiemExpense;

/** An expense with what the API keeps beside it. */
export interface ExpenseRecord {
  expense: Expense;
  /** Ids of the exports that hold the expense (`expenses.exports.get`). */
  exports?: { accounting?: string; payroll?: string };
  /** The comments given with workflow actions, oldest first; no operation reads them back. */
  comments?: { at: Instant; userId: string; action: string; comment: string }[];
}

export type SearchMode = 'TIME' | 'CREATION';

/** Both days included; no period means everything. */
export interface ExpensePeriod {
  mode: SearchMode;
  start: LocalDate;
  end: LocalDate;
}

/**
 * All expenses of all organizations, generated when first looked at.
 *
 * A record is a value: what the store hands out is never changed in place, a change is a `put` of a new record. Until
 * then, the same id gives an equal record, however it is reached.
 */
export interface ExpenseStore {
  /** How many there are, deleted ones included, over all organizations. */
  readonly size: number;
  get(expenseId: string): ExpenseRecord | undefined;
  /** Adds or replaces, by `record.expense.id`. Moving `time` or `createdAt` moves it in searches. */
  put(record: ExpenseRecord): void;
  /**
   * The expenses of one organization, deleted ones included, ordered by the date the period is about (imputation day
   * if there is no period), then by id. Lazy: holds no more than a few of them at a time. Records put while iterating
   * may or may not be seen.
   */
  search(organizationId: string, period?: ExpensePeriod): Iterable<ExpenseRecord>;
  /** Changes every expense of an organization, those not generated yet included, without generating them all now. */
  updateAll(organizationId: string, change: (record: ExpenseRecord) => ExpenseRecord): void;
}

/** `ExpenseRequest` as it is read. */
export interface ExpenseRequest {
  id: string;
  shortId: string;
  label: string;
  type: string;
  userId: string;
  state: string;
  comment?: string;
  expenses: string[];
  creationDate: Instant;
  customFields?: CustomFieldValues;
  files?: { name: string; file: string }[];
}
