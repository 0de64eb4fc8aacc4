import * as z from 'zod';
import { organization, text, texts, words } from '../../arguments/text.ts';
import { folded } from '../../directory/folded-text.ts';
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
    'Finds people of an organization by name, login, group, profile (role in the workflow, such as manager) or block. Without filters it lists all.',
    'Costs 3 requests, then none for 5 minutes. See get_user for one in full.',
  ],
  input: z.strictObject({
    organization,
    text: words().optional().describe('Words in name, login, e-mail or internal id'),
    login: text().optional().describe('Exact login or e-mail'),
    internal_id: text().optional().describe('Exact internal id'),
    groups: texts().optional().describe('Names or ids'),
    with_children: z.boolean().default(true).describe('Include subgroups'),
    profile: text().optional().describe('Such as manager, accountant'),
    blocked: z.boolean().optional().describe('true: only blocked, false: only others'),
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
    const same = (a: string | null | undefined, b: string) => a?.toLowerCase() === b.toLowerCase();

    const users = people.items
      .filter(
        ({ name, otherNames = [], source }) =>
          wanted.every((word) => folded([name, ...otherNames].join(' ')).includes(word)) &&
          (query.login === undefined || same(source.login, query.login) || same(source.email, query.login)) &&
          (query.internal_id === undefined || source.internalId === query.internal_id) &&
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
