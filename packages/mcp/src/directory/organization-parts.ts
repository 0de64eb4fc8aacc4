import type { Group, GroupTree } from './group-tree.ts';
import { labelOf } from './labels.ts';
import { fieldOwnerNames, type OrganizationDirectory } from './organization-directory.ts';

/** The lists that an organization's settings consist of. */
export const sections = ['groups', 'categories', 'payment_methods', 'custom_fields'] as const;
export type Section = (typeof sections)[number];

/** One item of a section, as an answer shows it. */
export interface Part {
  section: Section;
  id: string;
  name: string;
  item: Record<string, unknown>;
}

/** What is one of a kind in an organization: currency, country, languages, plan. */
export function factsOf({ source }: OrganizationDirectory) {
  return {
    currency: source.masterCurrency ?? undefined,
    country: source.masterCountry ?? undefined,
    language: source.masterLanguage ?? undefined,
    languages: source.availableLanguages ?? undefined,
    distance_unit: source.masterDistanceUnit ?? undefined,
    plan: source.plan ?? undefined,
    states: source.states?.length ? source.states : undefined,
  };
}

/** The items of each section, in the order of an answer; disabled ones only when asked for. */
export const partsOf: Record<Section, (directory: OrganizationDirectory, disabled: boolean) => Part[]> = {
  groups: ({ groups }) =>
    inTreeOrder(groups).map(({ id, path, source }) => ({
      section: 'groups',
      id,
      name: path,
      item: { id, path, internal_id: source.internalId ?? undefined },
    })),
  categories: ({ categories }, disabled) =>
    categories.items
      .filter(({ source }) => disabled || !source.disabled)
      .map(({ id, name, parentId, source }) => ({
        section: 'categories',
        id,
        name: parentId ? `${categories.nameOf(parentId) ?? parentId} / ${name}` : name,
        item: {
          id,
          label: name,
          labels: source.labelsPerLanguage ?? undefined,
          parent_id: parentId,
          ...(source.disabled && { disabled: true }),
          ...(source.notSelectable && { heading_only: true }),
        },
      })),
  payment_methods: ({ paymentMethods }, disabled) =>
    paymentMethods.items
      .filter(({ source }) => disabled || !source.disabled)
      .map(({ id, name, source }) => ({
        section: 'payment_methods',
        id,
        name,
        item: {
          id,
          label: name,
          code: source.code ?? undefined,
          reimbursable: source.reimbursable ?? undefined,
          ...(source.disabled && { disabled: true }),
        },
      })),
  custom_fields: ({ fields, source }) =>
    fieldOwnerNames.flatMap((of) =>
      fields[of].items.map(({ id, source: field }) => ({
        section: 'custom_fields' as const,
        id,
        name: `${of}: ${labelOf(field.labelsPerLanguage, source.masterLanguage) ?? id}`,
        item: {
          of,
          key: id,
          label: labelOf(field.labelsPerLanguage, source.masterLanguage),
          type: field.type ?? undefined,
        },
      })),
    ),
};

/** Each group right after the one it belongs to; groups in a circle come last. */
function inTreeOrder(groups: GroupTree): Group[] {
  const ordered = new Set<Group>();
  const visit = (group: Group) => {
    if (ordered.has(group)) return;
    ordered.add(group);
    groups.childrenOf(group.id).forEach(visit);
  };
  groups.roots.forEach(visit);
  groups.items.forEach(visit);
  return [...ordered];
}
