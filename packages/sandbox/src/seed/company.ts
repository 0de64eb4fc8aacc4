import { requestWorkflow, workflowOfPlan } from '../rules/workflows.ts';
import type {
  Category,
  CustomField,
  CustomFieldState,
  CustomFieldValues,
  CustomOption,
  Delegation,
  OrganizationGroup,
  OrganizationState,
  PaymentMethod,
  Plan,
  Translations,
  User,
  UserState,
  Vehicle,
  VehicleEnergy,
} from '../world/index.ts';
import { dayOf, instant } from './calendar.ts';
import { countries } from './geography.ts';
import type { Ids } from './ids.ts';
import { hashText, Random } from './random.ts';
import { isSpendingKind, type SpendingKind } from './spending-kinds.ts';

/** What a company is made of, as short tables; `#` in a table's first column starts a line that is left out. */
export interface CompanySpec {
  /** Stands in the names from which ids are made. */
  readonly slug: string;
  readonly name: string;
  readonly plan: Plan;
  readonly country: string;
  readonly languages: readonly string[];
  readonly domain: string;
  readonly since: string;
  /** `slug | name | parent slug | internal id`; the root group is added. */
  readonly groups: string;
  /** `first | last | group slug | profile@group, ... | city/country | options`; see `readPerson` for the options. */
  readonly people: string;
  /** `id | labels in the order of the languages, divided by / | kind | weight | parent id | colour | disabled`. */
  readonly categories: string;
  /** `slug | labels divided by / | code | options: reimbursable, dissociated, disabled`. */
  readonly paymentMethods: string;
}

/** Someone who spends: the user, where he lives, and how much of the company's spending is his. */
export interface Spender {
  readonly user: User;
  readonly country: string;
  readonly city: string;
  readonly language: string;
  readonly weight: number;
}

/** A category as expenses use it. */
export interface SpendingCategory {
  readonly id: string;
  readonly kind: SpendingKind;
  readonly weight: number;
}

export interface Company {
  readonly slug: string;
  readonly state: OrganizationState;
  readonly spenders: readonly Spender[];
  readonly spendingCategories: readonly SpendingCategory[];
  /** Amounts above which the company's software sets a warning. */
  readonly thresholds: readonly Threshold[];
  /** Values of the custom fields that an expense of this company carries. */
  customFieldsOf(facts: ExpenseFacts, random: Random): CustomFieldValues;
}

/** An option of an external warning rule, and the amount above which expenses of a kind get it. */
export interface Threshold {
  readonly kind: SpendingKind;
  readonly euros: number;
  readonly ruleId: string;
  readonly code: string;
}

/** What the custom fields of an expense may depend on. */
export interface ExpenseFacts {
  readonly kind: SpendingKind | 'mileage' | 'allowance';
  readonly day: number;
  readonly city: string;
  readonly spender: Spender;
}

/** The id of a group in its organization, from its slug. */
export function groupId(ids: Ids, company: string, slug: string): string {
  return slug === 'root' ? 'root' : ids.named(`${company}/groups/${slug}`);
}

/** Rows of a table as trimmed cells. */
export function rows(table: string): string[][] {
  return table
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.split('|').map((cell) => cell.trim()));
}

/** Labels in the order of the languages: `Repas/Meals`. One label alone serves in all of them. */
export function labels(languages: readonly string[], text: string): Translations {
  const parts = text.split('/');
  return Object.fromEntries(languages.map((language, at) => [language, parts[at] ?? parts[0] ?? text]));
}

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

/**
 * Options of a person, divided by `;`: `email` (the id is the address), `blocked`, `idle` (spends nothing), `often`,
 * `car:label:tax horsepower:energy`, `lang:xx`, `login:xx` (where the name has no
 * Latin letters).
 */
function readPerson(cells: string[], spec: CompanySpec, ids: Ids, seed: number, paymentMethods: PaymentMethod[]) {
  const [firstName = '', lastName = '', group = 'root', profiles = '', home = '', optionText = ''] = cells;
  const options = optionText.split(';').map((option) => option.trim());
  const [city = '', country = spec.country] = home.split('/');
  const written = options.find((option) => option.startsWith('login:'))?.slice(6);
  const login = `${written ?? `${addressPart(firstName)}.${addressPart(lastName)}`}@${spec.domain}`;
  const id = options.includes('email') ? login : ids.named(`${spec.slug}/users/${login}`);
  const random = new Random(seed, hashText(id));
  const start = dayOf(spec.since) + random.below(900);
  const vehicles = options.flatMap((option) => readVehicle(option, ids, login) ?? []);
  const language =
    options.find((option) => option.startsWith('lang:'))?.slice(5) ?? countries[country]?.language ?? 'en';
  const user: User = {
    id,
    login,
    email: login,
    firstName,
    lastName,
    organizationId: ids.named(`${spec.slug}/organization`),
    groupId: groupId(ids, spec.slug, group || 'root'),
    internalId: `${spec.slug.slice(0, 2).toUpperCase()}${String(random.between(1000, 9999))}`,
    vehicles,
    ...(paymentMethods[0] && { preferredPaymentMethodId: paymentMethods[0].id }),
    preferredCountry: country,
    preferredCurrency: countries[country]?.currency ?? 'EUR',
    preferredDistanceUnit: country === 'GB' || country === 'US' ? 'MI' : 'KM',
    ...(vehicles[0] && { preferredVehicleId: vehicles[0].id }),
    updatedAt: instant(start + 200, 36_000_000),
    createdAt: instant(start, 36_000_000),
    ...(options.includes('blocked') && { blockedAt: instant(start + 200, 36_000_000) }),
    profiles: readProfiles(profiles, spec, ids),
    mainAccount: true,
    phone: phoneNumber(country, random),
    delegations: [],
  };
  const state: UserState = { user, language };
  const idle = options.includes('idle') || options.includes('blocked');
  const spender: Spender = { user, country, city, language, weight: options.includes('often') ? 3 : 1 };
  return { user: state, spender: idle ? undefined : spender };
}

function readProfiles(text: string, spec: CompanySpec, ids: Ids) {
  const byProfile = new Map<string, string[]>();
  for (const part of text.split(',').map((each) => each.trim())) {
    const [profileId = '', group = 'root'] = part.split('@');
    if (profileId) byProfile.set(profileId, [...(byProfile.get(profileId) ?? []), groupId(ids, spec.slug, group)]);
  }
  return [...byProfile].map(([profileId, groupIds]) => ({ profileId, groupIds }));
}

const energies: Readonly<Record<string, VehicleEnergy>> = {
  petrol: 'PETROL',
  diesel: 'DIESEL',
  electric: 'ELECTRIC',
  lpg: 'LPG',
};

function readVehicle(option: string, ids: Ids, login: string): Vehicle | undefined {
  const [what, label = '', horsepower = '', energy = ''] = option.split(':');
  const id = ids.named(`vehicles/${login}/${label}`);
  if (what === 'bike') return { id, type: 'BIKE', label, checked: false };
  if (what !== 'car' && what !== 'motorcycle') return undefined;
  return {
    id,
    type: what === 'car' ? 'CAR' : 'MOTORCYCLE',
    label,
    taxHorsepower: Number(horsepower),
    engineCapacity: 400 + Number(horsepower) * 190,
    ...(energies[energy] && { energy: energies[energy] }),
    checked: Number(horsepower) % 2 === 1,
  };
}

/** A name as it stands in an e-mail address. */
function addressPart(name: string): string {
  const letters = name.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('ß', 'ss').toLowerCase();
  return letters.replace(/[^a-z]+/g, '-').replace(/^-|-$/g, '');
}

function phoneNumber(country: string, random: Random): string {
  const digits = (count: number) => Array.from({ length: count }, () => random.below(10)).join('');
  const prefixes: Readonly<Record<string, string>> = { FR: '+336', GB: '+447', US: '+1212', DE: '+4915', JP: '+8190' };
  return `${prefixes[country] ?? '+973'}${digits(8)}`;
}

/** A custom field that everybody may use, with labels in the order of the languages. */
export function customField(
  languages: readonly string[],
  key: string,
  type: string,
  texts: string,
  more: Partial<CustomField> & { readonly disabled?: boolean } = {},
): CustomFieldState {
  const { disabled = false, ...rest } = more;
  return {
    field: {
      key,
      type,
      ...(type === 'LIST' && { listId: key }),
      required: false,
      labelsPerLanguage: labels(languages, texts),
      ...rest,
    },
    disabled,
  };
}

/** Numbers the fields of one owner in their order. */
export function inOrder(fields: readonly CustomFieldState[]): CustomFieldState[] {
  return fields.map((state, order) => ({ ...state, field: { ...state.field, order } }));
}

/** Options of a list: `id | labels divided by / | accounting code | options: disabled`. */
export function customOptions(languages: readonly string[], table: string): CustomOption[] {
  return rows(table).map(([id = '', texts = '', accountingCode, options = '']) => ({
    id,
    labelsPerLanguage: labels(languages, texts),
    ...(accountingCode && { accountingCode }),
    ...(options.includes('disabled') && { disabled: true }),
  }));
}

/** The user with this family name. */
export function personNamed(company: Company, lastName: string): User {
  for (const { user } of company.state.users.values()) if (user.lastName === lastName) return user;
  throw new Error(`${company.slug} has nobody named ${lastName}`);
}

/** Gives a user the right to act for another, or for a group. */
export function delegate(to: User, delegation: Omit<Delegation, 'id'>): void {
  to.delegations.push({ id: delegation.userId ?? delegation.groupId ?? to.id, ...delegation });
}
