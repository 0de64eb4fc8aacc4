import * as z from 'zod';
import { acceptDuplicate, accepting } from '../../arguments/accept-duplicate.ts';
import { recordId } from '../../arguments/record-id.ts';
import { text } from '../../arguments/text.ts';
import { Firm } from '../../bookkeeping/firm.ts';
import { defineChangeTool } from '../../changes/define-change-tool.ts';
import { ownFields } from '../../changes/own-fields.ts';

const { bodyOf, argumentNames } = ownFields({
  name: 'name',
  template: 'templateId',
  internal_id: 'internalId',
  note: 'explanation',
});

export default defineChangeTool({
  name: 'create_client',
  title: 'Create a client',
  toolset: 'bookkeeping',
  hazard: 'create',
  operations: ['bookkeepers.clients.create'],
  description: [
    'Creates a company from a template, as a client of an accounting firm; it can never be deleted.',
    'Costs 6 requests. Then invite_user brings its people in.',
  ],
  input: z.strictObject({
    bookkeeper: text().optional().describe('Firm by name or id, where the key manages several'),
    name: text().describe('Of the company'),
    template: recordId().describe('Template id, from Jenji; list_clients with states shows those in use'),
    internal_id: text().optional().describe('Code in your own systems'),
    note: text(2000).optional().describe('Shown to the people of the firm'),
    accept_duplicate: acceptDuplicate,
  }),
  argumentNames,
  async toChange({ bookkeeper, accept_duplicate: duplicate, ...fields }, { reader }) {
    const { id: bookkeeperId } = await new Firm(reader).bookkeeper(bookkeeper);
    return {
      operation: 'bookkeepers.clients.create',
      path: { bookkeeperId },
      body: bodyOf(fields),
      ...accepting(duplicate),
    };
  },
});
