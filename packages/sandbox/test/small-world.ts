import { complianceWorkflow, requestWorkflow, simpleWorkflow } from '../src/rules/workflows.ts';
import type {
  BookkeeperState,
  CustomField,
  CustomFieldState,
  Expense,
  OrganizationState,
  OrganizationTemplate,
  StoredFile,
  User,
  UserProfile,
  World,
} from '../src/world/index.ts';
import { MemoryExpenseStore } from './memory-expense-store.ts';

const at = '2025-01-06T08:00:00Z';

/** A world made by hand, with ids that can be read: two organizations, two bookkeepers and their master. */
export function createSmallWorld(): World {
  const files = new Map<string, StoredFile>();
  return {
    keys: [
      { type: 'organization', user: 'org-api', secret: 'org-secret', organizationId: 'acme', userId: 'org-api' },
      { type: 'bookkeeper', user: 'bk-api', secret: 'bk-secret', bookkeeperId: 'ledgers', userId: 'bk-api' },
      { type: 'bookkeeper', user: 'master-api', secret: 'master-secret', bookkeeperId: 'master', userId: 'master-api' },
      { type: 'organization', user: 'other-api', secret: 'other-secret', organizationId: 'other', userId: 'other-api' },
    ],
    organizations: new Map([
      ['acme', acme()],
      ['other', organization('other', 'Other company', [])],
    ]),
    bookkeepers: new Map([
      ['master', bookkeeper('master', undefined, [])],
      ['ledgers', bookkeeper('ledgers', 'master', ['acme'])],
      ['stranger', bookkeeper('stranger', undefined, ['other'])],
    ]),
    expenses: new MemoryExpenseStore(
      [lunch('lunch-1', '2025-03-03'), lunch('lunch-2', '2025-03-05'), journey(), lunch('lunch-3', '2025-04-01')].map(
        (expense) => ({ expense }),
      ),
    ),
    receipts: { get: (key) => files.get(key), put: (key, file) => void files.set(key, file) },
    pendingCategoryUpdates: [],
    exchangeRates: new Map([
      ['EUR', 1],
      ['USD', 1.25],
      ['JPY', 160],
    ]),
  };
}

function acme(): OrganizationState {
  const users = [
    user('alice', 'sales', [], { preferredVehicleId: 'clio' }),
    user('bob', 'sales', [{ profileId: 'manager', groupIds: ['sales'] }]),
    user('carol', 'root', [
      { profileId: 'admin', groupIds: ['root'] },
      { profileId: 'accountant', groupIds: ['root'] },
      { profileId: 'checker', groupIds: ['root'] },
    ]),
    user('dave@acme.test', 'support', []),
  ];
  const state = organization('acme', 'Acme', users);
  state.header.plan = 'ENTERPRISE';
  state.expenseWorkflow = complianceWorkflow;
  state.groups.push(
    { id: 'sales', internalId: '001', name: 'Sales', parentGroupId: 'root', createdAt: at, updatedAt: at },
    { id: 'support', internalId: '002', name: 'Support', parentGroupId: 'root', createdAt: at, updatedAt: at },
  );
  state.categories = [
    { id: 'lunch', disabled: false, labelsPerLanguage: { en: 'Lunch', fr: 'Repas' }, order: 0 },
    { id: 'hotel', disabled: false, labelsPerLanguage: { en: 'Hotel', fr: 'Hôtel' }, order: 1 },
    { id: 'night', disabled: false, labelsPerLanguage: { en: 'Night' }, order: 2, parentCategoryId: 'hotel' },
    { id: 'taxi', disabled: true, labelsPerLanguage: { en: 'Taxi' }, order: 99 },
  ];
  state.paymentMethods = [
    {
      id: 'personal',
      label: 'Personal card',
      labelsPerLanguage: { en: 'Personal card' },
      reimbursable: true,
      disabled: false,
    },
    {
      id: 'company',
      label: 'Company card',
      labelsPerLanguage: { en: 'Company card' },
      code: 'CC',
      reimbursable: false,
      dissociated: true,
      transactionProvider: 'bank',
      disabled: false,
    },
  ];
  state.allowanceTemplates = [
    {
      templateId: 'meal-voucher',
      labelsPerLanguage: { en: 'Meal', fr: 'Repas' },
      total: 22,
      currency: 'EUR',
      country: 'FR',
      category: 'lunch',
      paymentMethodId: 'personal',
      order: 0,
      disabled: false,
      requireReceipt: false,
    },
  ];
  state.customFields.expense = [
    field({ key: 'meal-type', type: 'LIST', listId: 'meal-types', required: false, order: 0 }),
    field({
      key: 'nights',
      type: 'LONG',
      required: true,
      order: 1,
      visibleScopeCondition: { type: 'EBF_EQ', field: 'CATEGORY', value: 'hotel' },
      validation: { minimumValue: 1, maximumValue: 30 },
    }),
  ];
  state.customFields.vehicle = [field({ key: 'plate', type: 'STRING' })];
  state.customFields.user = [field({ key: 'agency', type: 'STRING' })];
  state.customFields.group = [field({ key: 'cost-center', type: 'STRING' })];
  state.optionLists.set('meal-types', [
    { id: 'breakfast', labelsPerLanguage: { en: 'Breakfast' } },
    { id: 'dinner', labelsPerLanguage: { en: 'Dinner' }, accountingCode: 'D1' },
  ]);
  state.expenseRequestTypes = ['TRAVEL'];
  return state;
}

function organization(id: string, name: string, users: User[]): OrganizationState {
  return {
    header: {
      id,
      name,
      plan: 'PRO',
      createdBy: 'backend',
      createdAt: at,
      masterCurrency: 'EUR',
      masterCountry: 'FR',
      masterLanguage: 'fr',
      masterDistanceUnit: 'KM',
      states: [],
      availableLanguages: ['en', 'fr'],
      features: {},
      templateId: 'standard',
    },
    groups: [{ id: 'root', internalId: '000', name }],
    users: new Map(users.map((each) => [each.id, { user: each, language: 'en' }])),
    categories: [{ id: 'lunch', disabled: false, order: 0 }],
    paymentMethods: [],
    allowanceTemplates: [],
    customFields: { expense: [], expenseRequest: [], user: [], group: [], vehicle: [], advance: [] },
    optionLists: new Map(),
    warningRules: [],
    communications: [],
    invitations: [],
    activities: [],
    expenseWorkflow: simpleWorkflow,
    expenseRequestWorkflow: requestWorkflow,
    expenseRequestTypes: [],
    expenseRequests: new Map(),
  };
}

function user(id: string, groupId: string, profiles: UserProfile[], more: Partial<User> = {}): User {
  return {
    id,
    login: id.includes('@') ? id : `${id}@acme.test`,
    email: id.includes('@') ? id : `${id}@acme.test`,
    firstName: id,
    lastName: 'Example',
    organizationId: 'acme',
    groupId,
    internalId: `I-${id}`,
    phone: '+33100000000',
    customFields: { agency: 'Paris' },
    vehicles:
      id === 'alice'
        ? [{ id: 'clio', type: 'CAR', label: 'Clio', taxHorsepower: 5, energy: 'PETROL', checked: true }]
        : [],
    createdAt: at,
    updatedAt: at,
    profiles,
    mainAccount: true,
    delegations: [],
    ...more,
  };
}

function lunch(id: string, time: string): Expense {
  return {
    id,
    userId: 'alice',
    organizationId: 'acme',
    time,
    total: 22.5,
    currency: 'EUR',
    country: 'FR',
    billable: false,
    reimbursable: true,
    state: 'WAITING_FOR_COMPLIANCE',
    label: 'Chez Paul',
    explanation: 'With a customer',
    tags: ['customer'],
    customFields: { 'meal-type': 'dinner' },
    createdAt: `${time}T20:00:00Z`,
    createdWith: 'api/v1',
    category: 'lunch',
    paymentMethodId: 'personal',
    totalWithoutTax: 20.45,
    type: 'STANDARD',
  };
}

function journey(): Expense {
  return {
    id: 'journey-1',
    userId: 'alice',
    organizationId: 'acme',
    time: '2025-03-10',
    total: 206.06,
    currency: 'EUR',
    country: 'FR',
    state: 'WAITING_FOR_COMPLIANCE',
    label: 'Rouen Paris',
    createdAt: '2025-03-20T09:00:00Z',
    createdWith: 'android/sdk-1.6.0',
    distance: 324,
    distanceUnit: 'KM',
    vehicleId: 'clio',
    type: 'MILEAGE',
  };
}

function field(definition: CustomField): CustomFieldState {
  return { field: definition, disabled: false };
}

function bookkeeper(id: string, masterBookkeeperId: string | undefined, clients: string[]): BookkeeperState {
  const clientOptions = {
    clientsBilledByJenji: false,
    manageClientVault: true,
    enableClientVaultOnNewClient: false,
    allowSoloPlanClient: false,
    mustUseTemplate: true,
  };
  const templates = id === 'stranger' ? [] : [template(id === 'master' ? 'standard' : `${id}-template`)];
  return {
    header: { id, name: id, masterBookkeeperId, clientOptions, createdAt: at, updatedAt: at },
    groups: [{ id: 'root', name: id, createdAt: at, updatedAt: at }],
    users: new Map(),
    clients: new Map(clients.map((organizationId) => [organizationId, { bookkeeperId: id, organizationId }])),
    templates: new Map(templates.map((each) => [each.id, each])),
    templateCategories: new Map(),
    accountingTemplateIds: new Set(['accounting-template']),
    bookkeeperTemplates: new Map([['bookkeeper-template', { id: 'bookkeeper-template', clientOptions }]]),
  };
}

function template(id: string): OrganizationTemplate {
  return {
    id,
    name: id,
    plan: 'PRO',
    masterCurrency: 'EUR',
    masterCountry: 'FR',
    masterLanguage: 'fr',
    categories: [
      { id: 'lunch', disabled: false, order: 0 },
      { id: 'train', disabled: false, order: 1 },
    ],
    expenseWorkflow: simpleWorkflow,
    expenseRequestWorkflow: requestWorkflow,
  };
}
