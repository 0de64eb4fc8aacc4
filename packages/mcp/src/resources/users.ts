import { shownValues } from '../directory/custom-values.ts';
import type { Person } from '../directory/people.ts';
import { type Names, Reader } from '../directory/reader.ts';
import { shownProfiles, shownUser } from '../directory/shown-user.ts';
import { filled } from '../results/filled.ts';
import { shortenTexts } from '../results/shorten-texts.ts';
import { defineResource } from './define-resource.ts';
import { icons } from './icons.ts';
import { usersUri } from './organizations.ts';
import { pageOfResource } from './page-of-resource.ts';
import { uriOf } from './resource-uri.ts';

const userUri = 'jenji://organizations/{organization}/users/{user}';

export const users = defineResource({
  uri: usersUri,
  name: 'users',
  title: 'Users of an organization',
  description:
    'The people of one company, by its id or name: login, group, profiles (roles in the workflow), block. Costs up to 4 requests, then none for 5 minutes.',
  toolset: 'users',
  paged: true,
  icon: icons.people,
  priority: 0.5,
  async read({ organization: wanted }, context) {
    const reader = await Reader.open(context);
    const organizationId = await reader.organizationId(wanted);
    const names = await reader.withNames(organizationId, (each) => each);
    const { items, ...rest } = pageOfResource(
      names.people.items,
      { template: usersUri, variables: { organization: organizationId }, cursor: context.cursor },
      (person) => shownPerson(person, organizationId, names),
    );
    return { record: { organization_id: organizationId, users: items, ...rest } };
  },
});

function shownPerson({ id, name, source }: Person, organizationId: string, { directory }: Names) {
  return filled({
    id,
    name: shortenTexts(name),
    login: source.login,
    internal_id: source.internalId,
    group: shortenTexts(directory.groups.get(source.groupId)?.path),
    group_id: source.groupId,
    profiles: shortenTexts(shownProfiles(source.profiles ?? [], directory)),
    blocked_at: source.blockedAt,
    uri: uriOf(userUri, { organization: organizationId, user: id }),
  });
}

export const user = defineResource({
  uri: userUri,
  name: 'user',
  title: 'User',
  description:
    'One person in full, by name, login or id: group, profiles, delegations, vehicles, preferences, custom fields. Costs 1 request, the first time up to 5.',
  toolset: 'users',
  icon: icons.people,
  priority: 0.5,
  async read({ organization: wanted, user: wantedUser }, context) {
    const reader = await Reader.open(context);
    const organizationId = await reader.organizationId(wanted);
    const { names, userId } = await reader.withNames(organizationId, (each) => ({
      names: each,
      userId: each.people.resolve({ field: 'user', kind: 'user', value: wantedUser }).id,
    }));
    const source = await reader.call('users.get', { path: { organizationId, userId } });
    const customFields = await shownValues(source.customFields, names.directory.fields.user, organizationId, reader);
    return {
      record: {
        organization_id: organizationId,
        user: shortenTexts(shownUser(source, names)),
        ...filled({ custom_fields: shortenTexts(customFields) }),
      },
    };
  },
});
