import * as z from 'zod';
import { recordId } from '../../arguments/record-id.ts';
import { text } from '../../arguments/text.ts';
import { Firm } from '../../bookkeeping/firm.ts';
import { defineChangeTool } from '../../changes/define-change-tool.ts';
import { ownFields } from '../../changes/own-fields.ts';

const { bodyOf, argumentNames } = ownFields({ template: 'templateId', accounting_template: 'accountingTemplateId' });

export default defineChangeTool({
  name: 'apply_client_template',
  title: 'Reset a client to a template',
  toolset: 'bookkeeping',
  hazard: 'reset',
  operations: ['bookkeepers.clients.applyTemplate'],
  description: [
    'Resets a company to a template: every expense of it is reset for good, profiles and workflows are overridden.',
    'A person has to type the id of the template and how many expenses there are; a copy is kept first.',
    'Costs 10 requests and more. Preview it, and block the client before (set_client_states).',
  ],
  input: z.strictObject({
    client: text().describe('Name, internal id or id'),
    template: recordId().optional().describe('Template id; left out, nothing is reset'),
    accounting_template: recordId().optional().describe('Id of a template for the accounting exports'),
  }),
  argumentNames,
  async toChange({ client: wanted, ...fields }, { reader }) {
    const { id: clientId, bookkeeperId } = await new Firm(reader).client(wanted);
    return { operation: 'bookkeepers.clients.applyTemplate', path: { bookkeeperId, clientId }, body: bodyOf(fields) };
  },
});
