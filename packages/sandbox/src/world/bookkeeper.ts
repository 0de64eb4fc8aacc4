import type {
  AllowanceTemplate,
  Category,
  CustomFieldOwner,
  CustomFieldState,
  CustomOption,
  OrganizationHeader,
  PaymentMethod,
} from './organization.ts';
import type { Instant } from './values.ts';
import type { Workflow } from './workflow.ts';

export interface BookkeeperClientOptions {
  clientsBilledByJenji: boolean;
  manageClientVault: boolean;
  enableClientVaultOnNewClient: boolean;
  allowSoloPlanClient: boolean;
  mustUseTemplate: boolean;
}

/** The members of `Bookkeeper` but its groups. */
export interface BookkeeperHeader {
  id: string;
  name: string;
  jenjiOrganizationId?: string;
  masterBookkeeperId?: string;
  clientOptions: BookkeeperClientOptions;
  createdAt: Instant;
  updatedAt: Instant;
}

export interface BookkeeperGroup {
  /** `root` or a UUID. */
  id: string;
  name: string;
  parentGroupId?: string;
  createdAt: Instant;
  updatedAt: Instant;
}

export interface BookkeeperUser {
  id: string;
  bookkeeperId: string;
  groupId: string;
  internalId?: string;
  firstName?: string;
  lastName?: string;
  updatedAt: Instant;
  createdAt: Instant;
  blockedAt?: Instant;
}

/** The link between a bookkeeper and the organization it manages. */
export interface BookkeeperClient {
  bookkeeperId: string;
  organizationId: string;
  internalId?: string;
  explanation?: string;
}

/**
 * What a new client is made of, and what "apply template" brings. A part that is absent is left alone by the latter;
 * a new client then starts with none of it.
 */
export interface OrganizationTemplate {
  id: string;
  name: string;
  plan: OrganizationHeader['plan'];
  masterCurrency?: string;
  masterCountry?: string;
  masterLanguage?: string;
  availableLanguages?: string[];
  features?: Record<string, boolean>;
  categories?: Category[];
  paymentMethods?: PaymentMethod[];
  allowanceTemplates?: AllowanceTemplate[];
  customFields?: Partial<Record<CustomFieldOwner, CustomFieldState[]>>;
  optionLists?: Record<string, CustomOption[]>;
  expenseWorkflow: Workflow;
  expenseRequestWorkflow: Workflow;
  expenseRequestTypes?: string[];
}

export interface BookkeeperState {
  header: BookkeeperHeader;
  /** The root group first. */
  groups: BookkeeperGroup[];
  /** By user id. */
  users: Map<string, BookkeeperUser>;
  /** By organization id. */
  clients: Map<string, BookkeeperClient>;
  /** Templates of organizations that belong to this bookkeeper, by id. It may use its master's as well. */
  templates: Map<string, OrganizationTemplate>;
  /** Categories that replace those of a master's template in the context of this bookkeeper, by template id. */
  templateCategories: Map<string, Category[]>;
  /** Ids accepted as `accountingTemplateId`. */
  accountingTemplateIds: Set<string>;
  /** For a master bookkeeper: what the bookkeepers it creates may start from, by template id. */
  bookkeeperTemplates: Map<string, { id: string; clientOptions: BookkeeperClientOptions }>;
}

/** A change of a template's categories that has not reached the existing organizations yet ("inside of a 24h window"). */
export interface PendingCategoryUpdate {
  bookkeeperId: string;
  templateId: string;
  /** Of the first change that waits: it is a day old when all of them are brought. */
  requestedAt: Instant;
  /** Of the last one: organizations made since have the categories already. */
  changedAt: Instant;
}
