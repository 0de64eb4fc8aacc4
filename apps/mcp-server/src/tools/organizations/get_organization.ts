import * as z from 'zod';
import { organization } from '../../arguments/text.ts';
import type { Group, GroupTree } from '../../directory/group-tree.ts';
import { labelOf } from '../../directory/labels.ts';
import { fieldOwnerNames, type OrganizationDirectory } from '../../directory/organization-directory.ts';
import { Reader } from '../../directory/reader.ts';
import { defineTool } from '../../registry/define-tool.ts';
import { idText } from '../../results/id-text.ts';
import { nextPageLine, page, pageArguments, pageFields, pageStart } from '../../results/page.ts';
import { untrusted } from '../../results/untrusted.ts';

const sections = ['groups', 'categories', 'payment_methods', 'custom_fields'] as const;
type Section = (typeof sections)[number];

interface Part {
  section: Section;
  id: string;
  name: string;
  item: Record<string, unknown>;
}

export default defineTool({
  name: 'get_organization',
  title: 'Show an organization',
  toolset: 'organizations',
  hazard: 'read',
  description: [
    'Shows a company: currency, country, plan, and its groups (paths such as "Sales / Sales North"), expense categories, payment methods and custom fields, with ids.',
    'Costs 2 requests, then none for 10 minutes. Other tools take names, so it is not needed before them.',
  ],
  input: z.strictObject({
    organization,
    sections: z.array(z.enum(sections)).min(1).optional().describe('Default: all but custom_fields'),
    include_disabled: z.boolean().default(false).describe('Disabled ones too'),
    ...pageArguments,
  }),
  output: z.object({
    id: z.string().describe('Id'),
    name: z.string().describe('Name'),
    facts: z.looseObject({}).describe('Currency, country, plan …'),
    counts: z.looseObject({}).describe('How many of each section'),
    groups: z.array(z.looseObject({})).optional().describe('Those on this page'),
    categories: z.array(z.looseObject({})).optional().describe('Likewise'),
    payment_methods: z.array(z.looseObject({})).optional().describe('Likewise'),
    custom_fields: z.array(z.looseObject({})).optional().describe('Likewise'),
    ...pageFields,
  }),
  async handler({ limit, cursor, ...query }, context) {
    pageStart(cursor, query);
    const reader = await Reader.open(context);
    const organizationId = await reader.organizationId(query.organization);
    const { value: directory } = await reader.directory(organizationId);
    const chosen = query.sections ?? ['groups', 'categories', 'payment_methods'];
    const parts = sections
      .filter((section) => chosen.includes(section))
      .flatMap((section) => partsOf[section](directory, query.include_disabled));
    const { items, total, nextCursor } = page(parts, { cursor, size: limit, query });

    const { source } = directory;
    const facts = {
      currency: source.masterCurrency ?? undefined,
      country: source.masterCountry ?? undefined,
      language: source.masterLanguage ?? undefined,
      languages: source.availableLanguages ?? undefined,
      distance_unit: source.masterDistanceUnit ?? undefined,
      plan: source.plan ?? undefined,
      states: source.states?.length ? source.states : undefined,
    };
    const counts = Object.fromEntries(
      sections.map((section) => [section, partsOf[section](directory, query.include_disabled).length]),
    );
    const listed = (section: Section) => items.filter((part) => part.section === section);
    return {
      structured: {
        id: organizationId,
        name: directory.name,
        facts,
        counts,
        ...Object.fromEntries(chosen.map((section) => [section, listed(section).map(({ item }) => item)])),
        total,
        next_cursor: nextCursor,
      },
      text: [
        `${untrusted(directory.name)} ${idText(organizationId)}`,
        Object.entries(facts)
          .filter(([, value]) => value !== undefined)
          .map(([name, value]) => `${name}: ${[value].flat().map(String).map(idText).join(' ')}`)
          .join(', '),
        ...sections.flatMap((section) => [
          `${section}: ${counts[section]}`,
          ...listed(section).map(({ name, id }) => `- ${untrusted(name)} ${idText(id)}`),
        ]),
        ...nextPageLine(nextCursor),
      ].join('\n'),
    };
  },
});

const partsOf: Record<Section, (directory: OrganizationDirectory, disabled: boolean) => Part[]> = {
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
