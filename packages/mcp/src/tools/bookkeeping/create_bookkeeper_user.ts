import * as z from 'zod';
import { acceptDuplicate, accepting } from '../../arguments/accept-duplicate.ts';
import { text } from '../../arguments/text.ts';
import { Firm } from '../../bookkeeping/firm.ts';
import { defineChangeTool } from '../../changes/define-change-tool.ts';
import { ownFields } from '../../changes/own-fields.ts';

const { bodyOf, argumentNames } = ownFields({
  first_name: 'firstName',
  last_name: 'lastName',
  internal_id: 'internalId',
  group: 'groupId',
});

export default defineChangeTool({
  name: 'create_bookkeeper_user',
  title: 'Add a person to an accounting firm',
  toolset: 'bookkeeping',
  hazard: 'create',
  operations: ['bookkeepers.users.create'],
  description: [
    'Adds a person to an accounting firm, for good and without a login; for users of a client use invite_user.',
    'Costs 5 requests.',
  ],
  input: z.strictObject({
    bookkeeper: text().optional().describe('Name or id, where the key manages several'),
    first_name: text().optional().describe('One of the names is needed'),
    last_name: text().optional().describe('One of the names is needed'),
    internal_id: text().optional().describe('Code in your own systems'),
    group: text().optional().describe('Name or id; default the firm itself'),
    accept_duplicate: acceptDuplicate,
  }),
  argumentNames,
  async toChange({ bookkeeper, accept_duplicate: duplicate, group, ...fields }, { reader }) {
    const firm = new Firm(reader);
    const { id: bookkeeperId } = await firm.bookkeeper(bookkeeper);
    const inGroup = group === undefined ? undefined : await firm.group(bookkeeperId, 'group', group);
    return {
      operation: 'bookkeepers.users.create',
      path: { bookkeeperId },
      body: bodyOf({ ...fields, group: inGroup }),
      ...accepting(duplicate),
    };
  },
});
