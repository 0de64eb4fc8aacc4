import { folded } from '@jenji-kit/client/text';
import * as z from 'zod';
import { date, periodIsWhole } from '../../arguments/date.ts';
import { texts, words } from '../../arguments/text.ts';
import { Reader } from '../../directory/reader.ts';
import { requestEntry } from '../../expense-request/shown-request.ts';
import { defineTool } from '../../registry/define-tool.ts';
import { fencedJson } from '../../results/fenced-json.ts';
import { ours } from '../../results/fenced-value.ts';
import { idText } from '../../results/id-text.ts';
import { nextPageLine, page, pageArguments, pageFields, pageStart, requestCount } from '../../results/page.ts';
import { shortenTexts } from '../../results/shorten-texts.ts';
import { understoodPeriod } from '../../search/period.ts';
import { resolveStates } from '../../search/states.ts';

export default defineTool({
  name: 'search_expense_requests',
  title: 'Search expense requests',
  toolset: 'requests',
  hazard: 'read',
  operations: ['expenseRequests.search'],
  description: [
    'Finds requests to spend money, such as trips to be approved beforehand, by day of creation, state, person or words; the newest first.',
    'Only with the key of an organization. Costs 1 request, first up to 5. get_expense_request shows one.',
  ],
  input: z
    .strictObject({
      start: date().optional().describe('First day, YYYY-MM-DD; default 3 months ago'),
      end: date().optional().describe('Last day'),
      states: texts().optional().describe('Codes, or words such as pending'),
      users: texts().optional().describe('Whose: names or ids'),
      types: texts().optional().describe('Types set up for the company'),
      text: words().optional().describe('Words in label, comment, number'),
      ...pageArguments,
    })
    .check(periodIsWhole),
  output: z.object({
    expense_requests: z.array(z.looseObject({})).describe('This page'),
    states: z.array(z.looseObject({})).describe('{state, count}, all pages'),
    ...pageFields,
    requests: requestCount(),
    next: ours(z.string().describe('Next step')),
  }),
  async handler({ limit, cursor, ...query }, context) {
    pageStart(cursor, query);
    const reader = await Reader.open(context);
    const organizationId = await reader.organizationId(undefined);
    const { names, owners } = await reader.withNames(organizationId, (each) => ({
      names: each,
      owners:
        query.users &&
        new Set(query.users.map((value, at) => each.people.resolve({ field: `users[${at}]`, kind: 'user', value }).id)),
    }));
    const { isDefault, ...period } = understoodPeriod(query.start, query.end);
    const { data } = await reader.call('expenseRequests.search', { body: period });
    const states = query.states && resolveStates(query.states, new Set(data.flatMap(({ state }) => state ?? [])));
    const types = query.types && new Set(query.types.map(folded));
    const wanted = folded(query.text ?? '').split(' ');
    const found = data
      .filter(
        ({ userId, type, state, label, comment, shortId }) =>
          (owners === undefined || owners.has(userId ?? '')) &&
          (states === undefined || states.has(state ?? '')) &&
          (types === undefined || types.has(folded(type ?? ''))) &&
          wanted.every((word) => folded([label, comment, shortId].join(' ')).includes(word)),
      )
      .sort((a, b) => ((a.creationDate ?? '') < (b.creationDate ?? '') ? 1 : -1));
    const counts = new Map<string, number>();
    for (const { state } of found) counts.set(state ?? '', (counts.get(state ?? '') ?? 0) + 1);
    const entries = found.map((each) => shortenTexts(requestEntry(each, names), 300) as Record<string, unknown>);
    const { items, total, nextCursor } = page(entries, { cursor, size: limit, query, characters: 15_000 });
    const met = [...new Set(data.map(({ state, type }) => `${idText(state)} (${idText(type)})`))].slice(0, 20);
    const next = nextCursor
      ? String(nextPageLine(nextCursor))
      : total > 0
        ? 'get_expense_request shows one in full, with the actions possible on it.'
        : `The period has ${data.length} requests${met.length > 0 ? `: ${met.join(', ')}` : '; widen it'}.`;
    return {
      structured: {
        expense_requests: items,
        states: [...counts].map(([state, count]) => ({ state, count })),
        total,
        next_cursor: nextCursor,
        requests: reader.requests,
        next,
      },
      text: [
        `Expense requests created ${period.start} to ${period.end}: ${total}`,
        ...(isDefault ? ['No period was given, so this is about the last 3 months only.'] : []),
        ...items.map((each) => `- ${fencedJson(each, 700)}`),
        next,
      ].join('\n'),
    };
  },
});
