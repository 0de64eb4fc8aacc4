import { folded } from '@jenji-kit/client/text';
import * as z from 'zod';
import { organization, text, texts, words } from '../../arguments/text.ts';
import { Reader } from '../../directory/reader.ts';
import { shownProfiles } from '../../directory/shown-user.ts';
import { defineTool } from '../../registry/define-tool.ts';
import { idText } from '../../results/id-text.ts';
import { nextPageLine, page, pageArguments, pageFields, pageStart } from '../../results/page.ts';
import { untrusted } from '../../results/untrusted.ts';

export default defineTool({
  name: 'search_users',
  title: 'Search users',
  toolset: 'users',
  hazard: 'read',
  description: [
    'Finds people by name, login, group, profile (role, such as manager) or block; without filters lists all.',
    'Costs 3 requests, then none for 5 minutes.',
  ],
  input: z.strictObject({
    organization,
    text: words().optional().describe('Words in name, login, e-mail, internal id'),
    groups: texts().optional().describe('Names or ids'),
    with_children: z.boolean().default(true).describe('And subgroups'),
    profile: text().optional().describe('Such as manager, accountant'),
    blocked: z.boolean().optional().describe('Only these, or only others'),
    fresh: z.boolean().default(false).describe('Read Jenji again'),
    ...pageArguments,
  }),
  output: z.object({ users: z.array(z.looseObject({})).describe('This page'), ...pageFields }),
  async handler({ limit, cursor, ...query }, context) {
    pageStart(cursor, query);
    const reader = await Reader.open(context);
    const organizationId = await reader.organizationId(query.organization);
    if (query.fresh && cursor === undefined) await reader.people(organizationId, true);
    const { names, inGroups } = await reader.withNames(organizationId, (each) => ({
      names: each,
      inGroups: query.groups && new Set(groupIds(query.groups, query.with_children, each.directory.groups)),
    }));
    const { directory, people } = names;
    const wanted = folded(query.text ?? '').split(' ');
    const profile = query.profile && folded(query.profile);
    const exact = people.items.filter(({ source }) =>
      [source.login, source.email, source.internalId].some((each) => each?.toLowerCase() === query.text?.toLowerCase()),
    );

    const users = (query.text !== undefined && exact.length > 0 ? exact : people.items)
      .filter(
        ({ name, otherNames = [], source }) =>
          wanted.every((word) => folded([name, ...otherNames].join(' ')).includes(word)) &&
          (inGroups === undefined || inGroups.has(source.groupId ?? '')) &&
          (profile === undefined || source.profiles?.some(({ profileId }) => folded(profileId ?? '') === profile)) &&
          (query.blocked === undefined || (source.blockedAt != null) === query.blocked),
      )
      .map(({ id, name, source }) => ({
        id,
        name,
        login: source.login ?? undefined,
        internal_id: source.internalId ?? undefined,
        group: directory.groups.get(source.groupId)?.path,
        group_id: source.groupId ?? undefined,
        profiles: source.profiles?.length ? shownProfiles(source.profiles, directory) : undefined,
        blocked_at: source.blockedAt ?? undefined,
      }));
    const { items, total, nextCursor } = page(users, { cursor, size: limit, query });
    const profiles = [
      ...new Set(people.items.flatMap(({ source }) => source.profiles?.map((each) => each.profileId) ?? [])),
    ];
    return {
      structured: { users: items, total, next_cursor: nextCursor },
      text: [
        `Users: ${total}${items.length > 0 ? ' (name, id, login, group, profiles)' : ''}`,
        ...items.map(
          ({ id, name, login, group, profiles, blocked_at: blocked }) =>
            `- ${untrusted(name)} ${idText(id)} ${login ? idText(login) : '-'} ${group ? untrusted(group) : '-'}${profiles ? ` ${untrusted(profiles.join('; '))}` : ''}${blocked ? ' (blocked)' : ''}`,
        ),
        ...nextPageLine(nextCursor),
        ...(total === 0 ? [`Drop a filter. Profiles that occur: ${profiles.map(idText).join(', ')}.`] : []),
      ].join('\n'),
    };
  },
});

function groupIds(
  wanted: readonly string[],
  withChildren: boolean,
  groups: Awaited<ReturnType<Reader['directory']>>['value']['groups'],
): string[] {
  return wanted
    .map((value, at) => groups.resolve({ field: `groups[${at}]`, kind: 'group', value }).id)
    .flatMap((id) => (withChildren ? groups.withDescendants(id) : [id]));
}
