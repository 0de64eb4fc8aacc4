import * as z from 'zod';
import { text } from '../../arguments/text.ts';
import { Firm } from '../../bookkeeping/firm.ts';
import { defineChangeTool } from '../../changes/define-change-tool.ts';
import { ownFields } from '../../changes/own-fields.ts';

const { bodyOf, argumentNames } = ownFields({ name: 'name' });

export default defineChangeTool({
  name: 'rename_bookkeeper',
  title: 'Rename an accounting firm',
  toolset: 'bookkeeping',
  hazard: 'replace',
  operations: ['bookkeepers.update'],
  description: 'Changes the name of an accounting firm, and nothing else of it. Costs 4 requests.',
  input: z.strictObject({
    bookkeeper: text().optional().describe('Name or id, where the key manages several'),
    name: text().describe('The new one'),
  }),
  argumentNames,
  async toChange({ bookkeeper, ...fields }, { reader }) {
    const { id: bookkeeperId } = await new Firm(reader).bookkeeper(bookkeeper);
    return { operation: 'bookkeepers.update', path: { bookkeeperId }, body: bodyOf(fields) };
  },
});
