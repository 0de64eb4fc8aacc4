import { requestWorkflow, workflowOfPlan } from '../rules/workflows.ts';
import type { Category, OrganizationGroup, OrganizationState, PaymentMethod } from '../world/index.ts';
import { dayOf, instant } from './calendar.ts';
import { type Company, type CompanySpec, groupId } from './company.ts';
import { countries } from './geography.ts';
import type { Ids } from './ids.ts';
import { readPerson } from './people.ts';
import { isSpendingKind } from './spending-kinds.ts';
import { labels, rows } from './tables.ts';

/** Builds the organization; what only some companies have (custom fields, rules, requests...) starts empty. */
export function buildCompany(spec: CompanySpec, ids: Ids, seed: number): Company {
  const { slug, languages } = spec;
  const id = ids.named(`${slug}/organization`);
  const createdAt = instant(dayOf(spec.since), 32_400_000);
  const groups = readGroups(spec, ids, createdAt);
  const paymentMethods = readPaymentMethods(spec, ids);
  const people = rows(spec.people).map((cells) => readPerson(cells, spec, ids, seed, paymentMethods));
  const categories = rows(spec.categories).map((cells, order) => readCategory(cells, languages, order));
  const state: OrganizationState = {
    header: {
      id,
      name: spec.name,
      plan: spec.plan,
      createdBy: people[0]?.user.user.login ?? 'backend',
      createdAt,
      masterCurrency: countries[spec.country]?.currency ?? 'EUR',
      masterCountry: spec.country,
      masterLanguage: languages[0] ?? 'en',
      masterDistanceUnit: spec.country === 'GB' || spec.country === 'US' ? 'MI' : 'KM',
      states: [],
      availableLanguages: [...languages],
      features: { expenseRequests: spec.plan === 'ENTERPRISE', mileages: true, allowances: true, vault: false },
    },
    groups,
    users: new Map(people.map(({ user }) => [user.user.id, user])),
    categories: categories.map(({ category }) => category),
    paymentMethods,
    allowanceTemplates: [],
    customFields: { expense: [], expenseRequest: [], user: [], group: [], vehicle: [], advance: [] },
    optionLists: new Map(),
    warningRules: [],
    communications: [],
    invitations: [],
    activities: [],
    expenseWorkflow: workflowOfPlan(spec.plan),
    expenseRequestWorkflow: requestWorkflow,
    expenseRequestTypes: [],
    expenseRequests: new Map(),
  };
  return {
    slug,
    state,
    spenders: people.flatMap(({ spender }) => spender ?? []),
    spendingCategories: categories.flatMap(({ spending }) => spending ?? []),
    destinations: [],
    thresholds: [],
    customFieldsOf: () => ({}),
  };
}

function readGroups(spec: CompanySpec, ids: Ids, createdAt: string): OrganizationGroup[] {
  const root = { id: 'root', internalId: '000', name: spec.name, createdAt, updatedAt: createdAt };
  const below = rows(spec.groups).map(([slug = '', name = '', parent = 'root', internalId = '']) => ({
    id: groupId(ids, spec.slug, slug),
    ...(internalId && { internalId }),
    name,
    parentGroupId: groupId(ids, spec.slug, parent || 'root'),
    createdAt,
    updatedAt: createdAt,
  }));
  return [root, ...below];
}

function readPaymentMethods({ slug, languages, paymentMethods }: CompanySpec, ids: Ids): PaymentMethod[] {
  return rows(paymentMethods).map(([name = '', texts = '', code = '', options = '']) => ({
    id: ids.named(`${slug}/payment-methods/${name}`),
    label: texts.split('/')[0] ?? texts,
    labelsPerLanguage: labels(languages, texts),
    code,
    reimbursable: options.includes('reimbursable'),
    dissociated: options.includes('dissociated'),
    disabled: options.includes('disabled'),
    ...(options.includes('bank') && { transactionProvider: 'bank-feed' }),
  }));
}

function readCategory(cells: string[], languages: readonly string[], order: number) {
  const [id = '', texts = '', kind = '', weight = '0', parentCategoryId, colorId, options = ''] = cells;
  const category: Category = {
    id,
    disabled: options.includes('disabled'),
    ...(options.includes('heading') && { notSelectable: true }),
    labelsPerLanguage: labels(languages, texts),
    order,
    ...(parentCategoryId && { parentCategoryId }),
    ...(isSpendingKind(kind) && kind !== id && { ocrMappedStandardCategories: [kind] }),
    iconId: kind || id,
    ...(colorId && { colorId }),
  };
  const spending = isSpendingKind(kind) && !category.disabled && { id, kind, weight: Number(weight) };
  return { category, spending: spending || undefined };
}
