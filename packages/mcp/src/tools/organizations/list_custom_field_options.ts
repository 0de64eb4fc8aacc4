import { folded } from '@jenji-kit/client/text';
import * as z from 'zod';
import { organization, text, words } from '../../arguments/text.ts';
import { conditionInWords } from '../../directory/condition-words.ts';
import { allLabels, labelOf } from '../../directory/labels.ts';
import { listsOf } from '../../directory/option-lists.ts';
import { Reader } from '../../directory/reader.ts';
import { defineTool } from '../../registry/define-tool.ts';
import { fencedJson } from '../../results/fenced-json.ts';
import { nextPageLine, page, pageArguments, pageFields, pageStart } from '../../results/page.ts';

export default defineTool({
  name: 'list_custom_field_options',
  title: 'List the options of a custom field',
  toolset: 'organizations',
  hazard: 'read',
  description: [
    'Lists the choices of a LIST custom field: ids, labels, accounting codes, when each can be chosen.',
    'Costs 1 request, then none for 10 minutes.',
  ],
  input: z.strictObject({
    organization,
    field: text().describe('Key, label or list_id'),
    text: words().optional().describe('Words in id, label, code'),
    include_disabled: z.boolean().default(false).describe('Also those'),
    ...pageArguments,
  }),
  output: z.object({
    list_id: z.string().describe('Id of the list'),
    options: z.array(z.looseObject({})).describe('This page'),
    ...pageFields,
  }),
  async handler({ limit, cursor, ...query }, context) {
    pageStart(cursor, query);
    const reader = await Reader.open(context);
    const organizationId = await reader.organizationId(query.organization);
    const { value: directory } = await reader.directory(organizationId);
    const listId = listsOf(directory.fields).resolve({
      field: 'field',
      kind: 'LIST custom field',
      value: query.field,
    }).id;
    const wanted = folded(query.text ?? '').split(' ');
    const options = (await reader.options(organizationId, listId))
      .filter(({ disabled }) => query.include_disabled || !disabled)
      .filter(({ id, labelsPerLanguage, accountingCode }) => {
        const content = folded([id, accountingCode, ...allLabels(labelsPerLanguage)].join(' '));
        return wanted.every((word) => content.includes(word));
      })
      .map(({ id, labelsPerLanguage, accountingCode, extra, disabled, scope, scopeCondition }) => ({
        id: id ?? '',
        label: labelOf(labelsPerLanguage, directory.source.masterLanguage) ?? id ?? '',
        labels: labelsPerLanguage ?? undefined,
        accounting_code: accountingCode ?? undefined,
        extra: extra ?? undefined,
        scope: scope ?? undefined,
        chosen_when: conditionInWords(scopeCondition, directory),
        ...(disabled && { disabled: true }),
      }));
    const { items, total, nextCursor } = page(options, { cursor, size: limit, query });
    const lines = items.map(({ labels: _, ...option }) => `- ${fencedJson(option, 400)}`);
    return {
      structured: { list_id: listId, options: items, total, next_cursor: nextCursor },
      text: [`Options: ${total}`, ...lines, ...nextPageLine(nextCursor)].join('\n'),
    };
  },
});
