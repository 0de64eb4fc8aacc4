import { ForbiddenError } from '@jenji-kit/client';
import * as z from 'zod';
import { text } from '../../arguments/text.ts';
import { Firm } from '../../bookkeeping/firm.ts';
import { Reader } from '../../directory/reader.ts';
import { defineTool } from '../../registry/define-tool.ts';
import { fencedJson } from '../../results/fenced-json.ts';
import { filled } from '../../results/filled.ts';
import { idText } from '../../results/id-text.ts';
import { requestCount } from '../../results/page.ts';
import { shortenTexts } from '../../results/shorten-texts.ts';

export default defineTool({
  name: 'get_client',
  title: 'Show a client',
  toolset: 'bookkeeping',
  hazard: 'read',
  operations: ['bookkeepers.vault.get'],
  description: [
    'Shows one company whose books the key keeps: states, plan, template, note, and how full the legal archive of its receipts is.',
    'Costs 2 requests, first up to 5.',
    'get_organization shows its settings, search_expenses its expenses.',
  ],
  input: z.strictObject({ client: text().describe('Name, internal id or id') }),
  output: z.object({
    client: z.looseObject({}).describe('Its fields'),
    archive: z.looseObject({}).describe('{enabled, capacity, used}; their unit is not settled'),
    requests: requestCount(),
  }),
  async handler({ client: wanted }, context) {
    const reader = await Reader.open(context);
    const firm = new Firm(reader);
    const client = await firm.client(wanted);
    const path = { bookkeeperId: client.bookkeeperId, organizationId: client.id };
    const [header, vault] = await Promise.all([
      firm.header(client),
      reader.call('bookkeepers.vault.get', { path }).catch((error: unknown) => {
        // Not every firm may manage archives; the rest is worth showing all the same.
        if (error instanceof ForbiddenError) return undefined;
        throw error;
      }),
    ]);
    const { name, id, bookkeeperId, source } = client;
    const record = shortenTexts({
      ...filled({
        id,
        name,
        internal_id: source.internalId,
        note: source.explanation,
        bookkeeper_id: bookkeeperId,
        plan: header.plan,
        template_id: header.templateId,
        currency: header.masterCurrency,
        country: header.masterCountry,
        created_at: header.createdAt,
      }),
      states: header.states,
    }) as Record<string, unknown>;
    const archive =
      vault === undefined
        ? { allowed: false }
        : filled({ enabled: vault.maxCapacity != null, capacity: vault.maxCapacity, used: vault.consumedCapacity });
    const states = header.states.map(idText).join(', ') || 'none';
    return {
      structured: { client: record, archive, requests: reader.requests },
      text: `Client ${idText(id)}, states: ${states}\n${fencedJson({ client: record, archive })}`,
    };
  },
});
