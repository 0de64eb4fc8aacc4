import * as z from 'zod';
import { text } from '../../arguments/text.ts';
import { Firm } from '../../bookkeeping/firm.ts';
import { defineChangeTool } from '../../changes/define-change-tool.ts';
import { ownFields } from '../../changes/own-fields.ts';

const { bodyOf, argumentNames } = ownFields({ enabled: 'enabled', capacity: 'capacity' });

export default defineChangeTool({
  name: 'set_legal_archive',
  title: 'Switch the archive of receipts',
  toolset: 'bookkeeping',
  hazard: 'replace',
  operations: ['bookkeepers.vault.update'],
  description: [
    'Switches the legal archive (vault) of the receipts of a client on or off, or sets its size.',
    'get_client shows how full it is. Costs 4 requests.',
  ],
  input: z.strictObject({
    client: text().describe('Name, internal id or id'),
    enabled: z.boolean().optional().describe('Left out, it stays'),
    capacity: z.int().optional().describe('Size; its unit is not settled, so ask Jenji first'),
  }),
  argumentNames,
  async toChange({ client: wanted, ...fields }, { reader }) {
    const { id: organizationId, bookkeeperId } = await new Firm(reader).client(wanted);
    return { operation: 'bookkeepers.vault.update', path: { bookkeeperId, organizationId }, body: bodyOf(fields) };
  },
});
