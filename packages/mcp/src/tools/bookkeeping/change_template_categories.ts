import * as z from 'zod';
import { count } from '../../arguments/count.ts';
import { fieldValues } from '../../arguments/field-values.ts';
import { recordId } from '../../arguments/record-id.ts';
import { text, texts } from '../../arguments/text.ts';
import { Firm } from '../../bookkeeping/firm.ts';
import { defineChangeTool } from '../../changes/define-change-tool.ts';
import { ownFields } from '../../changes/own-fields.ts';

const basis = ownFields({ from: 'from', categories: 'categories', leave_out: 'leaveOut' });
const delta = ownFields({ add: 'add', change: 'change', disable: 'disable', max_disabled: 'maxDisabled' });

export default defineChangeTool({
  name: 'change_template_categories',
  title: 'Change categories of a template',
  toolset: 'bookkeeping',
  hazard: 'replace',
  operations: ['bookkeepers.templates.categories.replaceAll'],
  description: [
    'Adds, changes or disables expense categories of a template; within a day every company made from it follows.',
    'Nothing reads the categories a template has: name a client made from it, or give what the last change answered.',
    'Costs 6 requests.',
  ],
  input: z.strictObject({
    bookkeeper: text().optional().describe('Firm by name or id, where the key manages several'),
    template: recordId().describe('Template id'),
    from: text().optional().describe('Client made from it, whose categories are taken for those of the template'),
    categories: z.array(fieldValues()).optional().describe('Instead of from: those of the template, in full'),
    leave_out: texts().optional().describe('Ids of categories of that client which are none of the template'),
    add: z.array(fieldValues()).optional().describe('{id, labelsPerLanguage, parentCategoryId …}'),
    change: z.array(fieldValues()).optional().describe('{id, the fields to set, clear: [names]}'),
    disable: texts().optional().describe('Ids'),
    max_disabled: count(0, 1000).optional().describe('How many may be disabled; default 0'),
  }),
  argumentNames: {
    ...basis.argumentNames,
    'body.delta': '',
    ...Object.fromEntries(
      Object.entries(delta.argumentNames).map(([path, own]) => [path.replace('body.', 'body.delta.'), own]),
    ),
    body: '',
  },
  async toChange({ bookkeeper, template: templateId, from, ...given }, { reader }) {
    const firm = new Firm(reader);
    const client = from === undefined ? undefined : await firm.client(from, 'from');
    const bookkeeperId =
      client && bookkeeper === undefined ? client.bookkeeperId : (await firm.bookkeeper(bookkeeper)).id;
    return {
      operation: 'bookkeepers.templates.categories.replaceAll',
      path: { bookkeeperId, templateId },
      body: { ...basis.bodyOf({ ...given, from: client?.id }), delta: delta.bodyOf(given) },
      accept: ['categories'],
    };
  },
});
