import type { ExpenseRequest } from './expense.ts';
import type { ScopeCondition } from './scope-condition.ts';
import type { InvitationState, UserState } from './user.ts';
import type { CustomFieldValues, DistanceUnit, Instant, LocalDate, Translations } from './values.ts';
import type { Workflow } from './workflow.ts';

export type Plan = 'FREE' | 'PRO' | 'ENTERPRISE';
export type OrganizationFlag = 'BLOCKED' | 'INVALID_PAYMENT';

/** The members of `Organization` that are its own; categories, groups and custom fields stand beside it. */
export interface OrganizationHeader {
  id: string;
  name: string;
  plan: Plan;
  createdBy?: string;
  createdAt: Instant;
  masterCurrency?: string;
  masterCountry?: string;
  masterLanguage?: string;
  masterDistanceUnit?: DistanceUnit;
  states: OrganizationFlag[];
  availableLanguages: string[];
  features: Record<string, boolean>;
  /** Last template applied. */
  templateId?: string;
}

/** `OrganizationGroup`; the one at the top has the id `root`, the company's name, and no parent. */
export interface OrganizationGroup {
  id: string;
  internalId?: string;
  name: string;
  parentGroupId?: string;
  /** Ids of the organization's payment methods that the group may use; all of them if absent. */
  paymentMethodIds?: string[];
  customFieldValues?: CustomFieldValues;
  createdAt?: Instant;
  updatedAt?: Instant;
}

export interface Category {
  id: string;
  disabled: boolean;
  notSelectable?: boolean;
  labelsPerLanguage?: Translations;
  ocrMappedStandardCategories?: string[];
  order?: number;
  /** One level only: a parent has no parent. */
  parentCategoryId?: string;
  iconId?: string;
  colorId?: string;
  scopeCondition?: ScopeCondition;
}

export interface PaymentMethod {
  id: string;
  /** Read only. */
  label?: string;
  labelsPerLanguage?: Translations;
  code?: string;
  reimbursable?: boolean;
  /** Read only. */
  dissociated?: boolean;
  disabled: boolean;
  /** Read only. */
  transactionProvider?: string;
}

export interface AllowanceTemplate {
  templateId: string;
  labelsPerLanguage?: Translations;
  total?: number;
  currency?: string;
  country?: string;
  category?: string;
  paymentMethodId?: string;
  order: number;
  disabled: boolean;
  requireReceipt: boolean;
  creationCondition?: ScopeCondition;
}

/** `CustomField` as it is read. */
export interface CustomField {
  key: string;
  /** DATE, LONG, LIST, LONGTEXT, NUMBER, STRING, STRING_SET, TIME_HH_MM, EXTERNAL, PLACE, BOOLEAN, FILES... */
  type: string;
  /** Read only copies of `validation`. */
  minimumValue?: number;
  maximumValue?: number;
  /** Set by the server for type LIST. */
  listId?: string;
  required?: boolean;
  labelsPerLanguage?: Translations;
  editableByGroups?: string[];
  visibleByGroups?: string[];
  order?: number;
  visibleScopeCondition?: ScopeCondition;
  configuredByAPI?: boolean;
  disableConfiguration?: boolean;
  disableOptionConfiguration?: boolean;
  disableDeletion?: boolean;
  validation?: { minimumValue?: number; maximumValue?: number };
}

/** A custom field with what the API never returns. */
export interface CustomFieldState {
  field: CustomField;
  /** Left out of the last PUT of all fields: not usable, not required, still listed. */
  disabled: boolean;
  editableScopeCondition?: ScopeCondition;
}

export type CustomFieldOwner = 'expense' | 'expenseRequest' | 'user' | 'group' | 'vehicle' | 'advance';

export interface CustomOption {
  id: string;
  labelsPerLanguage?: Translations;
  extra?: string;
  accountingCode?: string;
  disabled?: boolean;
  scope?: string;
  scopeCondition?: ScopeCondition;
}

export interface WarningRuleOption {
  code: string;
  labels: Translations;
  isPreventingValidation?: boolean;
}

export interface WarningRule {
  id: string;
  type: 'EXTERNAL';
  labels: Translations;
  options?: WarningRuleOption[];
  disabled?: boolean;
  externalRuleId?: string;
}

export interface OrganizationCommunication {
  id: string;
  code: string;
  groupId: string;
  messagesPerLanguage: Translations;
  level: string;
  startDate?: Instant;
  endDate?: Instant;
  updatedAt: Instant;
}

export interface DailyUserActivity {
  userId: string;
  day: LocalDate;
  organizationId: string;
  created: number;
  checked: number;
  decided: number;
  accounted: number;
  paid: number;
  deleted: number;
  ignored: number;
}

/** Capacities in megabytes; an organization without a vault has none. */
export interface Vault {
  maxCapacity: number;
  consumedCapacity: number;
}

export interface OrganizationState {
  header: OrganizationHeader;
  /** The root group first. */
  groups: OrganizationGroup[];
  /** By user id. */
  users: Map<string, UserState>;
  categories: Category[];
  paymentMethods: PaymentMethod[];
  allowanceTemplates: AllowanceTemplate[];
  customFields: Record<CustomFieldOwner, CustomFieldState[]>;
  /** Options by `listId`. */
  optionLists: Map<string, CustomOption[]>;
  warningRules: WarningRule[];
  communications: OrganizationCommunication[];
  invitations: InvitationState[];
  /** Days with activity in the history, in no order; at most one per user and day. Costly to look at: counted then. */
  activities: DailyUserActivity[];
  /** What came on top since the sandbox started. */
  activitiesSinceStart?: DailyUserActivity[];
  expenseWorkflow: Workflow;
  expenseRequestWorkflow: Workflow;
  /** Values accepted as `type` of an expense request; empty where requests are not enabled. */
  expenseRequestTypes: string[];
  /** By request id. */
  expenseRequests: Map<string, ExpenseRequest>;
  /** Accounting template applied last; nothing reads it back. */
  accountingTemplateId?: string;
  vault?: Vault;
}
