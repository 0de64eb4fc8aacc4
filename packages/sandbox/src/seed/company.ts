import type { CustomFieldValues, Delegation, OrganizationState, Plan, User } from '../world/index.ts';
import type { Ids } from './ids.ts';
import type { Random } from './random.ts';
import type { SpendingKind } from './spending-kinds.ts';

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
  /** Countries that its people travel to, each as likely as the others. */
  readonly destinations: readonly string[];
  /** Amounts above which the company's software sets a warning. */
  readonly thresholds: readonly Threshold[];
  /** Values of the custom fields that an expense of this company carries. */
  customFieldsOf(facts: ExpenseFacts, random: Random): CustomFieldValues;
}

/** An option of an external warning rule, and the amount above which expenses of a kind get it. */
interface Threshold {
  readonly kind: SpendingKind;
  readonly euros: number;
  readonly ruleId: string;
  readonly code: string;
}

/** What the custom fields of an expense may depend on. */
interface ExpenseFacts {
  readonly kind: SpendingKind | 'mileage' | 'allowance';
  readonly day: number;
  readonly city: string;
  readonly spender: Spender;
}

/** The id of a group in its organization, from its slug. */
export function groupId(ids: Ids, company: string, slug: string): string {
  return slug === 'root' ? 'root' : ids.named(`${company}/groups/${slug}`);
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
