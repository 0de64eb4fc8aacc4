import { randomUUID } from 'node:crypto';
import { replaceCategories } from './handlers/base-customization.ts';
import { knownProfiles } from './handlers/users.ts';
import type {
  BookkeeperState,
  Category,
  CustomFieldOwner,
  CustomFieldState,
  Expense,
  ExpenseRecord,
  OrganizationState,
  OrganizationTemplate,
  World,
} from './world/index.ts';

/** The categories of a template as one bookkeeper sees them. */
export function templateCategories(bookkeeper: BookkeeperState, template: OrganizationTemplate) {
  return bookkeeper.templateCategories.get(template.id) ?? template.categories;
}

/** The organization of a new client: what the template has, no users, no expenses. */
export function newOrganization(name: string, template: OrganizationTemplate, at: string): OrganizationState {
  const { plan, masterCurrency, masterCountry, masterLanguage, availableLanguages = [], features = {} } = template;
  const id = randomUUID();
  return {
    header: {
      ...{ id, name, plan, createdBy: 'api/v1', createdAt: at },
      ...{ masterCurrency, masterCountry, masterLanguage, masterDistanceUnit: 'KM' },
      states: [],
      availableLanguages,
      features: { ...features },
      templateId: template.id,
    },
    groups: [{ id: 'root', name, createdAt: at, updatedAt: at }],
    users: new Map(),
    categories: structuredClone(template.categories ?? []),
    paymentMethods: structuredClone(template.paymentMethods ?? []),
    allowanceTemplates: structuredClone(template.allowanceTemplates ?? []),
    customFields: customFieldsOf(template),
    optionLists: new Map(Object.entries(structuredClone(template.optionLists ?? {}))),
    warningRules: [],
    communications: [],
    invitations: [],
    activities: [],
    expenseWorkflow: template.expenseWorkflow,
    expenseRequestWorkflow: template.expenseRequestWorkflow,
    expenseRequestTypes: [...(template.expenseRequestTypes ?? [])],
    expenseRequests: new Map(),
  };
}

function customFieldsOf({ customFields = {} }: OrganizationTemplate): Record<CustomFieldOwner, CustomFieldState[]> {
  const { expense = [], expenseRequest = [], user = [], group = [], vehicle = [], advance = [] } = customFields;
  return structuredClone({ expense, expenseRequest, user, group, vehicle, advance });
}

/**
 * Applies a template to an organization that exists: whatever the template configures is overridden, workflows and
 * custom profiles always, and every expense is reset. Warning rules and the accounting configuration stay.
 */
export function applyTemplate(world: World, organization: OrganizationState, template: OrganizationTemplate): void {
  const { header } = organization;
  const { masterCurrency, masterCountry, masterLanguage, availableLanguages, features } = template;
  const configured = { masterCurrency, masterCountry, masterLanguage, availableLanguages, features };
  for (const [member, value] of Object.entries(configured)) {
    if (value !== undefined) Object.assign(header, { [member]: structuredClone(value) });
  }
  header.plan = template.plan;
  header.templateId = template.id;
  if (template.categories) organization.categories = overrideCategories(organization, template.categories);
  if (template.paymentMethods) organization.paymentMethods = structuredClone(template.paymentMethods);
  if (template.allowanceTemplates) organization.allowanceTemplates = structuredClone(template.allowanceTemplates);
  if (template.customFields) Object.assign(organization.customFields, structuredClone(template.customFields));
  for (const [listId, options] of Object.entries(template.optionLists ?? {})) {
    organization.optionLists.set(listId, structuredClone(options));
  }
  if (template.expenseRequestTypes) organization.expenseRequestTypes = [...template.expenseRequestTypes];
  organization.expenseWorkflow = template.expenseWorkflow;
  organization.expenseRequestWorkflow = template.expenseRequestWorkflow;
  dropUnknownProfiles(organization);
  const { initialState } = template.expenseWorkflow;
  world.expenses.updateAll(header.id, (record) => resetExpense(record, initialState));
}

function overrideCategories(organization: OrganizationState, categories: Category[]): Category[] {
  return replaceCategories(organization.categories, structuredClone(categories));
}

function dropUnknownProfiles(organization: OrganizationState): void {
  const known = knownProfiles(organization);
  for (const { user } of organization.users.values()) {
    user.profiles = user.profiles.filter(({ profileId }) => known.has(profileId));
  }
}

/**
 * A hard reset. Which attributes stay is lost in the text of the manual; kept here is what makes the expense the same
 * one: who, when, how much, where, the receipt or the journey. What is deleted stays deleted.
 */
function resetExpense({ expense }: ExpenseRecord, initialState: string): ExpenseRecord {
  const { id, userId, organizationId, time, total, currency, country, label, createdAt, createdWith } = expense;
  const { deletedBy, deletedAt } = expense;
  const deleted = expense.state === 'DELETED' ? { state: 'DELETED', deletedBy, deletedAt } : { state: initialState };
  const common = { id, userId, organizationId, time, total, currency, country, label, createdAt, createdWith };
  return { expense: { ...common, ...deleted, ...particulars(expense) } as Expense };
}

function particulars(expense: Expense) {
  if (expense.type === 'MILEAGE') {
    const { type, distance, distanceUnit, vehicleId, waypoints } = expense;
    return { type, distance, distanceUnit, vehicleId, waypoints };
  }
  const { type, receiptKey } = expense;
  return 'templateId' in expense ? { type, receiptKey, templateId: expense.templateId } : { type, receiptKey };
}

const updateDelay = 24 * 60 * 60 * 1000;

/**
 * Brings changed categories of templates to the organizations made from them, where the change is a day old, or all at
 * once. Categories that the template no longer has are disabled.
 */
export function settleCategoryUpdates(world: World, now: Date, all = false): void {
  const due = world.pendingCategoryUpdates.filter(
    ({ requestedAt }) => all || Date.parse(requestedAt) + updateDelay <= now.getTime(),
  );
  if (due.length === 0) return;
  world.pendingCategoryUpdates = world.pendingCategoryUpdates.filter((each) => !due.includes(each));
  for (const { bookkeeperId, templateId, changedAt } of due) {
    const bookkeeper = world.bookkeepers.get(bookkeeperId);
    if (!bookkeeper) continue;
    for (const { concerned, categories } of concernedOrganizations(world, bookkeeper, templateId)) {
      if (Date.parse(concerned.header.createdAt) > Date.parse(changedAt)) continue;
      concerned.categories = overrideCategories(concerned, categories);
    }
  }
}

/** Clients of this bookkeeper; if the template is its own, those of the bookkeepers that use it as well. */
function concernedOrganizations(world: World, bookkeeper: BookkeeperState, templateId: string) {
  const own = bookkeeper.templates.get(templateId);
  const users = own
    ? [...world.bookkeepers.values()].filter(
        ({ header, templateCategories: overridden }) =>
          header.id === bookkeeper.header.id ||
          (header.masterBookkeeperId === bookkeeper.header.id && !overridden.has(templateId)),
      )
    : [bookkeeper];
  const categories = own?.categories ?? bookkeeper.templateCategories.get(templateId) ?? [];
  return users
    .flatMap(({ clients }) => [...clients.keys()])
    .flatMap((id) => world.organizations.get(id) ?? [])
    .filter(({ header }) => header.templateId === templateId)
    .map((concerned) => ({ concerned, categories }));
}
