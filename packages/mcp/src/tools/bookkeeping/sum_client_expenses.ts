import * as z from 'zod';
import { count } from '../../arguments/count.ts';
import { date, periodIsWhole } from '../../arguments/date.ts';
import { text, texts, words } from '../../arguments/text.ts';
import { defaultMostClients, requireAffordable } from '../../bookkeeping/affordable.ts';
import { isUnreadable, stateRows, summed } from '../../bookkeeping/client-sums.ts';
import { type ClientTally, knownTally, tallyOf } from '../../bookkeeping/client-tally.ts';
import { eachOfMany } from '../../bookkeeping/each-of-many.ts';
import { type Client, Firm } from '../../bookkeeping/firm.ts';
import { Reader } from '../../directory/reader.ts';
import { defineTool } from '../../registry/define-tool.ts';
import { ours } from '../../results/fenced-value.ts';
import { idText } from '../../results/id-text.ts';
import { nextPageLine, page, pageArguments, pageFields, pageStart, requestCount } from '../../results/page.ts';
import { unlisted } from '../../results/unlisted.ts';
import { untrusted } from '../../results/untrusted.ts';
import { amount, amountsFit } from '../../search/amount-arguments.ts';
import { dateBases, understoodPeriod } from '../../search/period.ts';
import { totalsText } from '../../search/search-answer.ts';
import { asksForDeleted } from '../../search/states.ts';
import { Turns } from '../../search/turns.ts';

export default defineTool({
  name: 'sum_client_expenses',
  title: 'Sum expenses of all clients',
  toolset: 'bookkeeping',
  hazard: 'read',
  description: [
    'Counts and sums the expenses of all clients, or of some, each and together: "what do my clients still have to export for May?" (states, start, end).',
    'Costs 1 request per client and period, first 3 more; then other states and pages cost none for 5 minutes, also after a call that was stopped.',
    'search_expenses shows the expenses of one client.',
  ],
  input: z
    .strictObject({
      clients: texts(1000).optional().describe('Names, internal ids or ids; default all'),
      bookkeeper: text().optional().describe('Only clients of this firm'),
      start: date().optional().describe('First day, YYYY-MM-DD; default 3 months ago'),
      end: date().optional().describe('Last day'),
      date_basis: z.enum(dateBases).default('expense').describe('Day that counts'),
      states: texts().optional().describe('ACCEPTED, "pending" …'),
      types: z
        .array(z.enum(['STANDARD', 'MILEAGE', 'ALLOWANCE', 'PERDIEM']))
        .optional()
        .describe('Kinds of expense'),
      min_amount: amount().optional().describe('In its currency'),
      max_amount: amount().optional().describe('In its currency'),
      currency: z.string().optional().describe('Only expenses in it'),
      text: words().optional().describe('Words in label, explanation, tags'),
      has_warnings: z.boolean().optional().describe('With open ones, or without'),
      max_clients: count(1, 5000).default(defaultMostClients).describe('Most to read in this call'),
      ...pageArguments,
    })
    .check(periodIsWhole)
    .check(amountsFit),
  output: z.object({
    period: unlisted(z.looseObject({})),
    count: z.int().describe('Of all clients'),
    totals: z.array(z.looseObject({})).describe('{amount, currency}, exact, all clients'),
    converted: unlisted(z.looseObject({}).optional()),
    states: z.array(z.looseObject({})).describe('{state, count, totals}, all clients'),
    clients: z.array(z.looseObject({})).describe('{id, name, count, totals, converted, states}, this page'),
    not_read: z.array(z.looseObject({})).optional().describe('Clients that the key may not read'),
    ...pageFields,
    requests: requestCount(),
    next: ours(z.string().describe('Next step')),
  }),
  async handler({ limit, cursor, max_clients: most, ...query }, context) {
    pageStart(cursor, query);
    const { bookkeeper, clients: wanted, start, end, date_basis: basis, states, ...filters } = query;
    const reader = await Reader.open(context);
    const all = await new Firm(reader).clients(bookkeeper);
    const chosen = wanted
      ? new Set(wanted.map((value, at) => all.resolve({ field: `clients[${at}]`, kind: 'client', value })))
      : new Set(all.items);
    const { isDefault, ...period } = understoodPeriod(start, end);
    const selection = { basis, ...period, includeDeleted: asksForDeleted(states ?? []) };

    const tallies = new Map<Client, ClientTally>();
    const unread: { client: Client; why: string }[] = [];
    for (const client of chosen) {
      const known = knownTally(reader, { client, selection, filters });
      if (known) tallies.set(client, known);
    }
    const missing = [...chosen].filter((client) => !tallies.has(client));
    requireAffordable(missing.length, most, context.settings);
    const turns = new Turns(context.signal);
    await eachOfMany(missing, async (client) => {
      try {
        tallies.set(client, await tallyOf(reader, { client, selection, filters }, turns));
      } catch (error) {
        if (!isUnreadable(error)) throw error;
        unread.push({ client, why: error.message });
      }
      context.progress(tallies.size + unread.length, chosen.size, 'clients read');
    });

    const sums = summed(tallies, states);
    const { items, total, nextCursor } = page(sums.clients, { cursor, size: limit, query, characters: 14_000 });
    const notRead = unread.slice(0, 50).map(({ client, why }) => ({ id: client.id, name: client.name, why }));
    const next = nextCursor
      ? `${nextPageLine(nextCursor)} Sums already cover all pages.`
      : 'search_expenses with a client as organization shows its expenses.';
    return {
      structured: {
        period: { ...period, basis, ...(isDefault && { default: true }) },
        ...sums.all,
        states: sums.states,
        clients: items,
        ...(notRead.length > 0 && { not_read: notRead }),
        total,
        next_cursor: nextCursor,
        requests: reader.requests,
        next,
      },
      text: [
        `${tallies.size} clients, ${period.start} to ${period.end} by day of ${basis}: ${totalsText(sums.all)}`,
        ...(isDefault ? ['No period was given, so this is about the last 3 months only.'] : []),
        ...sums.states.map((each) => `${idText(each.state)}: ${totalsText(each)}`),
        ...items.map((each) => `- ${untrusted(each.name)} ${idText(each.id)}: ${totalsText(each)}${stateRows(each)}`),
        ...(unread.length > 0 ? [`Not read, and in no sum: ${unread.length}`] : []),
        ...notRead.map(({ name, why }) => `- ${untrusted(name)}: ${untrusted(why)}`),
        next,
      ].join('\n'),
    };
  },
});
