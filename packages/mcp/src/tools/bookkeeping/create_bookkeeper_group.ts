import * as z from 'zod';
import { acceptDuplicate, accepting } from '../../arguments/accept-duplicate.ts';
import { text } from '../../arguments/text.ts';
import { Firm } from '../../bookkeeping/firm.ts';
import { defineChangeTool } from '../../changes/define-change-tool.ts';
import { ownFields } from '../../changes/own-fields.ts';

const { bodyOf, argumentNames } = ownFields({ name: 'name', parent: 'parentGroupId' });

export default defineChangeTool({
  name: 'create_bookkeeper_group',
  title: 'Add a group to an accounting firm',
  toolset: 'bookkeeping',
  hazard: 'create',
  operations: ['bookkeepers.groups.create'],
  description: [
    'Adds a team to an accounting firm; it can be neither renamed nor deleted.',
    'get_bookkeeper shows those there are. Costs 4 requests.',
  ],
  input: z.strictObject({
    bookkeeper: text().optional().describe('Name or id, where the key manages several'),
    name: text().describe('Of the team'),
    parent: text().optional().describe('Group above, by name or id; default the firm itself'),
    accept_duplicate: acceptDuplicate,
  }),
  argumentNames,
  async toChange({ bookkeeper, accept_duplicate: duplicate, parent, ...fields }, { reader }) {
    const firm = new Firm(reader);
    const { id: bookkeeperId } = await firm.bookkeeper(bookkeeper);
    const above = parent === undefined ? undefined : await firm.group(bookkeeperId, 'parent', parent);
    return {
      operation: 'bookkeepers.groups.create',
      path: { bookkeeperId },
      body: bodyOf({ ...fields, parent: above }),
      ...accepting(duplicate),
    };
  },
});
