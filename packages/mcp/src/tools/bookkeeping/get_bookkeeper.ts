import type { BookkeeperUser } from '@jenji-kit/client';
import { folded } from '@jenji-kit/client/text';
import * as z from 'zod';
import { text, words } from '../../arguments/text.ts';
import { Firm } from '../../bookkeeping/firm.ts';
import { GroupTree } from '../../directory/group-tree.ts';
import { Reader } from '../../directory/reader.ts';
import { defineTool } from '../../registry/define-tool.ts';
import { fencedJson } from '../../results/fenced-json.ts';
import { filled } from '../../results/filled.ts';
import { idText } from '../../results/id-text.ts';
import { nextPageLine, page, pageArguments, pageFields, pageStart, requestCount } from '../../results/page.ts';

export default defineTool({
  name: 'get_bookkeeper',
  title: 'Show an accounting firm',
  toolset: 'bookkeeping',
  hazard: 'read',
  operations: ['bookkeepers.list', 'bookkeepers.get', 'bookkeepers.users.list'],
  description: [
    'Shows an accounting firm: what it may do with clients, its groups, and its own people, who are not users of clients.',
    'Where the key manages several and none is named, it lists them. Costs 2 requests.',
  ],
  input: z.strictObject({
    bookkeeper: text().optional().describe('Name or id'),
    text: words().optional().describe('Words in name or internal id of people'),
    ...pageArguments,
  }),
  output: z.object({
    bookkeepers: z.array(z.looseObject({})).describe('The firm, or those there are'),
    groups: z.array(z.looseObject({})).optional().describe('{id, path}'),
    users: z.array(z.looseObject({})).describe('This page'),
    ...pageFields,
    requests: requestCount(),
  }),
  async handler({ limit, cursor, ...query }, context) {
    pageStart(cursor, query);
    const reader = await Reader.open(context);
    const firm = new Firm(reader);
    firm.refuseWithinBounds();
    const all = query.bookkeeper === undefined ? (await firm.bookkeepers()).items : [];
    if (all.length > 1) {
      const { items, total, nextCursor } = page(all, { cursor, size: limit, query });
      const bookkeepers = items.map(({ id, name, source }) =>
        filled({ id, name, master_id: source.masterBookkeeperId, groups: source.groups?.length }),
      );
      return {
        structured: { bookkeepers, users: [], total, next_cursor: nextCursor, requests: reader.requests },
        text: [
          `The key manages ${total} firms; name one as bookkeeper to see its people.`,
          ...bookkeepers.map((each) => `- ${fencedJson(each, 500)}`),
          ...nextPageLine(nextCursor),
        ].join('\n'),
      };
    }
    const { id: bookkeeperId } = await firm.bookkeeper(query.bookkeeper);
    const path = { bookkeeperId };
    const [source, { data }] = await Promise.all([
      reader.call('bookkeepers.get', { path }),
      reader.call('bookkeepers.users.list', { path }),
    ]);
    const groups = new GroupTree(source.groups ?? []);
    const wanted = folded(query.text ?? '').split(' ');
    const users = data
      .filter((user) => wanted.every((word) => folded(textOf(user)).includes(word)))
      .map(({ id, internalId, groupId, blockedAt, firstName, lastName }) =>
        filled({
          id,
          name: [firstName, lastName].filter(Boolean).join(' '),
          internal_id: internalId,
          group: groups.get(groupId)?.path,
          group_id: groupId,
          blocked_at: blockedAt,
        }),
      );
    const { items, total, nextCursor } = page(users, { cursor, size: limit, query, characters: 12_000 });
    const record = filled({
      id: source.id,
      name: source.name,
      master_id: source.masterBookkeeperId,
      own_organization_id: source.jenjiOrganizationId,
      may: source.clientOptions,
      created_at: source.createdAt,
    });
    const allPaths = groups.items.map(({ id, path: groupPath }) => ({ id, path: groupPath }));
    const paths = page(allPaths, { cursor: undefined, size: 200, query: {}, characters: 6_000 }).items;
    return {
      structured: {
        bookkeepers: [record],
        groups: paths,
        users: items,
        total,
        next_cursor: nextCursor,
        requests: reader.requests,
      },
      text: [
        `Firm ${idText(source.id)}: ${fencedJson(record, 1500)}`,
        `Groups: ${groups.items.length}${paths.length < groups.items.length ? `, of which ${paths.length}` : ''}: ${fencedJson(paths, 4000)}`,
        `People: ${total}`,
        ...items.map((user) => `- ${fencedJson(user, 500)}`),
        ...nextPageLine(nextCursor),
      ].join('\n'),
    };
  },
});

function textOf({ firstName, lastName, internalId, id }: BookkeeperUser): string {
  return [firstName, lastName, internalId, id].join(' ');
}
