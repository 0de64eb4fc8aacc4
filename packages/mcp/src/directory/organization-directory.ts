import type { Category, CustomField, Organization, PaymentMethod } from '@jenji-kit/client';
import { GroupTree } from './group-tree.ts';
import { allLabels, labelOf } from './labels.ts';
import { type Named, NameIndex } from './name-index.ts';

interface NamedCategory extends Named {
  readonly parentId: string | undefined;
  readonly source: Category;
}

interface NamedPaymentMethod extends Named {
  readonly source: PaymentMethod;
}

export interface NamedField extends Named {
  readonly source: CustomField;
}

/** What has custom fields, as tools name it, and where the organization lists them. */
const fieldOwners = {
  expense: 'expenseCustomFields',
  vehicle: 'vehicleCustomFields',
  user: 'userCustomFields',
  group: 'groupCustomFields',
  expense_request: 'expenseRequestCustomFields',
  advance: 'advanceCustomFields',
} as const;

type FieldOwner = keyof typeof fieldOwners;
export const fieldOwnerNames = ['expense', 'vehicle', 'user', 'group', 'expense_request', 'advance'] as const;

/** The names of an organization's settings: what ids in expenses and users mean. */
export interface OrganizationDirectory {
  readonly id: string;
  readonly name: string;
  readonly source: Organization;
  readonly groups: GroupTree;
  readonly categories: NameIndex<NamedCategory>;
  readonly paymentMethods: NameIndex<NamedPaymentMethod>;
  readonly fields: Readonly<Record<FieldOwner, NameIndex<NamedField>>>;
}

export function directoryOf(
  id: string,
  source: Organization,
  paymentMethods: readonly PaymentMethod[],
): OrganizationDirectory {
  const language = source.masterLanguage;
  const fieldsOf = (owner: FieldOwner) =>
    new NameIndex((source[fieldOwners[owner]] ?? []).map((field) => namedField(field, language)));
  return {
    id,
    name: source.name ?? id,
    source,
    groups: new GroupTree(source.groups ?? []),
    categories: new NameIndex((source.categories ?? []).map((category) => namedCategory(category, language))),
    paymentMethods: new NameIndex(paymentMethods.map((method) => namedPaymentMethod(method, language))),
    fields: {
      expense: fieldsOf('expense'),
      vehicle: fieldsOf('vehicle'),
      user: fieldsOf('user'),
      group: fieldsOf('group'),
      expense_request: fieldsOf('expense_request'),
      advance: fieldsOf('advance'),
    },
  };
}

/** The ids of a category and of those below it, itself first. */
export function withSubcategories({ categories }: OrganizationDirectory, id: string): string[] {
  return [id, ...categories.items.filter(({ parentId }) => parentId === id).map((child) => child.id)];
}

function namedCategory(source: Category, language: string | null | undefined): NamedCategory {
  const id = source.id ?? '';
  return {
    id,
    name: labelOf(source.labelsPerLanguage, language) ?? id,
    otherNames: allLabels(source.labelsPerLanguage),
    parentId: source.parentCategoryId ?? undefined,
    source,
  };
}

function namedPaymentMethod(source: PaymentMethod, language: string | null | undefined): NamedPaymentMethod {
  const id = source.id ?? '';
  return {
    id,
    name: labelOf(source.labelsPerLanguage, language) ?? source.label ?? id,
    otherNames: [...allLabels(source.labelsPerLanguage), source.label ?? '', source.code ?? ''],
    source,
  };
}

function namedField(source: CustomField, language: string | null | undefined): NamedField {
  const id = source.key ?? '';
  return {
    id,
    name: labelOf(source.labelsPerLanguage, language) ?? id,
    otherNames: allLabels(source.labelsPerLanguage),
    source,
  };
}
