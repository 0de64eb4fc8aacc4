import * as z from 'zod';
import { acceptDuplicate, accepting } from '../../arguments/accept-duplicate.ts';
import { recordId } from '../../arguments/record-id.ts';
import { text } from '../../arguments/text.ts';
import { defineChangeTool } from '../../changes/define-change-tool.ts';
import { ownFields } from '../../changes/own-fields.ts';

const { bodyOf, argumentNames } = ownFields({ name: 'name', template: 'templateId' });

export default defineChangeTool({
  name: 'create_bookkeeper',
  title: 'Create an accounting firm',
  toolset: 'bookkeeping',
  hazard: 'create',
  operations: ['bookkeepers.create'],
  description: 'As a master bookkeeper, creates an accounting firm from a template, for good. Costs 3 requests.',
  input: z.strictObject({
    name: text().describe('Of the firm'),
    template: recordId().describe('Bookkeeper template id, from Jenji'),
    accept_duplicate: acceptDuplicate,
  }),
  argumentNames,
  async toChange({ accept_duplicate: duplicate, ...fields }) {
    return { operation: 'bookkeepers.create', body: bodyOf(fields), ...accepting(duplicate) };
  },
});
