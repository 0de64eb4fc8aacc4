import * as z from 'zod';
import { someOf } from '../../arguments/some-of.ts';
import { organization } from '../../arguments/text.ts';
import { factsOf, partsOf, type Section, sections } from '../../directory/organization-parts.ts';
import { Reader } from '../../directory/reader.ts';
import { defineTool } from '../../registry/define-tool.ts';
import { idText } from '../../results/id-text.ts';
import { nextPageLine, page, pageArguments, pageFields, pageStart } from '../../results/page.ts';
import { untrusted } from '../../results/untrusted.ts';

export default defineTool({
  name: 'get_organization',
  title: 'Show an organization',
  toolset: 'organizations',
  hazard: 'read',
  description: [
    'Shows a company: currency, country, plan, groups, expense categories, payment methods and custom fields, with ids.',
    'Not needed before other tools, as they take names. Costs 2 requests, then none for 10 minutes.',
  ],
  input: z.strictObject({
    organization,
    sections: someOf(sections).optional().describe('groups, categories, payment_methods (default all), custom_fields'),
    include_disabled: z.boolean().default(false).describe('Also those'),
    ...pageArguments,
  }),
  output: z.object({
    id: z.string().describe('Id'),
    name: z.string().describe('Name'),
    facts: z.looseObject({}).describe('Currency, country …'),
    counts: z.looseObject({}).describe('Per section'),
    groups: z.array(z.looseObject({})).optional().describe('This page'),
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

    const facts = factsOf(directory);
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
