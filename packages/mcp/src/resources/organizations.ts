import type { OrganizationSummary } from '@jenji-kit/client';
import { factsOf, partsOf, type Section, sections } from '../directory/organization-parts.ts';
import { Reader } from '../directory/reader.ts';
import { filled } from '../results/filled.ts';
import { shortenTexts } from '../results/shorten-texts.ts';
import { type Contents, defineResource, type ResourceContext } from './define-resource.ts';
import { icons } from './icons.ts';
import { pageOfResource } from './page-of-resource.ts';
import { uriOf } from './resource-uri.ts';

const organizationUri = 'jenji://organizations/{organization}';
const settingsUri = 'jenji://organizations/{organization}/settings';
export const usersUri = 'jenji://organizations/{organization}/users';

export const organizations = defineResource({
  uri: 'jenji://organizations',
  name: 'organizations',
  title: 'Organizations',
  description:
    'The companies that the API key sees: id, name, currency, country. Costs 1 request, then none for 10 minutes.',
  toolset: 'organizations',
  paged: true,
  icon: icons.building,
  priority: 0.6,
  async read(_, context) {
    const all = await (await Reader.open(context)).organizations();
    const { items, ...rest } = pageOfResource(
      all,
      { template: 'jenji://organizations', variables: {}, cursor: context.cursor },
      shownSummary,
    );
    return { record: { organizations: items, ...rest } };
  },
});

function shownSummary({ id, name, masterCurrency, masterCountry }: OrganizationSummary): Record<string, unknown> {
  return filled({
    id,
    name: shortenTexts(name),
    currency: masterCurrency,
    country: masterCountry,
    uri: uriOf(organizationUri, { organization: id ?? '' }),
  });
}

export const organization = defineResource({
  uri: organizationUri,
  name: 'organization',
  title: 'Organization',
  description:
    'One company, by id or name: currency, languages, plan, states, and how many groups, categories, payment methods and custom fields it has. Costs up to 3 requests, then none for 10 minutes.',
  toolset: 'organizations',
  icon: icons.building,
  priority: 0.6,
  async read({ organization: wanted }, context) {
    const reader = await Reader.open(context);
    const id = await reader.organizationId(wanted);
    const { value: directory } = await reader.directory(id);
    return {
      record: {
        id,
        name: shortenTexts(directory.name),
        ...filled(factsOf(directory)),
        counts: Object.fromEntries(sections.map((section) => [section, partsOf[section](directory, true).length])),
        settings_uri: uriOf(settingsUri, { organization: id }),
        ...(context.settings.toolsets.includes('users') && { users_uri: uriOf(usersUri, { organization: id }) }),
      },
    };
  },
});

const settingsDescription =
  'groups, expense categories, payment methods and custom fields with their ids, disabled ones too. Costs up to 3 requests, then none for 10 minutes.';

export const organizationSettings = defineResource({
  uri: settingsUri,
  name: 'organization-settings',
  title: 'Settings of an organization',
  description: `The settings of one company, by id or name: ${settingsDescription}`,
  toolset: 'organizations',
  paged: true,
  icon: icons.settings,
  priority: 0.7,
  read: ({ organization: wanted }, context) => readSettings(wanted, context),
});

export const settings = defineResource({
  uri: 'jenji://settings',
  name: 'settings',
  title: 'Settings',
  description: `The settings of the organization, where the API key sees only one: ${settingsDescription}`,
  toolset: 'organizations',
  icon: icons.settings,
  priority: 0.7,
  read: (_, context) => readSettings(undefined, context),
});

async function readSettings(wanted: string | undefined, context: ResourceContext): Promise<Contents> {
  const reader = await Reader.open(context);
  const id = await reader.organizationId(wanted);
  const { value: directory } = await reader.directory(id);
  const parts = sections.flatMap((section) => partsOf[section](directory, true));
  const { items, ...rest } = pageOfResource(
    parts,
    { template: settingsUri, variables: { organization: id }, cursor: context.cursor },
    ({ section, item }) => ({ section, item: shortenTexts(filled(item)) }),
  );
  const of = (section: Section) => items.filter((part) => part.section === section).map(({ item }) => item);
  return {
    record: {
      organization: { id, name: shortenTexts(directory.name) },
      ...filled(factsOf(directory)),
      ...filled(Object.fromEntries(sections.map((section) => [section, of(section)]))),
      ...rest,
    },
  };
}
