import * as z from 'zod';
import { count } from '../../arguments/count.ts';
import { date, periodIsWhole } from '../../arguments/date.ts';
import { someOf } from '../../arguments/some-of.ts';
import { organization, texts, words } from '../../arguments/text.ts';
import { Reader } from '../../directory/reader.ts';
import { defineTool } from '../../registry/define-tool.ts';
import { ours } from '../../results/fenced-value.ts';
import { nextCursor, pageArguments, pageOf, pageStart, requestCount } from '../../results/page.ts';
import { unlisted } from '../../results/unlisted.ts';
import { amount, amountsFit } from '../../search/amount-arguments.ts';
import { chosenFields, entryFields, entryOf } from '../../search/expense-entry.ts';
import { expensesOf } from '../../search/expense-table.ts';
import { filterOf, rowsThatPass } from '../../search/filters.ts';
import { groupings, groupRows } from '../../search/grouping.ts';
import { dateBases, understoodPeriod } from '../../search/period.ts';
import { answerOf } from '../../search/search-answer.ts';
import { searchCursor, splitCursor } from '../../search/search-cursor.ts';
import { sortings, sortRows } from '../../search/sorting.ts';
import { asksForDeleted } from '../../search/states.ts';
import { totalsOf } from '../../search/totals.ts';
import { Turns } from '../../search/turns.ts';

const defaultLimit = 20;
const mostGroups = 50;

const input = z
  .strictObject({
    organization,
    start: date().optional().describe('First day, YYYY-MM-DD; default 3 months ago'),
    end: date().optional().describe('Last day'),
    date_basis: z.enum(dateBases).default('expense').describe('Day that counts'),
    states: texts().optional().describe('ACCEPTED, "pending" …'),
    users: texts().optional().describe('Names or ids'),
    groups: texts().optional().describe('Names or ids'),
    categories: texts().optional().describe('Labels or ids'),
    payment_methods: texts().optional().describe('Labels or ids'),
    with_children: z.boolean().default(true).describe('And what is below'),
    types: z
      .array(z.enum(['STANDARD', 'MILEAGE', 'ALLOWANCE', 'PERDIEM']))
      .optional()
      .describe('Kinds of expense'),
    min_amount: amount().optional().describe('In its currency'),
    max_amount: amount().optional().describe('In its currency'),
    currency: z.string().optional().describe('Only expenses in it'),
    text: words().optional().describe('Words in label, explanation, tags'),
    has_warnings: z.boolean().optional().describe('With open ones, or without'),
    include_deleted: z.boolean().default(false).describe('Also those'),
    group_by: z.enum(groupings).optional().describe('Sum per value'),
    sort: z.enum(sortings).default('newest').describe('Order'),
    detail: z.enum(['concise', 'full']).default('concise').describe('How many fields'),
    fields: someOf(entryFields).optional().describe('Instead of detail, some of full'),
    limit: count(0, 200).optional().describe(`Default ${defaultLimit}, with group_by 0`),
    cursor: pageArguments.cursor,
    fresh: z.boolean().default(false).describe('Read Jenji again'),
  })
  .check(periodIsWhole)
  .check(amountsFit);

export default defineTool({
  name: 'search_expenses',
  title: 'Search and sum expenses',
  toolset: 'expenses',
  hazard: 'read',
  description: [
    'Finds, counts, sums and groups expenses: one call answers "what did Sales spend on meals in March?" (groups, categories, start, end).',
    'Unknown names are answered with the nearest.',
    'Costs 1 request per period, first up to 5; then any filter, group, sort and page of it costs none for 5 minutes.',
  ],
  input,
  output: z.object({
    organization: unlisted(z.string()),
    period: unlisted(z.looseObject({})),
    filters: unlisted(ours(z.looseObject({}))),
    count: z.int().describe('On all pages'),
    totals: z.array(z.looseObject({})).describe('{amount, currency}, exact, all pages'),
    converted: z.looseObject({}).optional().describe("In the organization's currency"),
    groups: z.array(z.looseObject({})).optional().describe('{key, name, count, totals, converted}'),
    other_groups: unlisted(z.looseObject({}).optional()),
    expenses: z.array(z.looseObject({})).describe('This page'),
    next_cursor: nextCursor(),
    as_of: unlisted(z.string()),
    requests: requestCount(),
    notes: unlisted(ours(z.array(z.string()).optional())),
    next: ours(z.string().describe('Next step')),
  }),
  async handler({ limit, cursor, ...query }, context) {
    const { date_basis: basis, group_by: groupBy, states } = query;
    const { pageCursor, readAt } = splitCursor(cursor);
    pageStart(pageCursor, query);
    const reader = await Reader.open(context);
    const organizationId = await reader.organizationId(query.organization);
    const { names, filter } = await reader.withNames(organizationId, (names) => ({
      names,
      filter: filterOf(query, names),
    }));
    const { isDefault, ...period } = understoodPeriod(query.start, query.end);
    const includeDeleted = query.include_deleted || asksForDeleted(states ?? []);
    const { value: all, at } = await expensesOf(
      reader,
      { organizationId, basis, ...period, includeDeleted },
      {
        fresh: query.fresh && cursor === undefined,
        progress: (done) => context.progress(done, undefined, 'expenses read'),
      },
    );

    const masterCurrency = names.directory.source.masterCurrency ?? undefined;
    const turns = new Turns(context.signal);
    const { rows, understood } = await rowsThatPass(all, filter, states, turns);
    const grouped =
      groupBy && (await groupRows(rows, groupBy, names, turns, { masterCurrency, basis, most: mostGroups }));
    const sums = grouped?.sums ?? (await totalsOf(rows, masterCurrency, turns));
    const size = limit ?? (groupBy ? 0 : defaultLimit);
    const chosen = chosenFields(query.fields, query.detail);
    const sorted = size === 0 ? [] : await sortRows(rows, query.sort, turns, { basis, masterCurrency });
    const characters = groupBy ? 8_000 : 15_000;
    const one = pageOf(sorted, { cursor: pageCursor, size, query, characters }, (row) =>
      entryOf(row, chosen, names, masterCurrency),
    );

    return answerOf({
      names,
      period: { ...period, basis, ...(isDefault && { default: true as const }) },
      understood,
      sums,
      grouped,
      entries: one.items,
      fields: chosen,
      expensesAsked: size > 0,
      nextCursor: searchCursor(one.nextCursor, at),
      readAt: at,
      readBefore: readAt,
      requests: reader.requests,
      inPeriod: all,
    });
  },
});
