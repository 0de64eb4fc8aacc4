import { folded } from '@jenji-kit/client/text';
import * as z from 'zod';
import { count } from '../../arguments/count.ts';
import { text, words } from '../../arguments/text.ts';
import { defaultMostClients, requireAffordable } from '../../bookkeeping/affordable.ts';
import { eachOfMany } from '../../bookkeeping/each-of-many.ts';
import { type ClientHeader, Firm } from '../../bookkeeping/firm.ts';
import { Reader } from '../../directory/reader.ts';
import { defineTool } from '../../registry/define-tool.ts';
import { filled } from '../../results/filled.ts';
import { idText } from '../../results/id-text.ts';
import { nextPageLine, page, pageArguments, pageFields, pageStart, requestCount } from '../../results/page.ts';
import { untrusted } from '../../results/untrusted.ts';

export default defineTool({
  name: 'list_clients',
  title: 'List clients',
  toolset: 'bookkeeping',
  hazard: 'read',
  operations: ['bookkeepers.clients.list'],
  description: [
    'Lists the companies whose books the key keeps, with their internal ids; with states also which are blocked.',
    'Costs 3 requests, then none for 10 minutes; states cost 1 per client.',
    'sum_client_expenses adds up their expenses, get_client shows one.',
  ],
  input: z.strictObject({
    bookkeeper: text().optional().describe('Name or id, only of this firm'),
    text: words().optional().describe('Words in name, internal id, note'),
    states: z.boolean().default(false).describe('Also plan, states and template'),
    only: z.enum(['BLOCKED', 'INVALID_PAYMENT', 'NONE']).optional().describe('In this state; NONE: in no state'),
    max_clients: count(1, 5000).default(defaultMostClients).describe('Most to read one by one'),
    ...pageArguments,
  }),
  output: z.object({
    clients: z.array(z.looseObject({})).describe('This page'),
    ...pageFields,
    requests: requestCount(),
  }),
  async handler({ limit, cursor, max_clients: most, ...query }, context) {
    pageStart(cursor, query);
    const reader = await Reader.open(context);
    const firm = new Firm(reader);
    const wanted = folded(query.text ?? '').split(' ');
    const found = (await firm.clients(query.bookkeeper)).items.filter(({ name, source }) => {
      const all = folded([name, source.internalId, source.explanation].join(' '));
      return wanted.every((word) => all.includes(word));
    });
    const headers = new Map<string, ClientHeader>();
    if (query.states || query.only !== undefined) {
      requireAffordable(found.filter((client) => !firm.isHeaderKnown(client)).length, most, context.settings);
      await eachOfMany(found, async (client) => {
        headers.set(client.id, await firm.header(client));
        context.progress(headers.size, found.length, 'clients read');
      });
    }
    const clients = found
      .filter(({ id }) => isIn(query.only, headers.get(id)))
      .map(({ id, name, currency, bookkeeperId, source }) => {
        const { states = [], plan, templateId } = headers.get(id) ?? {};
        return filled({
          id,
          name,
          internal_id: source.internalId,
          note: source.explanation?.slice(0, 300),
          currency,
          bookkeeper_id: bookkeeperId,
          plan,
          states,
          template_id: templateId,
        });
      });
    const { items, total, nextCursor } = page(clients, { cursor, size: limit, query });
    return {
      structured: { clients: items, total, next_cursor: nextCursor, requests: reader.requests },
      text: [
        `Clients: ${total}${total > 0 ? ' (name, id, internal id, states)' : ': drop a filter'}`,
        ...items.map(
          ({ id, name, internal_id: internalId, states }) =>
            `- ${untrusted(String(name))} ${idText(String(id))} ${internalId ? untrusted(String(internalId)) : '-'} ${
              Array.isArray(states) ? states.map((each) => idText(String(each))).join(', ') : '-'
            }`,
        ),
        ...nextPageLine(nextCursor),
      ].join('\n'),
    };
  },
});

function isIn(state: string | undefined, header: ClientHeader | undefined): boolean {
  if (state === undefined || header === undefined) return true;
  return state === 'NONE' ? header.states.length === 0 : header.states.includes(state);
}
